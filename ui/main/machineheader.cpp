// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/machineheader.h"

#include "models/errortext.h"
#include "models/machinetext.h"
#include "ui/widgets/machineactions.h"

#include <KLocalizedString>
#include <KMessageWidget>

#include <QAction>
#include <QGridLayout>
#include <QIcon>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

QLabel *makeText(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

MachineHeader::MachineHeader(MachineActions *actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_icon(new QLabel(this))
    , m_name(makeText(u"currentMachineName"_s, this))
    , m_stateIcon(new QLabel(this))
    , m_state(makeText(u"currentMachineState"_s, this))
    , m_acceleration(new QWidget(this))
    , m_accelerationText(makeText(u"accelerationNotice"_s, m_acceleration))
    , m_advice(new KMessageWidget(this))
{
    setObjectName(u"machineHeader"_s);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.3);
    m_name->setFont(large);
    m_name->setWordWrap(true);
    m_state->setWordWrap(true);
    m_accelerationText->setWordWrap(true);
    m_advice->setObjectName(u"stateAdvice"_s);
    m_advice->setMessageType(KMessageWidget::Warning);
    m_advice->setWordWrap(true);
    m_advice->setCloseButtonVisible(false);
    m_advice->hide();

    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    auto *accelerationIcon = new QLabel(m_acceleration);
    accelerationIcon->setPixmap(QIcon::fromTheme(u"speedometer"_s, QIcon::fromTheme(u"dialog-information"_s)).pixmap(side));
    auto *notice = new QHBoxLayout(m_acceleration);
    notice->setContentsMargins({});
    notice->addWidget(accelerationIcon, 0, Qt::AlignTop);
    notice->addWidget(m_accelerationText, 1);

    auto *grid = new QGridLayout;
    grid->addWidget(m_icon, 0, 0, 2, 1, Qt::AlignTop);
    grid->addWidget(m_name, 0, 1, 1, 2);
    grid->addWidget(m_stateIcon, 1, 1, Qt::AlignVCenter);
    grid->addWidget(m_state, 1, 2);
    grid->addWidget(m_acceleration, 2, 1, 1, 2);
    grid->setColumnStretch(2, 1);
    grid->setVerticalSpacing(qMax(2, grid->verticalSpacing() / 2));
    auto *layout = new QVBoxLayout(this);
    grid->setContentsMargins(layout->spacing(), 0, layout->spacing(), 0); // in line with the sections below
    layout->addLayout(grid);
    layout->addWidget(m_advice);
}

void MachineHeader::setMachine(const MachineInfo &machine, bool restartLooping)
{
    if (machine == m_machine && restartLooping == m_restartLooping) {
        return;
    }
    m_machine = machine;
    m_restartLooping = restartLooping;
    if (machine.id == m_shutDownIgnored && !machine.isActive()) {
        m_shutDownIgnored = {};
    }
    const int large = style()->pixelMetric(QStyle::PM_LargeIconSize) * 3 / 2;
    const int small = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_icon->setPixmap(QIcon(osIconPath(machine.osId)).pixmap(QSize(large, large), devicePixelRatioF()));
    m_name->setText(machine.displayName());
    m_stateIcon->setPixmap(QIcon::fromTheme(stateIconName(machine.state)).pixmap(QSize(small, small), devicePixelRatioF()));
    m_state->setText(stateText(machine));
    updateAdvice();
    updateAcceleration();
}

void MachineHeader::setShutDownIgnored(const MachineId &id)
{
    m_shutDownIgnored = id;
    updateAdvice();
}

void MachineHeader::setAccelerationProblem(const Error &problem)
{
    m_accelerationProblem = problem;
    updateAcceleration();
}

void MachineHeader::updateAdvice()
{
    QString text = stateAdvice(m_machine);
    if (m_restartLooping && m_machine.isActive()) {
        text = i18nc("@info",
                     "The guest restarts over and over. Look at its screen for the reason, or turn it off; after an installation, "
                     "the install medium may still be in the drive.");
    }
    if (text.isEmpty() && shutDownIgnored()) {
        text = i18nc("@info",
                     "The guest has not shut down so far. It may be asking something on its screen, or not be able to: then turn it "
                     "off by force.");
    }
    m_advice->clearActions();
    if (text.isEmpty()) {
        m_advice->hide();
        return;
    }
    m_advice->setText(text.toHtmlEscaped());
    for (QAction *action : adviceActions()) {
        m_advice->addAction(action);
    }
    m_advice->show();
}

bool MachineHeader::shutDownIgnored() const
{
    return m_shutDownIgnored == m_machine.id && m_machine.isActive() && m_machine.state != MachineState::Paused;
}

QList<QAction *> MachineHeader::adviceActions() const
{
    using enum MachineAction;
    QList<MachineAction> wanted;
    if (m_restartLooping || shutDownIgnored()) {
        wanted = {Show, ForceOff};
    } else if (m_machine.reason == StateReason::NotAnswering) {
        wanted = {ForceOff};
    } else if (m_machine.state == MachineState::Paused) {
        wanted = m_machine.reason == StateReason::AccelerationFault ? QList{StartWithoutAcceleration, ForceOff} : QList{Pause, ForceOff};
    } else if (m_machine.state == MachineState::Crashed && m_machine.reason == StateReason::GuestPanicked) {
        wanted = {Reset, ForceOff};
    } else if (!hasProcess(m_machine)) {
        wanted = {m_machine.reason == StateReason::AccelerationFault ? StartWithoutAcceleration : Start};
    }
    QList<QAction *> actions;
    for (const MachineAction action : std::as_const(wanted)) {
        actions.append(m_actions->action(action));
    }
    return actions;
}

void MachineHeader::updateAcceleration()
{
    const bool emulated = m_machine.hypervisorType == QLatin1String("qemu");
    m_acceleration->setVisible(emulated);
    if (emulated) {
        m_accelerationText->setText(m_accelerationProblem.isCancelled() ? i18nc("@info", "Runs without hardware acceleration, so it is slow.")
                                                                        : i18nc("@info %1: the reason, a sentence",
                                                                                "Runs without hardware acceleration, so it is slow. %1",
                                                                                accelerationReason(m_accelerationProblem)));
        m_accelerationText->setToolTip(accelerationAdvice(m_accelerationProblem).toHtmlEscaped());
    }
}

} // namespace vitrine
