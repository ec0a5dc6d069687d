// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/creationinquiry.h"

#include "backends/core/backend.h"
#include "backends/core/mediarole.h"
#include "models/machinestore.h"

namespace vitrine {

namespace {

/** Long enough that a path is not looked up at every key, short enough not to be noticed. */
constexpr std::chrono::milliseconds TypingPause{200};

} // namespace

CreationInquiry::CreationInquiry(MachineStore *store, QString connection, CreationProbes probes, CreationDraft *draft, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_connection(std::move(connection))
    , m_probes(std::move(probes))
    , m_draft(draft)
{
    for (QTimer *timer : {&m_isoTimer, &m_diskTimer}) {
        timer->setSingleShot(true);
        timer->setInterval(TypingPause);
    }
    connect(&m_isoTimer, &QTimer::timeout, this, &CreationInquiry::askIso);
    connect(&m_diskTimer, &QTimer::timeout, this, &CreationInquiry::askDisk);
}

CreationInquiry::~CreationInquiry()
{
    m_isoStop.request_stop();
}

Backend *CreationInquiry::backend() const
{
    return m_store->backend(m_connection);
}

void CreationInquiry::start()
{
    connect(m_draft, &CreationDraft::isoPathChanged, this, [this] {
        m_isoStop.request_stop();
        m_isoTimer.start();
    });
    connect(m_draft, &CreationDraft::diskPathChanged, &m_diskTimer, qOverload<>(&QTimer::start));
    connect(m_draft, &CreationDraft::osIdChanged, this, &CreationInquiry::askOs);
    connect(m_draft, &CreationDraft::changed, this, &CreationInquiry::askDriverDisc);
    const auto takeNames = [this] {
        m_draft->setTakenNames(m_store->takenNames(m_connection));
    };
    connect(m_store, &MachineStore::machinesAdded, this, takeNames);
    connect(m_store, &MachineStore::machinesChanged, this, takeNames);
    connect(m_store, &MachineStore::machinesRemoved, this, takeNames);
    connect(m_store, &MachineStore::connectionStateChanged, this, [this](const QString &connection) {
        if (connection == m_connection && backend() && backend()->connectionState() == ConnectionState::Open) {
            refresh();
        }
    });
    takeNames();
    if (m_probes.listSystems) {
        QCoro::connect(m_probes.listSystems(), this, [this](const Result<QList<OsChoice>> &systems) {
            if (systems) {
                Q_EMIT systemsListed(*systems);
            }
        });
    }
    refresh();
}

void CreationInquiry::refresh()
{
    askHost();
    askAcceleration();
    m_driverDiscAsked = false; // it may be there now
    askDriverDisc();
    m_diskTimer.start();
    if (!m_draft->values().isoPath.isEmpty()) {
        m_isoTimer.start();
    }
    if (m_probes.availableMemory) {
        QCoro::connect(m_probes.availableMemory(), this, [this](const Result<quint64> &bytes) {
            if (bytes) {
                m_draft->setAvailableMemory(*bytes);
            }
        });
    }
}

void CreationInquiry::askHost()
{
    if (!backend()) {
        m_draft->setHost(fail(ErrorCode::ConnectionFailed, m_connection));
        return;
    }
    QCoro::connect(backend()->host()->capabilities(), this, [this](const Result<HostCapabilities> &host) {
        m_draft->setHost(host);
    });
    QCoro::connect(backend()->storage()->defaultPlace(), this, [this](const Result<StoragePlace> &place) {
        m_draft->setPlace(place);
    });
}

void CreationInquiry::askAcceleration()
{
    if (m_draft->facts().accelerationKnown) {
        return;
    }
    if (!m_probes.probeAcceleration) {
        m_draft->setAccelerationReport({}, true);
        return;
    }
    QCoro::connect(m_probes.probeAcceleration(), this, [this](const Result<AccelerationFacts> &facts) {
        if (facts) {
            m_draft->setAccelerationReport(facts->problem, facts->secureBoot);
        } else {
            m_draft->setAccelerationReport(facts.error(), false);
        }
    });
}

void CreationInquiry::askIso()
{
    m_isoStop.request_stop();
    m_isoStop = std::stop_source{};
    const QString path = m_draft->values().isoPath;
    if (path.isEmpty()) {
        return;
    }
    if (!m_probes.checkIso) {
        askIsoReadable(path, {});
        return;
    }
    QCoro::connect(m_probes.checkIso(path, m_isoStop.get_token()), this, [this, path](const Result<> &checked) {
        if (path != m_draft->values().isoPath || (!checked && checked.error().isCancelled())) {
            return;
        }
        if (!checked && checked.error().code != ErrorCode::NotBootable) {
            isoChecked(path, checked.error());
        } else {
            askIsoReadable(path, checked ? std::optional<Error>{} : checked.error());
        }
    });
}

void CreationInquiry::askIsoReadable(const QString &path, const std::optional<Error> &sofar)
{
    if (!backend()) {
        isoChecked(path, sofar);
        return;
    }
    QCoro::connect(backend()->storage()->checkReadable(path), this, [this, path, sofar](const Result<> &readable) {
        const bool unknown = !readable && readable.error().code == ErrorCode::NotSupported;
        isoChecked(path, readable || unknown ? sofar : readable.error());
    });
}

void CreationInquiry::isoChecked(const QString &path, const std::optional<Error> &problem)
{
    const CreationFacts &facts = m_draft->facts();
    if (path != m_draft->values().isoPath || (facts.isoStage == IsoStage::Done && facts.isoProblem == problem)) {
        return; // no longer asked for, or a second look that found nothing new
    }
    m_draft->setIsoChecked(path, problem);
    if (facts.isoStage != IsoStage::Detecting) {
        return;
    }
    if (!m_probes.detectOs) {
        m_draft->setDetectedOs(path, {});
        return;
    }
    QCoro::connect(m_probes.detectOs(path, m_isoStop.get_token()), this, [this, path](const Result<std::optional<OsDefaults>> &os) {
        if (os || !os.error().isCancelled()) {
            m_draft->setDetectedOs(path, os.value_or(std::nullopt));
        }
    });
}

void CreationInquiry::askDisk()
{
    const CreationValues &values = m_draft->values();
    if (!backend() || values.disk == DiskChoice::None || !values.diskPath.startsWith(u'/')) {
        return;
    }
    const QString path = values.diskPath;
    if (values.disk == DiskChoice::Existing) {
        askExistingDisk(path);
        return;
    }
    QCoro::connect(backend()->storage()->exists(path), this, [this, path](const Result<bool> &exists) {
        m_draft->setFileExists(path, exists.value_or(false));
    });
    const QString folder = path.section(u'/', 0, -2);
    if (m_draft->facts().place && m_draft->facts().place->folder == folder) {
        return;
    }
    QCoro::connect(backend()->storage()->place(folder), this, [this, folder](const Result<StoragePlace> &place) {
        if (place) {
            m_draft->setPlaceOf(folder, *place);
        }
    });
}

void CreationInquiry::askExistingDisk(const QString &path)
{
    QCoro::connect(backend()->storage()->checkReadable(path), this, [this, path](const Result<> &readable) {
        if (!readable || !m_probes.checkDisk) {
            m_draft->setExistingDisk(path, readable ? Result<QStringList>() : fail(readable.error()));
            return;
        }
        QCoro::connect(m_probes.checkDisk(path), this, [this, path](const Result<QStringList> &usable) {
            m_draft->setExistingDisk(path, usable);
        });
    });
}

void CreationInquiry::askOs(const QString &id)
{
    if (id.isEmpty() || !m_probes.osDefaults) {
        return;
    }
    QCoro::connect(m_probes.osDefaults(id), this, [this, id](const Result<OsDefaults> &os) {
        OsDefaults defaults = os.value_or(unknownOsDefaults());
        defaults.id = id;
        m_draft->setChosenOs(defaults);
    });
}

/** Only Windows has a use for it. */
void CreationInquiry::askDriverDisc()
{
    if (m_driverDiscAsked || !m_draft->values().os.windows || !backend()) {
        return;
    }
    m_driverDiscAsked = true;
    if (!m_probes.findDriverDisc) {
        searchDriverDisc();
        return;
    }
    QCoro::connect(m_probes.findDriverDisc(), this, [this](const Result<QString> &path) {
        if (path && !path->isEmpty()) {
            checkDriverDisc(*path);
        } else {
            searchDriverDisc();
        }
    });
}

/** What this user sees, the hypervisor may not be able to read. */
void CreationInquiry::checkDriverDisc(const QString &path)
{
    if (!backend()) {
        return;
    }
    QCoro::connect(backend()->storage()->checkReadable(path), this, [this, path](const Result<> &readable) {
        if (readable) {
            m_draft->setDriverDisc(path);
        } else {
            searchDriverDisc();
        }
    });
}

/** Among all the media that the connection lists. */
void CreationInquiry::searchDriverDisc()
{
    if (!backend()) {
        return;
    }
    QCoro::connect(backend()->media()->list(), this, [this](const Result<MediaListing> &listing) {
        QString found;
        for (const Medium &medium : listing ? listing->media : QList<Medium>{}) {
            const QString name = medium.facts.path.section(u'/', -1);
            const bool fits = name.startsWith(QLatin1String("virtio-win")) && name.endsWith(QLatin1String(".iso"));
            // The highest version sorts last.
            found = fits && !medium.facts.problem && name > found.section(u'/', -1) ? medium.facts.path : found;
        }
        m_draft->setDriverDisc(found);
    });
}

} // namespace vitrine
