// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/core/networkrole.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace vitrine {

class NetworkStore;
class ReservationTable;
class SubnetBox;

/** Makes a network or changes one; says what is wrong as it is typed. */
class NetworkDialog : public QDialog
{
    Q_OBJECT

public:
    /** `edited` empty: a new network. */
    NetworkDialog(const std::optional<NetworkInfo> &edited, const NetworkStore &store, QWidget *parent);

    [[nodiscard]] NetworkDefinition definition() const;
    [[nodiscard]] bool autostart() const;

private:
    void addGeneral(QVBoxLayout *layout);
    void addAddresses(QVBoxLayout *layout);
    void addNames(QVBoxLayout *layout);
    void addButtons(QVBoxLayout *layout);
    void fill(const NetworkDefinition &definition);
    void onModeChanged();
    void update();
    [[nodiscard]] NetworkMode mode() const;

    const bool m_isNew;
    const QStringList m_devices;
    QList<NetworkInfo> m_others;
    QLineEdit *m_name;
    QComboBox *m_mode;
    QLabel *m_explanation;
    QLabel *m_deviceLabel;
    QComboBox *m_device;
    SubnetBox *m_ipv4;
    SubnetBox *m_ipv6;
    QWidget *m_names;
    QLineEdit *m_domain;
    QCheckBox *m_dns;
    ReservationTable *m_reservations;
    QCheckBox *m_autostart;
    QLabel *m_issue;
    QDialogButtonBox *m_buttons;
    QPushButton *m_accept;
};

} // namespace vitrine
