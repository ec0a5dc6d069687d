// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/console/foldersmenu.h"

#include "models/foldermount.h"
#include "models/machinedevices.h"
#include "ui/console/foldershare.h"
#include "ui/console/menuwords.h"

#include <KLocalizedString>

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>

namespace vitrine {

using namespace Qt::StringLiterals;

namespace {

void copyOnTrigger(QAction *action, const QString &text)
{
    action->setEnabled(!text.isEmpty());
    QObject::connect(action, &QAction::triggered, action, [text] {
        QGuiApplication::clipboard()->setText(text);
    });
}

} // namespace

FoldersMenu::FoldersMenu(DeviceMenuContext context, FolderShare *share, QWidget *window)
    : QMenu(i18nc("@title:menu", "Shared &Folders"), window)
    , m_context(std::move(context))
    , m_share(share)
    , m_window(window)
{
    setObjectName(u"foldersMenu"_s);
    setIcon(QIcon::fromTheme(u"folder-remote"_s));
    setToolTipsVisible(true);
    connect(m_context.devices, &MachineDevices::changed, this, &FoldersMenu::rebuild);
    connect(share, &FolderShare::changed, this, &FoldersMenu::rebuild, Qt::QueuedConnection); // one of its own entries may be what changed it
    rebuild();
}

void FoldersMenu::rebuild()
{
    clear();
    addLasting();
    if (isEmpty() && (m_share->path().isEmpty() || !m_share->isAvailable())) {
        addNote(this, u"folderNone"_s, i18nc("@info:inmenu", "No folder is shared with this machine. Add one in its settings."));
    }
    addByWindow();
}

void FoldersMenu::addLasting()
{
    int number = 0;
    for (const SharedFolderDetails &folder : m_context.devices->details().sharedFolders) {
        const FolderMount mount = folderMount(m_context.devices->details().osId, folder.tag, folder.driver);
        QAction *copy = addAction(QIcon::fromTheme(u"edit-copy"_s), i18nc("@action:inmenu shared folder", "Copy the Command That Mounts “%1”", menuText(folder.tag)));
        copy->setObjectName(u"folder_%1"_s.arg(number++));
        copy->setToolTip(u"%1 — %2 %3"_s.arg(folder.source, mount.text, mount.command).trimmed());
        copyOnTrigger(copy, mount.command);
    }
}

/** Only for machines that have the channel: a viewer learns of channels when it connects. */
void FoldersMenu::addByWindow()
{
    if (!m_share->isAvailable()) {
        return;
    }
    if (!isEmpty()) {
        addSeparator();
    }
    QAction *choose = addAction(QIcon::fromTheme(u"folder-open"_s),
                                i18nc("@action:inmenu", "&Share a Folder While This Window Is Open…"),
                                this,
                                &FoldersMenu::choose);
    choose->setObjectName(u"folderByWindow"_s);
    if (!m_share->path().isEmpty()) {
        addShared();
    }
}

void FoldersMenu::addShared()
{
    const QString path = m_share->path();
    const bool there = !m_share->isGone();
    QAction *shared = addAction(there ? i18nc("@action:inmenu %1: a folder", "“%1” &Is Shared", menuText(path))
                                      : i18nc("@action:inmenu %1: a folder", "“%1” &Is No Longer There", menuText(path)));
    shared->setObjectName(u"folderShared"_s);
    shared->setCheckable(true);
    shared->setChecked(true);
    connect(shared, &QAction::toggled, this, [this] {
        m_share->share({}, false);
    });
    QAction *writable = addAction(i18nc("@action:inmenu about a shared folder", "The Guest &May Change Its Files"));
    writable->setObjectName(u"folderWritable"_s);
    writable->setCheckable(true);
    writable->setChecked(m_share->isWritable());
    connect(writable, &QAction::toggled, this, [this, path](bool on) {
        m_share->share(path, on);
    });
    const FolderMount mount = windowFolderMount(m_context.devices->details().osId);
    QAction *copy = addAction(QIcon::fromTheme(u"edit-copy"_s), i18nc("@action:inmenu shared folder", "&Copy What Opens It in the Guest"));
    copy->setObjectName(u"folderByWindowCopy"_s);
    copy->setToolTip(u"%1 %2"_s.arg(mount.text, mount.command));
    copyOnTrigger(copy, mount.command);
    if (there && !m_share->isReached()) {
        addNote(this, u"folderNotReached"_s, mount.text);
    }
}

void FoldersMenu::choose()
{
    auto *dialog = new QFileDialog(m_window, i18nc("@title:window", "Share a Folder"), m_share->path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_share, [share = m_share](const QString &path) {
        share->share(path, false);
    });
    dialog->open();
}

} // namespace vitrine
