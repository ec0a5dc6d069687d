// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/connectionfailedpage.h"

#include "ui/widgets/errorpresenter.h"

#include <KLocalizedString>

#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

ConnectionFailedPage::ConnectionFailedPage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"connectionFailedPage"_s);
    auto *layout = new QVBoxLayout(this);
    m_presenter = new ErrorPresenter(this, layout);
    layout->addStretch(2);
    auto *picture = new QLabel(this);
    const int side = style()->pixelMetric(QStyle::PM_LargeIconSize) * 2;
    picture->setPixmap(QIcon::fromTheme(u"network-disconnect"_s).pixmap(QSize(side, side), devicePixelRatioF()));
    picture->setAlignment(Qt::AlignHCenter);
    layout->addWidget(picture);
    auto *title = new QLabel(i18nc("@title", "The machine service cannot be reached"), this);
    title->setObjectName(u"connectionFailedTitle"_s);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    title->setFont(large);
    title->setAlignment(Qt::AlignHCenter);
    title->setWordWrap(true);
    layout->addWidget(title);
    auto *text = new QLabel(i18nc("@info", "Without it, Vitrine can neither list nor start machines. Machines that run keep running."), this);
    text->setAlignment(Qt::AlignHCenter);
    text->setWordWrap(true);
    layout->addWidget(text);
    auto *retry = new QPushButton(QIcon::fromTheme(u"view-refresh"_s), i18nc("@action:button", "Try Again"), this);
    retry->setObjectName(u"connectionFailedRetry"_s);
    layout->addSpacing(fontMetrics().height());
    layout->addWidget(retry, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    setFocusProxy(retry);
    connect(retry, &QPushButton::clicked, this, &ConnectionFailedPage::retryRequested);
}

void ConnectionFailedPage::setError(const Error &error)
{
    m_presenter->show(error, [this](Remedy remedy) {
        if (remedy == Remedy::Retry) {
            Q_EMIT retryRequested();
        }
    });
}

} // namespace vitrine
