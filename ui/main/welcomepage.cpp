// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/welcomepage.h"

#include <KLocalizedString>

#include <QCommandLinkButton>
#include <QIcon>
#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

QCommandLinkButton *makeButton(const QString &name, const QString &icon, const QString &text, const QString &description, QWidget *parent)
{
    auto *button = new QCommandLinkButton(text, description, parent);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setAccessibleDescription(description);
    button->setIcon(QIcon::fromTheme(icon));
    const int side = parent->style()->pixelMetric(QStyle::PM_LargeIconSize);
    button->setIconSize({side, side});
    button->setMinimumWidth(parent->fontMetrics().averageCharWidth() * 60);
    return button;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"welcomePage"_s);
    auto *column = new QVBoxLayout;
    addTitle(column);
    auto *fromIso = makeButton(u"welcomeNewFromIso"_s,
                               u"media-optical"_s,
                               i18nc("@action:button", "New machine from an ISO…"),
                               i18nc("@info", "Choose an install disc: the rest is filled in for you."),
                               this);
    auto *plain = makeButton(u"welcomeNew"_s, u"document-new"_s, i18nc("@action:button", "New machine…"), i18nc("@info", "Start from an empty form."), this);
    auto *hint = new QLabel(i18nc("@info", "You can also drop an .iso file on this window."), this);
    hint->setObjectName(u"welcomeHint"_s);
    hint->setAlignment(Qt::AlignHCenter);
    hint->setEnabled(false);
    column->addWidget(fromIso);
    column->addWidget(plain);
    column->addSpacing(fontMetrics().height());
    column->addWidget(hint);

    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addLayout(column);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addLayout(row);
    layout->addStretch(3);
    connect(fromIso, &QAbstractButton::clicked, this, &WelcomePage::newFromIsoRequested);
    connect(plain, &QAbstractButton::clicked, this, &WelcomePage::newRequested);
    setFocusProxy(fromIso);
}

void WelcomePage::addTitle(QVBoxLayout *layout)
{
    auto *picture = new QLabel(this);
    const int side = style()->pixelMetric(QStyle::PM_LargeIconSize) * 2;
    picture->setPixmap(QIcon(u":/vitrine/org.vitrine.Vitrine.svg"_s).pixmap(QSize(side, side), devicePixelRatioF()));
    picture->setAlignment(Qt::AlignHCenter);
    layout->addWidget(picture);
    auto *title = new QLabel(i18nc("@title", "Welcome to Vitrine"), this);
    title->setObjectName(u"welcomeTitle"_s);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    title->setFont(large);
    title->setAlignment(Qt::AlignHCenter);
    layout->addWidget(title);
    auto *text = new QLabel(i18nc("@info", "Run other operating systems in windows on this computer."), this);
    text->setAlignment(Qt::AlignHCenter);
    layout->addWidget(text);
    layout->addSpacing(fontMetrics().height());
}

} // namespace vitrine
