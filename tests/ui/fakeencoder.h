// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/console/videoencoder.h"

namespace vitrine {

/** Takes all pictures and writes nothing. */
class FakeEncoder : public VideoEncoder
{
    Q_OBJECT

public:
    void start(const QString &, QSize) override
    {
    }
    bool add(const QImage &, std::chrono::nanoseconds) override
    {
        return true;
    }
    void finish() override
    {
        Q_EMIT finished();
    }
};

class FakeEncoderFactory : public VideoEncoderFactory
{
public:
    [[nodiscard]] Task<> check() override
    {
        co_return {};
    }
    [[nodiscard]] std::unique_ptr<VideoEncoder> create() override
    {
        return std::make_unique<FakeEncoder>();
    }
};

} // namespace vitrine
