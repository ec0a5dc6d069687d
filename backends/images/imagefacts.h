// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/mediarole.h"

/** @file Looks at image files of this computer. Blocking: worker threads only. */
namespace vitrine {

/**
 * What an image says of itself. Nothing but this one file is opened, whatever it points at; pipes and
 * character devices are not opened at all. What an image names that is no plain file (a network address,
 * "json:", a data file) makes its problem ImageUnsafe.
 */
[[nodiscard]] ImageFacts inspectImage(const QString &path);

/**
 * The images below `facts`, nearest first, each looked at in turn. A problem of one of them, a circle,
 * or more than 200 of them are failures.
 */
[[nodiscard]] Result<QList<ImageFacts>> inspectBackingChain(const ImageFacts &facts);

/** qemu's name of the format a file is in by its own bytes; "raw" when it has no mark. Pure. */
[[nodiscard]] QString imageFormat(const QByteArray &head, const QByteArray &tail);

/**
 * The absolute path of the file that an image at `path` names as its base, or nothing when it names
 * anything else. Pure.
 */
[[nodiscard]] std::optional<QString> backingPath(const QString &path, const QString &named);

/** Facts from the JSON of `qemu-img info`; path and sizes on disk are the caller's. Pure. */
[[nodiscard]] ImageFacts factsFromJson(const QString &path, const QByteArray &json);

/** Whether a VMDK description names nothing but files beside it. Pure. */
[[nodiscard]] bool vmdkIsSelfContained(const QByteArray &description);

} // namespace vitrine
