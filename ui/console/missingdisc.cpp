// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/missingdisc.h"

#include "backends/core/backend.h"
#include "backends/core/domainxml.h"
#include "models/machinecommands.h"
#include "models/machinedevices.h"
#include "models/machinestore.h"
#include "ui/console/consolenotices.h"

#include <KLocalizedString>
#include <KMessageWidget>

#include <QAction>
#include <QFileInfo>
#include <QPointer>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

bool isEmptyDrive(const DiskDetails &disk)
{
    return disk.kind != DiskDetails::Kind::Disk && disk.source.isEmpty();
}

/** What is to be in these drives and isn't. */
QList<DiskDetails> discsLeftOut(const QList<DiskDetails> &now, const QString &storedDefinition)
{
    const auto stored = DomainXml::parse(storedDefinition);
    QList<DiskDetails> discs = stored ? machineDetails(*stored).disks : QList<DiskDetails>();
    discs.removeIf([&now](const DiskDetails &disc) {
        return disc.sourceType != "file"_L1 || disc.source.isEmpty() || std::ranges::none_of(now, [&disc](const DiskDetails &drive) {
                   return isEmptyDrive(drive) && drive.target == disc.target;
               });
    });
    return discs;
}

} // namespace

MissingDisc::MissingDisc(MachineStore *store, DeviceMenuContext context, DiscMenu *discs, ConsoleNotices *notices)
    : QObject(notices)
    , m_store(store)
    , m_context(std::move(context))
    , m_discs(discs)
    , m_notice(notices->add(u"missingDisc"_s))
{
    auto *choose = new QAction(QIcon::fromTheme(u"document-open"_s), i18nc("@action:button disc image", "Choose Another…"), m_notice);
    choose->setObjectName(u"missingDiscChoose"_s);
    connect(choose, &QAction::triggered, this, [this] {
        m_discs->choose(m_target);
    });
    auto *leave = new QAction(QIcon::fromTheme(u"media-eject"_s), i18nc("@action:button", "Leave the Drive Empty"), m_notice);
    leave->setObjectName(u"missingDiscLeave"_s);
    connect(leave, &QAction::triggered, this, &MissingDisc::emptyTheDrive);
    m_notice->addAction(choose);
    m_notice->addAction(leave);
    m_notice->setMessageType(KMessageWidget::Warning);
    connect(m_context.devices, &MachineDevices::changed, this, &MissingDisc::look);
    look();
}

QCoro::Task<> MissingDisc::look()
{
    const quint64 number = ++m_looks;
    const QPointer self(this);
    const QPointer backend(m_store->backend(m_context.machine));
    const auto machine = m_store->machine(m_context.machine);
    const QList<DiskDetails> now = m_context.devices->details().disks;
    if (!backend || !machine || !machine->isActive() || !machine->persistent || std::ranges::none_of(now, isEmptyDrive)) {
        m_notice->hide();
        co_return;
    }
    const Result<QString> stored = co_await m_context.commands->definitionXml(m_context.machine, DefinitionKind::Stored);
    if (!self || number != m_looks) {
        co_return;
    }
    const QList<DiskDetails> leftOut = discsLeftOut(now, stored.value_or(QString()));
    for (const DiskDetails &disc : leftOut) {
        if (!backend) {
            co_return;
        }
        const Result<bool> there = co_await backend->storage()->exists(disc.source);
        if (!self || number != m_looks) {
            co_return;
        }
        if (there && !*there) {
            show(disc);
            co_return;
        }
    }
    m_notice->hide();
}

void MissingDisc::show(const DiskDetails &drive)
{
    m_target = drive.target;
    m_notice->setText(i18nc("@info name of a file",
                            "The disc image “%1” is not there any more, so the machine started with an empty drive.",
                            QFileInfo(drive.source).fileName().toHtmlEscaped()));
    m_notice->setToolTip(drive.source);
    m_notice->animatedShow();
}

void MissingDisc::emptyTheDrive()
{
    m_notice->hide();
    m_context.noteCommand();
    m_context.commands->changeMedium(m_context.machine, m_target, {});
}

} // namespace vitrine
