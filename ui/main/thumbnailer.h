// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/result.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>

namespace vitrine {

class MachineListModel;
class MachineStore;

/**
 * Keeps the small pictures of running machines fresh: every two seconds a screenshot of each one that
 * can be seen, two at a time, made small on a worker thread; a screen that stands still is asked for
 * less and less often, down to twice a minute. Does nothing while the window is hidden or nothing
 * running is seen. A failed screenshot is no news: the picture goes. GUI thread.
 */
class Thumbnailer : public QObject
{
    Q_OBJECT

public:
    /** What is worth a picture now; asked on each round. */
    struct Demand {
        QList<MachineId> rows = {}; ///< machines whose rows are seen
        QSize rowSize = {}; ///< device pixels
        MachineId preview = {}; ///< the machine with the large preview, or null
        QSize previewSize = {}; ///< device pixels
    };
    using AskDemand = std::function<Demand()>;

    /** Finished thumbnails go into `model`. */
    Thumbnailer(MachineStore *store, MachineListModel *model, AskDemand askDemand, QObject *parent);

    /** The window was shown or hidden. */
    void setActive(bool active);
    /** Other machines are seen than before: looks soon. */
    void wake();

Q_SIGNALS:
    /** Null when there is none any more. */
    void previewChanged(const vitrine::MachineId &id, const QImage &picture);

private:
    struct Pictures {
        QImage row;
        QImage preview;
    };
    /** When a machine is asked again. */
    struct Rhythm {
        QDeadlineTimer due{0};
        int unchanged = 0; ///< screenshots in a row that showed nothing new
        QImage row;
        QSize previewSize; ///< of the last preview made, or empty
    };
    void look();
    void captureNext();
    Task<> capture(MachineId id);
    void onCaptured(const MachineId &id, const Pictures &pictures);
    void keepTime(const MachineId &id, const Pictures &pictures);
    [[nodiscard]] bool isDue(const MachineId &id) const;
    [[nodiscard]] bool canBeCaptured(const MachineId &id) const;
    [[nodiscard]] static Pictures scaled(const QImage &screen, QSize row, QSize preview);

    MachineStore *m_store;
    MachineListModel *m_model;
    AskDemand m_askDemand;
    QTimer m_timer;
    bool m_active = false;
    Demand m_demand;
    QList<MachineId> m_queue;
    QSet<MachineId> m_inFlight;
    QHash<MachineId, Rhythm> m_rhythms;
};

} // namespace vitrine
