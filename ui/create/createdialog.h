// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/creationinquiry.h"
#include "models/errortext.h"

#include <QDialog>
#include <QTimer>

#include <functional>

class QCheckBox;
class QProgressBar;
class QPushButton;

namespace vitrine {

class CollapsibleSection;
class DiskSection;
class ErrorPresenter;
class FieldFrame;
class HardwareSection;
class IdentitySection;
class PlainLabel;
class PlanSection;

/** What the create dialog works with; made by app/, everything outlives the dialog. */
struct CreateContext {
    MachineStore *store = nullptr;
    MachineCreator *creator = nullptr;
    QString connection = {}; ///< URI of the connection that gets the machine
    QString connectionName = {}; ///< "this computer"
    CreationProbes probes = {};
    AccelerationChoice acceleration = AccelerationChoice::Automatic; ///< as set in the preferences
    /** The machine is there (and runs, when asked to): opens its console. */
    std::function<void(MachineId id, bool started)> onCreated = {};
};

/**
 * Makes a machine on one page: installation image and name, hardware, disk, and what will be made.
 * Everything is detected in the background; choosing an image and pressing Create is enough.
 *
 * Not modal, deletes itself on close. Closing it, or its parent, while a machine is made cancels that;
 * what was made is taken back by MachineCreator all the same. GUI thread.
 */
class CreateDialog : public QDialog
{
    Q_OBJECT

public:
    /** `isoPath` may be empty. */
    explicit CreateDialog(CreateContext context, const QString &isoPath = {}, QWidget *parent = nullptr);
    ~CreateDialog() override;

    void setIsoPath(const QString &path);
    [[nodiscard]] bool isCreating() const;

    void reject() override;

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void setUpSections();
    void setUpFoot();
    void sync();
    void syncFoot();
    void syncSections(const QList<CreationIssue> &issues);
    [[nodiscard]] QList<CreationIssue> visibleIssues() const;
    void create();
    void onOperationChanged();
    void onOperationFinished();
    void showError(const Error &error);
    void abandon();

    CreateContext m_context;
    CreationDraft m_draft;
    CreationInquiry m_inquiry;
    QTimer m_syncTimer;
    QPointer<Operation> m_operation;
    CreationRequest m_request;

    QWidget *m_form;
    IdentitySection *m_identity;
    HardwareSection *m_hardware;
    DiskSection *m_disk;
    PlanSection *m_plan;
    CollapsibleSection *m_identityBox;
    CollapsibleSection *m_hardwareBox;
    CollapsibleSection *m_diskBox;
    CollapsibleSection *m_planBox;
    ErrorPresenter *m_errors;
    PlainLabel *m_hint;
    QProgressBar *m_progress;
    QCheckBox *m_start;
    QPushButton *m_create;
    QPushButton *m_cancel;
};

} // namespace vitrine
