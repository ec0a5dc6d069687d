// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/ids.h"
#include "backends/core/machinedetails.h"
#include "backends/core/result.h"
#include "models/machinetext.h"
#include "ui/widgets/errorpresenter.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <optional>

class QBoxLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace vitrine {

class DetailSectionView;
class MachineActions;
class MachineCommands;
class MachineHeader;
class MachinePreview;
class MachineStore;

/**
 * All about one machine: header, what its state calls for, the last failed command, and the sections
 * read from its definition. Read anew when the machine changes. GUI thread.
 */
class DetailsPage : public QWidget
{
    Q_OBJECT

public:
    DetailsPage(MachineStore *store, MachineCommands *commands, MachineActions *actions, QWidget *parent = nullptr);

    /** Null shows an empty page. */
    void setMachine(const MachineId &id);
    /** Scaled to previewSize(); a null image shows the state in words. */
    void setPreview(const MachineId &id, const QImage &picture);
    /** Room for the preview in device pixels. */
    [[nodiscard]] QSize previewSize() const;
    /** Shown while that machine is selected, until its next success. */
    void showError(const MachineId &id, const Error &error);
    void clearError(const MachineId &id);
    /** The guest did not heed the power button; offers to force it off. */
    void showShutDownIgnored(const MachineId &id);
    void setAccelerationProblem(const Error &problem);
    /** What the page says while no machine is selected. */
    void setPlaceholder(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpBody();
    void connectSources();
    void updateHeader();
    void fetch();
    void onFetched(const MachineId &id, const Result<MachineDetails> &details);
    void showSections(const QList<DetailSection> &sections);
    void showPendingSections();
    void showSection(const DetailSection &section);
    void showCurrentError();
    [[nodiscard]] RemedyActions remediesFor(const MachineId &id, const Error &error);
    void noteDisks(const MachineDetails &details);
    void saveFolding(const QString &key, bool expanded) const;

    MachineStore *m_store;
    MachineCommands *m_commands;
    MachineActions *m_actions;
    MachineId m_machine;
    bool m_hasSections = false;
    bool m_fetching = false;
    bool m_fetchAgain = false;
    QTimer m_fetchTimer; ///< gathers bursts of changes and quick walks through the list
    QTimer m_sliceTimer; ///< for the next of m_pendingSections
    QTimer m_loadingTimer; ///< "Reading…" only when it takes a while
    QHash<MachineId, Error> m_errors;
    QList<DiskDetails> m_disks; ///< of the machine, and its drives

    QVBoxLayout *m_layout;
    MachineHeader *m_header;
    QLabel *m_placeholder;
    QLabel *m_loading;
    QScrollArea *m_scroll;
    QBoxLayout *m_columns = nullptr;
    QVBoxLayout *m_sectionLayout = nullptr;
    QHash<QString, DetailSectionView *> m_sections;
    QList<DetailSection> m_pendingSections; ///< still to be shown
    int m_labelWidth = 0;
    MachinePreview *m_preview = nullptr;
    ErrorPresenter *m_presenter;
};

} // namespace vitrine
