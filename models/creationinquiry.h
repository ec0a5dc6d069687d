// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/accelerationfacts.h"
#include "models/creationdraft.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <stop_token>

namespace vitrine {

class Backend;
class MachineStore;

/** An operating system to choose from. */
struct OsChoice {
    QString id = {}; ///< libosinfo id
    QString name = {};
};

/**
 * Looks at this computer that are no backend's role; put together by app/ from backends/osinfo,
 * images and host, faked by tests. Each may be empty: then nothing is found out that way. All are
 * called on the GUI thread, return at once and work on threads of their own.
 */
struct CreationProbes {
    /** FileMissing, FileUnreadable, FileIsFolder, FileEmpty, NotAnIso, NotBootable. */
    std::function<Task<>(QString path, std::stop_token stop)> checkIso = {};
    /** What system an image holds; nothing, or one without an id: not recognised. */
    std::function<Task<std::optional<OsDefaults>>(QString path, std::stop_token stop)> detectOs = {};
    std::function<Task<OsDefaults>(QString id)> osDefaults = {};
    /** The systems to choose from, in the order they are shown. */
    std::function<Task<QList<OsChoice>>()> listSystems = {};
    AccelerationProbe probeAcceleration = {};
    std::function<Task<quint64>()> availableMemory = {};
    /** A disc image with the virtio drivers for Windows in the usual folders of this computer; empty: none. */
    std::function<Task<QString>()> findDriverDisc = {};
    /** The files that an existing disk image builds on; or why it can't be used: WrongDiskFormat, ImageUnsafe, ... */
    std::function<Task<QStringList>(QString path)> checkDisk = {};
};

/**
 * Finds out what a CreationDraft needs to know, in the background and in the order it can be had, and
 * asks again when the draft's paths change (typing is waited out) or refresh() is called. Answers that
 * come too late are dropped. GUI thread; may be destroyed at any time.
 */
class CreationInquiry : public QObject
{
    Q_OBJECT

public:
    /** `store` and `draft` outlive it. New machines go to `connection`. */
    CreationInquiry(MachineStore *store, QString connection, CreationProbes probes, CreationDraft *draft, QObject *parent = nullptr);
    ~CreationInquiry() override;

    /** Begins; call once. */
    void start();
    /** Asks everything that others may have changed meanwhile: for window activation and after a failure. */
    void refresh();

Q_SIGNALS:
    void systemsListed(const QList<vitrine::OsChoice> &systems);

private:
    [[nodiscard]] Backend *backend() const;
    void askHost();
    void askAcceleration();
    void askIso();
    void askIsoReadable(const QString &path, const std::optional<Error> &sofar);
    void isoChecked(const QString &path, const std::optional<Error> &problem);
    void askDisk();
    void askExistingDisk(const QString &path);
    void askOs(const QString &id);
    void askDriverDisc();
    void checkDriverDisc(const QString &path);
    void searchDriverDisc();

    MachineStore *m_store;
    QString m_connection;
    CreationProbes m_probes;
    CreationDraft *m_draft;
    QTimer m_isoTimer;
    QTimer m_diskTimer;
    std::stop_source m_isoStop;
    bool m_driverDiscAsked = false;
};

} // namespace vitrine
