// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/videoencoder.h"

namespace vitrine {

/** WebM with VP8, by the plugins of GStreamer that the desktop has. */
class WebmEncoderFactory : public VideoEncoderFactory
{
public:
    [[nodiscard]] Task<> check() override;
    [[nodiscard]] std::unique_ptr<VideoEncoder> create() override;
};

} // namespace vitrine
