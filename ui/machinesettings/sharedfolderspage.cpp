// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/sharedfolderspage.h"

#include "backends/core/machinedetails.h"
#include "models/definition/definitiondraft.h"
#include "models/definition/devicetemplates.h"
#include "models/foldermount.h"
#include "ui/machinesettings/devicesection.h"
#include "ui/machinesettings/foldermountlines.h"
#include "ui/machinesettings/windowfoldernote.h"

#include <KLocalizedString>

#include <QDir>
#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

void addMountLines(DeviceSection *section, const DefinitionDraft *draft)
{
    auto *lines = new FolderMountLines(section);
    const auto follow = [section, draft, lines] {
        const auto value = [&](QStringView property) {
            return draft->value(*findProperty(property), section->device());
        };
        const QString driver = value(u"filesystem.driver");
        lines->setMount(folderMount(machineDetails(draft->xml()).osId, value(u"filesystem.tag"), driver));
        const bool missing = driver == "virtiofs"_L1 && draft->facts().missingPieces.contains("virtiofsd"_L1);
        lines->setProblem(
            missing ? i18nc("@info", "For shared folders the package “virtiofsd” is missing on this computer. Install it and start Vitrine again.") : QString());
    };
    section->addInfo(i18nc("@label how a shared folder is opened", "In the guest"), lines);
    QObject::connect(section, &DeviceSection::refreshed, lines, follow);
    follow();
}

} // namespace

SharedFoldersPage::SharedFoldersPage(DefinitionDraft *draft, bool local, QWidget *parent)
    : SettingsPageView(draft, SettingsPage::SharedFolders, parent, [draft](DeviceSection *section) {
        addMountLines(section, draft);
    })
    , m_local(local)
{
    setFooter(new WindowFolderNote(draft, this));
}

void SharedFoldersPage::addDevice(QLatin1StringView id)
{
    if (!m_local) {
        SettingsPageView::addDevice(id);
        return;
    }
    auto *dialog = new QFileDialog(this, i18nc("@title:window", "Share a Folder"), QDir::homePath());
    dialog->setObjectName(u"shareFolder"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &SharedFoldersPage::share);
    dialog->open();
}

void SharedFoldersPage::share(const QString &folder)
{
    if (const Result<DeviceRef> added = draft()->addDevice(sharedFolderXml(folder, draft()->xml()))) {
        goTo(*added);
    }
}

} // namespace vitrine
