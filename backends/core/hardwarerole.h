// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/result.h"

namespace vitrine {

/** A change of a machine's definition, as two whole documents. */
struct DefinitionEdit {
    QString before = {}; ///< The stored definition that the change was made on.
    QString after = {};
    bool live = true; ///< Also change the running machine, as far as planLive() says that it can follow.
    bool moved = false; ///< The images are the same in other places: what a saved machine goes on with follows.
};

/**
 * Changes the devices of a machine, running or not: both what runs now and what the next start uses.
 * Threads and common errors as in roles.h.
 */
class HardwareRole
{
public:
    virtual ~HardwareRole() = default;
    /**
     * Puts the image `path` into the drive called `target` ("sda"), or ejects with an empty path. A
     * tray that the guest has locked is forced. Fails with nothing changed: NotFound when there is
     * no such removable drive, FileMissing, FileUnreadable.
     */
    virtual Task<> changeMedium(MachineId id, QString target, QString path) = 0;
    /** Plugs or pulls the cable of the network adapter with this MAC address. NotFound. */
    virtual Task<> setLinkUp(MachineId id, QString mac, bool up) = 0;
    /**
     * Stores the new definition, validated, and lets the running machine follow; all of it or, after
     * an error, none. The value is the definition as now stored. Errors: ChangedElsewhere when what is
     * stored is not `before` any more; XmlInvalid and what DefinitionRole::define() says; InvalidState
     * for another name while it runs; of the running machine NoFreeSlot, NotHotPluggable,
     * UnplugRefused (the guest did not let go in time), PortTaken, FileMissing, ... For those the same
     * edit without `live` is worth a try.
     */
    virtual Task<QString> apply(MachineId id, DefinitionEdit edit) = 0;
    /**
     * Makes the disk called `target` of a running machine larger; the guest is told. InvalidArgument
     * when that would make it smaller, InvalidState when the machine is off, NotFound.
     */
    virtual Task<> growDisk(MachineId id, QString target, quint64 bytes) = 0;
};

} // namespace vitrine
