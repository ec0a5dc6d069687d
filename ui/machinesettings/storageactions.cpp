// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/storageactions.h"

#include "backends/core/backend.h"
#include "backends/core/properties/deviceedit.h"
#include "models/definition/definitiondraft.h"
#include "models/definition/devicetemplates.h"
#include "models/definition/propertytext.h"
#include "models/definition/storagetext.h"
#include "models/media/mediacommands.h"
#include "models/media/medialibrary.h"
#include "models/media/mediatext.h"
#include "ui/machinesettings/storagetree.h"
#include "ui/media/enlarge.h"
#include "ui/media/imagedialog.h"

#include <KLocalizedString>

#include <QAction>
#include <QCoroTask>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

const Property &settingOf(QStringView id)
{
    return *findProperty(id);
}

QAction *make(const QString &name, const QString &iconName, const QString &text, QObject *parent)
{
    auto *action = new QAction(QIcon::fromTheme(iconName), text, parent);
    action->setObjectName(name);
    action->setShortcutContext(Qt::WidgetShortcut);
    return action;
}

void setPossible(QAction *action, const QString &refusal)
{
    action->setEnabled(refusal.isEmpty());
    action->setToolTip(refusal.isEmpty() ? action->text() : refusal);
    action->setWhatsThis(action->toolTip());
}

} // namespace

StorageActions::StorageActions(DefinitionDraft *draft, StorageTree *tree, MediaLibrary *library, MediaCommands *media, QWidget *window)
    : QObject(window)
    , m_draft(draft)
    , m_tree(tree)
    , m_library(library)
    , m_media(media)
    , m_window(window)
    , m_add(make(u"storageAdd"_s, u"list-add"_s, i18nc("@action:button", "&Add"), this))
    , m_remove(make(u"storageRemove"_s, u"list-remove"_s, i18nc("@action:button", "&Remove"), this))
    , m_move(make(u"storageMove"_s, u"transform-move"_s, i18nc("@action:button", "&Move To"), this))
    , m_enlarge(make(u"storageEnlarge"_s, u"zoom-in"_s, i18nc("@action:button", "&Enlarge…"), this))
{
    auto *add = new QMenu(window);
    fillAddMenu(add);
    m_add->setMenu(add);
    m_remove->setShortcut(QKeySequence::Delete);
    auto *move = new QMenu(window);
    move->setObjectName(u"storageMoveMenu"_s);
    m_move->setMenu(move);
    connect(m_remove, &QAction::triggered, this, &StorageActions::removeCurrent);
    connect(m_enlarge, &QAction::triggered, this, [this] {
        enlargeMedium(m_library, m_media, sourceOf(m_tree->spot().device), m_window);
    });
    connect(media, &MediaCommands::made, this, [this](const QString &path) {
        if (path == m_making) {
            m_making.clear();
            attach("disk"_L1, path);
        }
    });
    connect(library, &MediaLibrary::changed, this, &StorageActions::update);
    connect(media, &MediaCommands::busyChanged, this, &StorageActions::update);
    connect(tree, &StorageTree::spotChanged, this, &StorageActions::update);
    update();
}

void StorageActions::fillAddMenu(QMenu *menu)
{
    menu->setObjectName(u"storageAddMenu"_s);
    const QIcon disk = QIcon::fromTheme(u"drive-harddisk"_s);
    connect(menu->addAction(disk, i18nc("@item:inmenu", "New Disk…")), &QAction::triggered, this, &StorageActions::makeDisk);
    connect(menu->addAction(disk, i18nc("@item:inmenu", "Existing Disk…")), &QAction::triggered, this, [this] {
        chooseFile("disk"_L1);
    });
    addTo(menu, "disk"_L1);
    menu->addSeparator();
    connect(menu->addAction(QIcon::fromTheme(u"media-optical"_s), i18nc("@item:inmenu", "CD from a Disc Image…")), &QAction::triggered, this, [this] {
        chooseFile("cdrom"_L1);
    });
    addTo(menu, "cdrom"_L1);
    addTo(menu, "floppy"_L1);
    menu->addSeparator();
    addTo(menu, "scsi"_L1);
    addTo(menu, "sata"_L1);
}

/** An empty drive or a controller, by its template. */
void StorageActions::addTo(QMenu *menu, QLatin1StringView id)
{
    const QList<DeviceTemplate> templates = deviceTemplates(SettingsPage::Storage);
    const auto device = std::ranges::find(templates, id, &DeviceTemplate::id);
    const bool isDrive = device->element == "disk"_L1;
    const QString icon = id == "cdrom"_L1 ? u"media-optical"_s : id == "floppy"_L1 ? u"media-floppy"_s : deviceIconName(device->element);
    const QString text = id == "disk"_L1 ? i18nc("@item:inmenu", "Disk without an Image") : isDrive ? i18nc("@item:inmenu %1: CD Drive, ...", "Empty %1", device->name) : device->name;
    QAction *action = menu->addAction(QIcon::fromTheme(icon), text);
    action->setObjectName(u"storageAdd_"_s + id);
    action->setVisible(!isDrive || !busesFor(m_draft->xml(), id).isEmpty());
    connect(action, &QAction::triggered, this, [this, id, isDrive] {
        if (isDrive) {
            addDrive(id, {}, {});
        } else {
            addController(id);
        }
    });
}

void StorageActions::makeDisk()
{
    auto *dialog = new ImageDialog(ImageDialog::Purpose::Create, {}, *m_library, m_window);
    if (const QString folder = folderForNew(); !folder.isEmpty()) {
        dialog->suggest(folder, m_draft->value(settingOf(u"general.name")));
    }
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_making = dialog->path();
        m_media->create(dialog->spec());
    });
    dialog->open();
}

void StorageActions::chooseFile(QLatin1StringView id)
{
    const bool disc = id == "cdrom"_L1;
    auto *dialog = new QFileDialog(m_window, disc ? i18nc("@title:window", "Choose a Disc Image") : i18nc("@title:window", "Choose a Disk"), folderForNew());
    dialog->setObjectName(u"storageFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    const QString all = i18nc("@item:inlistbox", "All files (*)");
    dialog->setNameFilters(disc ? QStringList{i18nc("@item:inlistbox", "Disc images (*.iso *.img)"), all}
                                : QStringList{i18nc("@item:inlistbox", "Disks (*.qcow2 *.img *.raw *.vmdk *.vdi *.vhd *.vhdx)"), all});
    connect(dialog, &QFileDialog::fileSelected, this, [this, id](const QString &path) {
        attach(id, path);
    });
    dialog->open();
}

/** The drive has to be told what format the image has: the hypervisor does not guess, and should not. */
void StorageActions::attach(QLatin1StringView id, const QString &path)
{
    Backend *backend = m_library->backend();
    if (!backend) {
        addDrive(id, path, {});
        return;
    }
    QCoro::connect(backend->media()->inspect(path), this, [this, id, path](const Result<ImageFacts> &facts) {
        addDrive(id, path, facts && !facts->problem ? facts->format : QString());
    });
}

void StorageActions::addDrive(QLatin1StringView id, const QString &path, const QString &format)
{
    const QString bus = busForNew(id);
    const int index = m_tree->spot().bus == bus ? m_tree->spot().index : 0;
    const auto drive = m_draft->addDevice(deviceTemplateXml(SettingsPage::Storage, id, m_draft->xml()));
    if (!drive) {
        return;
    }
    if (!path.isEmpty()) {
        static_cast<void>(m_draft->setValue(settingOf(u"disk.source"), *drive, path));
    }
    if (!format.isEmpty()) {
        static_cast<void>(m_draft->setValue(settingOf(u"disk.format"), *drive, format));
    }
    putOn(*drive, bus, index);
    m_tree->choose(*drive);
}

void StorageActions::addController(QLatin1StringView id)
{
    if (const auto controller = m_draft->addDevice(deviceTemplateXml(SettingsPage::Storage, id, m_draft->xml()))) {
        m_tree->choose(*controller);
    }
}

void StorageActions::removeCurrent()
{
    const StorageSpot spot = m_tree->spot();
    if (removeRefusal(spot).isEmpty()) {
        m_draft->removeDevice(spot.device);
    }
}

void StorageActions::putOn(const DeviceRef &drive, const QString &bus, int index)
{
    if (m_draft->value(settingOf(u"disk.bus"), drive) != bus) {
        static_cast<void>(m_draft->setValue(settingOf(u"disk.bus"), drive, bus));
    }
    const QList<StorageBus> layout = storageLayout(m_draft->xml());
    const auto place = std::ranges::find_if(layout, [&](const StorageBus &candidate) {
        return candidate.bus == bus && candidate.index == index;
    });
    const bool there = place != layout.cend() && place->drives.contains(drive);
    if (place != layout.cend() && !there && hasRoom(*place)) {
        static_cast<void>(m_draft->setValue(settingOf(u"disk.controller"), drive, QString::number(index)));
    }
}

/** Where the user is in the tree; else where drives of the kind are already. */
QString StorageActions::busForNew(const QString &kind) const
{
    const QStringList possible = busesFor(m_draft->xml(), kind);
    if (possible.contains(m_tree->spot().bus)) {
        return m_tree->spot().bus;
    }
    for (const StorageBus &bus : storageLayout(m_draft->xml())) {
        const bool same = std::ranges::any_of(bus.drives, [&](const DeviceRef &drive) {
            return driveKind(m_draft->xml(), drive) == kind;
        });
        if (same && possible.contains(bus.bus)) {
            return bus.bus;
        }
    }
    return possible.value(0);
}

/** Beside the machine's first disk. */
QString StorageActions::folderForNew() const
{
    for (const StorageBus &bus : storageLayout(m_draft->xml())) {
        for (const DeviceRef &drive : bus.drives) {
            const QString source = sourceOf(drive);
            if (driveKind(m_draft->xml(), drive) == "disk"_L1 && source.startsWith(u'/') && !source.startsWith("/dev/"_L1)) {
                return QFileInfo(source).path();
            }
        }
    }
    return m_library->defaultFolder();
}

QString StorageActions::sourceOf(const DeviceRef &drive) const
{
    return m_draft->value(settingOf(u"disk.source"), drive);
}

void StorageActions::fillMoveMenu()
{
    QMenu *menu = m_move->menu();
    menu->clear();
    const StorageSpot spot = m_tree->spot();
    if (!spot.isDrive()) {
        return;
    }
    QList<StorageBus> places;
    for (const QString &bus : busesFor(m_draft->xml(), driveKind(m_draft->xml(), spot.device))) {
        QList<StorageBus> there = storageLayout(m_draft->xml());
        there.removeIf([&bus](const StorageBus &candidate) {
            return candidate.bus != bus;
        });
        places += there.isEmpty() ? QList<StorageBus>{{.bus = bus}} : there;
    }
    for (const StorageBus &place : std::as_const(places)) {
        if (place.bus == spot.bus && place.index == spot.index) {
            continue;
        }
        QAction *action = menu->addAction(busTitle(place));
        action->setEnabled(hasRoom(place));
        connect(action, &QAction::triggered, this, [this, place] {
            putOn(m_tree->spot().device, place.bus, place.index);
        });
    }
}

QString StorageActions::removeRefusal(const StorageSpot &spot) const
{
    if (spot.device.isNull()) {
        return i18nc("@info:tooltip", "Choose a drive or controller first.");
    }
    const QList<StorageBus> layout = storageLayout(m_draft->xml());
    const bool holds = !spot.isDrive() && std::ranges::any_of(layout, [&spot](const StorageBus &bus) {
        return bus.controller == spot.device && !bus.drives.isEmpty();
    });
    return holds ? i18nc("@info:tooltip", "Move or remove the drives on it first.") : QString();
}

QString StorageActions::enlargeRefusal(const StorageSpot &spot) const
{
    const QString path = spot.isDrive() ? sourceOf(spot.device) : QString();
    if (path.isEmpty() || driveKind(m_draft->xml(), spot.device) != "disk"_L1) {
        return i18nc("@info:tooltip", "Choose a disk first.");
    }
    if (m_media->isBusy(path)) {
        return i18nc("@info:tooltip", "Something else is being done with it.");
    }
    const MediaIndex index(m_library->listing());
    if (!m_library->isLoaded()) {
        return i18nc("@info:tooltip", "Looking for disks and discs…");
    }
    const auto refused = mediaRefusal(index, path, MediaAction::Resize);
    return refused ? refusalText(*refused) : QString();
}

void StorageActions::update()
{
    const StorageSpot spot = m_tree->spot();
    setPossible(m_remove, removeRefusal(spot));
    setPossible(m_enlarge, enlargeRefusal(spot));
    fillMoveMenu();
    setPossible(m_move, m_move->menu()->isEmpty() ? i18nc("@info:tooltip", "Choose a drive first.") : QString());
}

} // namespace vitrine
