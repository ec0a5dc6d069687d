// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QDoubleSpinBox;

namespace vitrine {

/** Asks for a larger size. Smaller ones can't be chosen, and the dialog says why. */
class ResizeDialog : public QDialog
{
    Q_OBJECT

public:
    ResizeDialog(const QString &path, quint64 bytes, QWidget *parent);
    [[nodiscard]] quint64 bytes() const;

private:
    quint64 m_before;
    QDoubleSpinBox *m_size;
};

} // namespace vitrine
