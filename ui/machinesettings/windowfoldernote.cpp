// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/windowfoldernote.h"

#include "models/definition/definitiondraft.h"
#include "models/definition/devicetemplates.h"

#include <KLocalizedString>

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace vitrine {

namespace {

bool has(const DefinitionDraft &draft, const QString &element, QStringView property, QLatin1StringView value)
{
    return std::ranges::any_of(devicesOf(draft.xml()), [&](const DeviceRef &device) {
        return device.element == element && draft.value(*findProperty(property), device) == value;
    });
}

} // namespace

WindowFolderNote::WindowFolderNote(DefinitionDraft *draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_text(new QLabel(this))
    , m_add(new QPushButton(QIcon::fromTheme(u"list-add"_s), i18nc("@action:button", "Add the Channel"), this))
{
    setObjectName(u"windowFolderNote"_s);
    m_text->setObjectName(u"windowFolderText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_add->setObjectName(u"windowFolderAdd"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_text, 1);
    row->addWidget(m_add);
    connect(m_add, &QPushButton::clicked, this, [draft] {
        (void)draft->addDevice(deviceTemplateXml(SettingsPage::Ports, "webdav"_L1, draft->xml()));
    });
    connect(draft, &DefinitionDraft::changed, this, &WindowFolderNote::follow);
    connect(draft, &DefinitionDraft::devicesChanged, this, &WindowFolderNote::follow);
    follow();
}

void WindowFolderNote::follow()
{
    const bool there = has(*m_draft, u"channel"_s, u"channel.name", "org.spice-space.webdav.0"_L1);
    const bool possible = there || has(*m_draft, u"graphics"_s, u"graphics.type", "spice"_L1);
    m_add->setVisible(!there && possible);
    m_text->setVisible(possible);
    m_text->setText(
        there ? i18nc("@info", "The menu Devices of the machine's window can share a folder, too, for as long as that is open.")
              : i18nc("@info", "With a channel of its own, the menu Devices of the machine's window can share a folder, too, for as long as that is open."));
}

} // namespace vitrine
