// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace vitrine {

class GuestAddresses;
struct GuestAddress;

/** Under which addresses the guest can be reached by one adapter, each to be copied; or why none is known. GUI thread. */
class AdapterAddresses : public QWidget
{
    Q_OBJECT

public:
    /** `addresses` outlives it. */
    explicit AdapterAddresses(GuestAddresses *addresses, QWidget *parent = nullptr);

    /** `shared`: of user networking, where nobody outside reaches the guest by its address. */
    void setAdapter(const QString &mac, bool shared);

private:
    void update();
    [[nodiscard]] QString whyUnknown() const;
    [[nodiscard]] QString reachText(bool known) const;
    void addRow(const GuestAddress &address);

    GuestAddresses *m_addresses;
    QString m_mac;
    bool m_shared = false;
    QVBoxLayout *m_column;
    QWidget *m_rows = nullptr; ///< made anew when the addresses change
    QStringList m_shown;
    QLabel *m_note;
};

} // namespace vitrine
