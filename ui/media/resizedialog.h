// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QDoubleSpinBox;
class QLabel;

namespace vitrine {

/** Asks for a larger size. Smaller ones can't be chosen, and the dialog says why, and how much room there is. */
class ResizeDialog : public QDialog
{
    Q_OBJECT

public:
    /** `hint`: how the guest takes the new room. */
    ResizeDialog(const QString &path, quint64 bytes, const QString &hint, QWidget *parent);
    [[nodiscard]] quint64 bytes() const;
    /** What is free where the image is; 0: not known. */
    void setFreeBytes(quint64 bytes);

private:
    void makeForm();
    void makeButtons();
    void update();

    quint64 m_before;
    quint64 m_free = 0;
    QDoubleSpinBox *m_size;
    QLabel *m_room;
};

} // namespace vitrine
