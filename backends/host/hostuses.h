// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/hostdevices.h"

/** @file What this computer itself does with its devices right now. Needs no rights. */
namespace vitrine {

class HostFiles;

/** A snapshot, read once for many devices. */
class HostUses
{
public:
    /** Reads /sys and /proc (below `root`, for tests). Blocks for some milliseconds: for workers. */
    [[nodiscard]] static HostUses read(const QString &root = {});

    /**
     * Screens, disks that are mounted or swapped to, interfaces that are up, keyboards and mice that
     * hang on the device at `path` ("/sys/devices/pci0000:00/0000:00:02.0"), each once.
     */
    [[nodiscard]] QList<HostDeviceUse> of(const QString &path) const;

private:
    void add(const QString &path, HostDeviceUse::Kind kind, const QString &detail);
    void readDisks(const HostFiles &files);
    void readScreens(const HostFiles &files);
    void readNetworks(const HostFiles &files);
    void readInputs(const HostFiles &files);

    struct Place {
        QString path;
        HostDeviceUse use;
    };
    QList<Place> m_places;
};

} // namespace vitrine
