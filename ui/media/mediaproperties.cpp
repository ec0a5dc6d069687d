// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/media/mediaproperties.h"

#include "models/errortext.h"
#include "models/media/mediatext.h"

#include <KLocalizedString>

#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

enum Line {
    Location,
    Kind,
    Size,
    RealSize,
    Users,
    Chain,
    Dependents,
    Snapshots,
    LineCount,
};

QString labelOf(int line)
{
    switch (line) {
    case Location:
        return i18nc("@label", "Location:");
    case Kind:
        return i18nc("@label", "Kind:");
    case Size:
        return i18nc("@label size as the guest sees it", "Size:");
    case RealSize:
        return i18nc("@label room on this computer", "Takes up:");
    case Users:
        return i18nc("@label", "Used by:");
    case Chain:
        return i18nc("@label", "Builds on:");
    case Dependents:
        return i18nc("@label", "Others build on it:");
    case Snapshots:
        return i18nc("@label", "Snapshots inside:");
    default:
        return {};
    }
}

QString useLine(const MediumUse &use)
{
    QString line = use.machineName;
    if (!use.snapshot.isEmpty()) {
        line = i18nc("@info machine, snapshot", "%1, in its snapshot %2", use.machineName, use.snapshot);
    } else if (use.running) {
        line = i18nc("@info machine that runs, device such as vda", "%1 as %2, running now", use.machineName, use.target);
    } else if (!use.target.isEmpty()) {
        line = i18nc("@info machine, device such as vda", "%1 as %2", use.machineName, use.target);
    }
    return line;
}

/** Each a step further in than the one that builds on it. */
QString chainText(const QStringList &chain)
{
    QStringList lines;
    for (qsizetype depth = 0; depth < chain.size(); ++depth) {
        lines.append(QString(depth * 2, QChar::Nbsp) + u"↳ "_s + chain.at(depth));
    }
    return lines.join(u'\n');
}

QString snapshotsText(const QList<ImageSnapshot> &snapshots)
{
    QStringList lines;
    for (const ImageSnapshot &snapshot : snapshots) {
        lines.append(i18nc("@info snapshot name, date", "%1, %2", snapshot.name, QLocale().toString(snapshot.taken.toLocalTime(), QLocale::ShortFormat)));
    }
    return lines.join(u'\n');
}

} // namespace

MediaProperties::MediaProperties(QWidget *parent)
    : QScrollArea(parent)
    , m_problem(new QLabel(this))
    , m_form(new QFormLayout)
{
    setObjectName(u"mediaProperties"_s);
    setAccessibleName(i18nc("@label", "Properties"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    m_problem->setObjectName(u"mediaProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    layout->addWidget(m_problem);
    layout->addLayout(m_form);
    layout->addStretch();
    static constexpr std::array names{"mediaLocation", "mediaKind", "mediaSize", "mediaRealSize", "mediaUsers", "mediaChain", "mediaDependents", "mediaSnapshots"};
    for (int line = 0; line < LineCount; ++line) {
        auto *value = new QLabel(content);
        value->setObjectName(QLatin1StringView(names[size_t(line)]));
        value->setTextFormat(Qt::PlainText);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        value->setAccessibleName(labelOf(line));
        m_form->addRow(labelOf(line), value);
        m_values.append(value);
    }
    setWidget(content);
    show({}, nullptr);
}

void MediaProperties::setLine(int line, const QString &value)
{
    m_values.at(line)->setText(value);
    m_values.at(line)->setAccessibleDescription(value);
    m_form->setRowVisible(line, !value.isEmpty());
}

void MediaProperties::show(const MediaListing &listing, const Medium *medium)
{
    if (!medium) {
        for (int line = 0; line < LineCount; ++line) {
            setLine(line, {});
        }
        m_problem->setText(i18nc("@info:placeholder", "Choose a disk or disc to see all about it."));
        m_problem->show();
        return;
    }
    const ImageFacts &facts = medium->facts;
    const MediaIndex index(listing);
    const MediaUsers users = index.users(facts.path);
    QStringList uses;
    for (const MediumUse &use : users.uses) {
        if (use.path == facts.path && !uses.contains(useLine(use))) {
            uses.append(useLine(use));
        }
    }
    const bool known = !facts.problem && facts.virtualBytes > 0;
    m_problem->setVisible(facts.problem.has_value());
    if (facts.problem) {
        const ErrorText text = errorText(*facts.problem);
        m_problem->setText(text.title + u"\n"_s + text.explanation + u"\n"_s + facts.problem->detail.left(200));
    }
    setLine(Location, facts.path);
    setLine(Kind, mediumKindText(facts));
    setLine(Size, known ? sizeText(facts.virtualBytes) : QString());
    setLine(RealSize, known ? sizeText(facts.realBytes) : QString());
    setLine(Users, uses.isEmpty() ? i18nc("@info used by", "No machine") : uses.join(u'\n'));
    setLine(Chain, chainText(index.backingChain(facts.path)));
    setLine(Dependents, users.dependents.join(u'\n'));
    setLine(Snapshots, snapshotsText(facts.snapshots));
}

} // namespace vitrine
