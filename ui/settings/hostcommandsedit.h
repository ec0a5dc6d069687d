// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/input/hostcommands.h"

#include <QWidget>

class QKeySequenceEdit;

namespace vitrine {

/**
 * The keys that are commands together with the Host key, each set by pressing it. Bound to
 * VitrineSettings::hostCommandKeys by KConfigDialog through the property `keys`. GUI thread.
 */
class HostCommandsEdit : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QStringList keys READ keys WRITE setKeys NOTIFY keysChanged USER true)
    Q_CLASSINFO("kcfg_property", "keys")

public:
    explicit HostCommandsEdit(QWidget *parent = nullptr);

    [[nodiscard]] QStringList keys() const;
    void setKeys(const QStringList &keys);

Q_SIGNALS:
    void keysChanged(const QStringList &keys);

private:
    [[nodiscard]] QWidget *makeRows();
    void take(HostCommand command, const QKeySequenceEdit &field);
    void showKeys();

    HostCommandKeys m_keys;
    QHash<HostCommand, QKeySequenceEdit *> m_fields;
};

} // namespace vitrine
