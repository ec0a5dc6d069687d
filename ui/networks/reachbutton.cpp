// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/networks/reachbutton.h"

#include <KLocalizedString>

#include <QAction>
#include <QDesktopServices>
#include <QIcon>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

/** An address to connect to; a forward for everybody is reached on the loopback address, too. */
QString reachableHost(const PortForward &forward)
{
    const bool any = forward.hostAddress.isEmpty() || forward.hostAddress == "0.0.0.0"_L1;
    return any ? u"127.0.0.1"_s : forward.hostAddress == "::"_L1 ? u"::1"_s : forward.hostAddress;
}

} // namespace

QUrl reachUrl(const PortForward &forward, PortUse use)
{
    QUrl url;
    const bool secure = forward.guestPort == 443 || forward.guestPort == 8443;
    url.setScheme(use == PortUse::Ssh ? u"ssh"_s : use == PortUse::Rdp ? u"rdp"_s : secure ? u"https"_s : u"http"_s);
    url.setHost(reachableHost(forward));
    url.setPort(forward.hostPort);
    return url;
}

QString reachCommand(const PortForward &forward, PortUse use)
{
    const QString host = reachableHost(forward);
    if (use == PortUse::Ssh) {
        return u"ssh -p %1 %2"_s.arg(forward.hostPort).arg(host);
    }
    const QString bracketed = host.contains(u':') ? u'[' + host + u']' : host;
    return use == PortUse::Rdp ? u"xfreerdp /v:%1:%2"_s.arg(bracketed).arg(forward.hostPort) : QString();
}

ReachButton::ReachButton(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(u"reachButton"_s);
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::MenuButtonPopup);
    auto *menu = new QMenu(this);
    menu->addAction(add(PortUse::Web, u"reachOpen"_s, u"internet-web-browser"_s, i18nc("@action open in the browser", "Open")));
    menu->addAction(add(PortUse::Ssh, u"reachSsh"_s, u"utilities-terminal"_s, i18nc("@action", "SSH")));
    menu->addAction(add(PortUse::Rdp, u"reachRdp"_s, u"krdc"_s, i18nc("@action", "Remote Desktop")));
    setMenu(menu);
    setForward({});
}

QAction *ReachButton::add(PortUse use, const QString &name, const QString &iconName, const QString &text)
{
    auto *action = new QAction(QIcon::fromTheme(iconName), text, this);
    action->setObjectName(name);
    connect(action, &QAction::triggered, this, [this, use] {
        open(use);
    });
    m_actions.insert(int(use), action);
    return action;
}

void ReachButton::setForward(const PortForward &forward)
{
    m_forward = forward;
    const PortUse use = portUse(forward);
    setDefaultAction(m_actions.value(int(use == PortUse::Other ? PortUse::Web : use)));
    setAccessibleName(i18nc("@label a port number", "Reach port %1", QString::number(forward.hostPort)));
}

void ReachButton::setReason(const QString &reason)
{
    setEnabled(reason.isEmpty());
    setToolTip(reason);
}

void ReachButton::open(PortUse use)
{
    if (!QDesktopServices::openUrl(reachUrl(m_forward, use))) {
        const QString command = reachCommand(m_forward, use);
        Q_EMIT notOpened(command.isEmpty() ? reachUrl(m_forward, use).toString() : command);
    }
}

} // namespace vitrine
