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
    auto *column = new QVBoxLayout;
    auto *picture = new QLabel(this);
    const int side = style()->pixelMetric(QStyle::PM_LargeIconSize) * 2;
    picture->setPixmap(QIcon::fromTheme(u"network-disconnect"_s).pixmap(QSize(side, side), devicePixelRatioF()));
    picture->setAlignment(Qt::AlignHCenter);
    column->addWidget(picture);
    auto *messages = new QVBoxLayout;
    m_presenter = new ErrorPresenter(this, messages);
    column->addLayout(messages);
    auto *text = new QLabel(i18nc("@info", "Without it, Vitrine can neither list nor start machines. Machines that run keep running."), this);
    text->setObjectName(u"connectionFailedText"_s);
    text->setAlignment(Qt::AlignHCenter);
    text->setWordWrap(true);
    text->setMinimumWidth(fontMetrics().averageCharWidth() * 70);
    column->addWidget(text);
    auto *retry = new QPushButton(QIcon::fromTheme(u"view-refresh"_s), i18nc("@action:button", "Try Again"), this);
    retry->setObjectName(u"connectionFailedRetry"_s);
    column->addSpacing(fontMetrics().height());
    column->addWidget(retry, 0, Qt::AlignHCenter);

    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addLayout(column, 4);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addLayout(row);
    layout->addStretch(3);
    setFocusProxy(retry);
    connect(retry, &QPushButton::clicked, this, &ConnectionFailedPage::retryRequested);
}

void ConnectionFailedPage::setError(const Error &error)
{
    m_presenter->show(error); // its one remedy, trying again, is the page's own button
}

} // namespace vitrine
