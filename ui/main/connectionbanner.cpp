// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/connectionbanner.h"

#include "models/errortext.h"
#include "models/machinestore.h"

#include <KLocalizedString>

#include <QAction>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace vitrine {

namespace {

/** Lost after it was there: its machines are still listed. */
bool isLost(const Backend *backend)
{
    const ConnectionState state = backend->connectionState();
    return state == ConnectionState::Reconnecting || (state == ConnectionState::Failed && !backend->machines().isEmpty());
}

} // namespace

ConnectionBanner::ConnectionBanner(MachineStore *store, QWidget *parent)
    : KMessageWidget(parent)
    , m_store(store)
{
    setObjectName(u"connectionBanner"_s);
    setMessageType(KMessageWidget::Warning);
    setPosition(KMessageWidget::Header);
    setCloseButtonVisible(false);
    setWordWrap(true);
    setIcon(QIcon::fromTheme(u"network-disconnect"_s));
    hide();
    auto *retryAction = new QAction(QIcon::fromTheme(u"view-refresh"_s), i18nc("@action:button", "Retry"), this);
    retryAction->setObjectName(u"connectionRetry"_s);
    addAction(retryAction);
    connect(retryAction, &QAction::triggered, this, &ConnectionBanner::retry);
    m_grace.setSingleShot(true);
    m_grace.setInterval(1s);
    connect(&m_grace, &QTimer::timeout, this, &ConnectionBanner::showLoss);
    connect(store, &MachineStore::connectionStateChanged, this, &ConnectionBanner::judge);
    judge();
}

void ConnectionBanner::judge()
{
    bool connecting = false;
    for (const Backend *backend : m_store->backends()) {
        if (isLost(backend)) {
            if (!isHidden()) {
                showLoss(); // the reason may be another one by now
            } else if (!m_grace.isActive()) {
                m_grace.start();
            }
            return;
        }
        connecting = connecting || (backend->connectionState() == ConnectionState::Connecting && !backend->machines().isEmpty());
    }
    if (!connecting) {
        m_grace.stop();
        hide();
    }
}

void ConnectionBanner::showLoss()
{
    for (const Backend *backend : m_store->backends()) {
        if (!isLost(backend)) {
            continue;
        }
        const auto error = backend->connectionError();
        setText(error.code == ErrorCode::ServiceSilent
                    ? i18nc("@info", "The virtual machine service does not answer; machines keep running. Vitrine goes on by itself as soon as it does.")
                    : i18nc("@info", "The connection to the machine service was lost; machines keep running. Trying again…"));
        setToolTip(errorText(error).explanation);
        show();
        return;
    }
}

void ConnectionBanner::retry()
{
    for (Backend *backend : m_store->backends()) {
        if (backend->connectionState() != ConnectionState::Open) {
            backend->open();
        }
    }
}

} // namespace vitrine
