// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/machinesettings/mediuminfo.h"

#include "backends/core/backend.h"
#include "models/media/medialibrary.h"
#include "models/media/mediatext.h"
#include "ui/media/mediaproperties.h"

#include <KLocalizedString>

#include <QCoroTask>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace vitrine {

MediumInfo::MediumInfo(MediaLibrary *library, QWidget *parent)
    : QWidget(parent)
    , m_library(library)
    , m_warning(new QLabel(this))
    , m_mend(new QPushButton(this))
    , m_properties(new MediaProperties(this))
{
    constexpr std::chrono::milliseconds pause(300);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    m_warning->setObjectName(u"mediumWarning"_s);
    m_warning->setTextFormat(Qt::PlainText);
    m_warning->setWordWrap(true);
    m_mend->setObjectName(u"mediumMend"_s);
    column->addWidget(m_warning);
    column->addWidget(m_mend, 0, Qt::AlignLeft);
    column->addWidget(m_properties, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(pause);
    connect(&m_typing, &QTimer::timeout, this, &MediumInfo::inspect);
    connect(library, &MediaLibrary::changed, this, &MediumInfo::update);
    connect(m_mend, &QPushButton::clicked, this, [this] {
        Q_EMIT formatWanted(m_mend->property("format").toString());
    });
    update();
}

void MediumInfo::setMedium(const QString &path, const QString &format)
{
    if (path == m_path && format == m_format) {
        return;
    }
    const bool other = path != m_path;
    m_path = path;
    m_format = format;
    if (other) {
        m_inspected = {};
        if (!path.isEmpty() && !MediaIndex(m_library->listing()).find(path)) {
            m_typing.start();
        } else {
            m_typing.stop();
        }
    }
    update();
}

void MediumInfo::inspect()
{
    Backend *backend = m_library->backend();
    if (!backend || !m_path.startsWith(u'/')) {
        return;
    }
    QCoro::connect(backend->media()->inspect(m_path), this, [this, path = m_path](const Result<ImageFacts> &facts) {
        if (facts && path == m_path) {
            m_inspected = *facts;
            update();
        }
    });
}

void MediumInfo::update()
{
    const MediaListing &listing = m_library->listing();
    const MediaIndex index(listing);
    const Medium unlisted{.facts = m_inspected};
    const Medium *listed = index.find(m_path);
    const Medium *medium = listed ? listed : &unlisted;
    const bool known = !m_path.isEmpty() && !medium->facts.path.isEmpty();
    setVisible(known);
    if (!known) {
        return;
    }
    m_properties->show(listing, medium);
    const QString warning = mismatch(medium->facts);
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
    m_mend->setText(i18nc("@action:button %1: a format such as qcow2", "Use “%1”", medium->facts.format));
    m_mend->setProperty("format", medium->facts.format);
    m_mend->setVisible(!warning.isEmpty());
}

/** Read as raw, a qcow2 image is noise to the guest, and writing to it ends it. */
QString MediumInfo::mismatch(const ImageFacts &facts) const
{
    const QString format = m_format.isEmpty() ? u"raw"_s : m_format;
    if (facts.problem || facts.format.isEmpty() || facts.format == format) {
        return {};
    }
    return i18nc("@info %1, %2: formats such as qcow2", "The file is a %1 image, but the drive is set to %2: the guest could not read it.", facts.format, format);
}

} // namespace vitrine
