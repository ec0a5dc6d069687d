// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/discmenu.h"

#include "models/errortext.h"
#include "models/machinecommands.h"
#include "models/machinedevices.h"
#include "models/machinetext.h"
#include "ui/console/menuwords.h"
#include "ui/widgets/isofiles.h"

#include <KConfigGroup>
#include <KLocalizedString>
#include <KSharedConfig>

#include <QFileInfo>

#include <algorithm>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxRecent = 5;

KConfigGroup fileGroup()
{
    return KSharedConfig::openStateConfig()->group(u"Files"_s);
}

QStringList recentDiscs()
{
    const QStringList recent = fileGroup().readEntry("RecentDiscs", QStringList());
    return recent.first(std::min(maxRecent, recent.size()));
}

void noteRecentDisc(const QString &path)
{
    QStringList recent = recentDiscs();
    recent.removeAll(path);
    recent.prepend(path);
    fileGroup().writeEntry("RecentDiscs", recent.first(std::min(maxRecent, recent.size())));
}

QList<DiskDetails> discDrives(const MachineDetails &details)
{
    QList<DiskDetails> drives;
    std::ranges::copy_if(details.disks, std::back_inserter(drives), [](const DiskDetails &disk) {
        return disk.kind == DiskDetails::Kind::Cdrom;
    });
    return drives;
}

} // namespace

DiscMenu::DiscMenu(DeviceMenuContext context, QWidget *window)
    : QMenu(i18nc("@title:menu", "&CD/DVD Drives"), window)
    , m_context(std::move(context))
{
    setObjectName(u"discMenu"_s);
    setIcon(QIcon::fromTheme(u"media-optical"_s));
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &DiscMenu::rebuild);
    connect(m_context.devices, &MachineDevices::changed, this, &DiscMenu::rebuild);
    rebuild();
}

bool DiscMenu::hasDrive() const
{
    return !discDrives(m_context.devices->details()).isEmpty();
}

void DiscMenu::insert(const QString &path)
{
    const QList<DiskDetails> drives = discDrives(m_context.devices->details());
    if (!drives.isEmpty()) {
        change(drives.first().target, path);
    }
}

void DiscMenu::rebuild()
{
    clear();
    const QList<DiskDetails> drives = discDrives(m_context.devices->details());
    if (drives.isEmpty()) {
        addNote(this, u"discNone"_s, i18nc("@info:inmenu", "This machine has no disc drive. Add one in its settings."));
    }
    for (const DiskDetails &drive : drives) {
        if (drives.size() > 1) {
            addSection(driveText(drive));
        }
        addDrive(drive);
    }
    if (const Support support = m_context.canChange(); !support) {
        disableActions(this, errorLine(support.reason));
    }
}

void DiscMenu::addDrive(const DiskDetails &drive)
{
    const QString target = drive.target;
    QAction *chooseImage = addAction(QIcon::fromTheme(u"document-open"_s), i18nc("@action:inmenu", "&Choose Disc Image…"), this, [this, target] {
        choose(target);
    });
    chooseImage->setObjectName("discChoose_"_L1 + target);
    addRecent(drive);
    const QString text = drive.source.isEmpty() ? i18nc("@action:inmenu no disc in the drive", "&Eject")
                                                : i18nc("@action:inmenu disc", "&Eject “%1”", menuText(mediumText(drive)));
    QAction *eject = addAction(QIcon::fromTheme(u"media-eject"_s), text, this, [this, target] {
        change(target, {});
    });
    eject->setObjectName("discEject_"_L1 + target);
    eject->setEnabled(!drive.source.isEmpty());
}

void DiscMenu::addRecent(const DiskDetails &drive)
{
    int number = 0;
    const QStringList recents = recentDiscs();
    if (!recents.isEmpty()) {
        addSeparator();
    }
    for (const QString &path : recents) {
        QAction *recent = addAction(menuText(QFileInfo(path).fileName()), this, [this, target = drive.target, path] {
            change(target, path);
        });
        recent->setObjectName(u"discRecent_%1_%2"_s.arg(drive.target).arg(number++));
        recent->setToolTip(path);
        recent->setCheckable(true);
        recent->setChecked(path == drive.source);
    }
    addSeparator();
}

void DiscMenu::choose(const QString &target)
{
    chooseIsoFile(parentWidget(), [menu = QPointer(this), target](const QString &path) {
        if (menu) {
            menu->change(target, path);
        }
    });
}

void DiscMenu::change(const QString &target, const QString &path)
{
    if (!path.isEmpty()) {
        noteRecentDisc(path);
    }
    m_context.noteCommand();
    m_context.commands->changeMedium(m_context.machine, target, path);
}

} // namespace vitrine
