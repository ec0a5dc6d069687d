// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

namespace vitrine {

/**
 * One folder of this computer that a guest can read over the console's connection (WebDAV). Nothing is
 * shared until share() is called. Lives on the GUI thread as long as its ConsoleSession.
 */
class GuestFolder : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** The machine has the channel for it. */
    [[nodiscard]] virtual bool isAvailable() const = 0;
    /** In the guest something answers (spice-webdavd): it can reach a shared folder. */
    [[nodiscard]] virtual bool isReached() const = 0;
    /** The guest sees this folder and no other from now on; an empty path: none. It changes nothing there unless `writable`. */
    virtual void share(const QString &path, bool writable) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace vitrine
