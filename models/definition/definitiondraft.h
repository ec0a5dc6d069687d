// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/definitionmerge.h"
#include "backends/core/result.h"
#include "models/definition/definitionissues.h"

#include <QObject>

#include <optional>

namespace vitrine {

/**
 * A definition that is being edited: what it was when it was opened, what it is now, and the
 * difference. Without I/O: who applies it takes originalText() and text(). GUI thread.
 */
class DefinitionDraft : public QObject
{
    Q_OBJECT

public:
    /** `active` is what runs now; none for a machine that is off. */
    DefinitionDraft(DomainXml stored, std::optional<DomainXml> active, DefinitionFacts facts, QObject *parent = nullptr);

    [[nodiscard]] const DomainXml &xml() const;
    [[nodiscard]] QString originalText() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isRunning() const;
    /** What runs now; null for a machine that is off. */
    [[nodiscard]] const DomainXml *active() const;
    [[nodiscard]] const DefinitionFacts &facts() const;
    /** More is known of the world: judges anew. */
    void setFacts(DefinitionFacts facts);

    /** Empty also for a device that is gone. */
    [[nodiscard]] QString value(const Property &property, const DeviceRef &device = {}) const;
    /**
     * InvalidArgument for what can't be a value: it is kept as an issue, not in the document. 3D brings
     * and takes along the way to the screen that can carry it; another firmware gets variables of its
     * own (see fitFirmware()).
     */
    Result<> setValue(const Property &property, const DeviceRef &device, const QString &value);
    /**
     * Adds a device from its element, with what it can't be without: the machine's memory is shared for
     * a folder over virtiofs, USB is switched on for a USB device. XmlInvalid (detail: line and reason).
     */
    Result<DeviceRef> addDevice(const QString &element);
    void removeDevice(const DeviceRef &device);
    /** All of it by hand. XmlInvalid (detail: line and reason): nothing is changed. */
    Result<> setText(const QString &text);
    void revert();

    /** One's own changes made on what another program has stored meanwhile; nothing is taken yet. */
    [[nodiscard]] MergedDefinition mergedWith(const DomainXml &stored, const QList<DefinitionChange> &yielding = {}) const;
    /**
     * Goes on from what is stored and running now; `edited` is `stored` with one's own changes. What
     * was entered and is no value stays at its device, if that is still there.
     */
    void rebase(DomainXml stored, std::optional<DomainXml> active, DomainXml edited);

    /** As deviceTitle(), but devices of the host by their names as far as the facts tell them. */
    [[nodiscard]] QString titleOf(const DeviceRef &device) const;

    [[nodiscard]] bool isChanged() const;
    /** With what takes effect when. */
    [[nodiscard]] const QList<DefinitionChange> &changes() const;
    /** What was wrong before the edit, too, is a warning only: else it would forbid every other change. */
    [[nodiscard]] const QList<DefinitionIssue> &issues() const;
    /** Nothing forbids to apply it. */
    [[nodiscard]] bool isApplicable() const;

Q_SIGNALS:
    void changed();
    /** Devices were added or removed, or the document is another: DeviceRefs of before are void. */
    void devicesChanged();

private:
    void countModules(const DeviceRef &device, bool counted);
    void shareMemoryFor(const DeviceRef &device);
    void allowUsbFor(const DeviceRef &device);
    void carryThreeD(bool on);
    void nameHostDevices();
    void moveRefused(const DomainXml &edited);
    void update();
    [[nodiscard]] QList<DefinitionIssue> judged() const;

    DomainXml m_original;
    DomainXml m_xml;
    std::optional<DomainXml> m_active;
    DefinitionFacts m_facts;
    QList<DefinitionIssue> m_refused; ///< entered, but not a value
    QList<DefinitionChange> m_changes;
    QList<DefinitionIssue> m_issues;
};

} // namespace vitrine
