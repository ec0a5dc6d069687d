// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QWidget>

class QListWidget;
class QPushButton;

namespace vitrine {

/**
 * A list of key combinations that are added and changed by pressing them. Bound to an entry of
 * VitrineSettings by KConfigDialog through the property `combinations` ("29+56+111"). GUI thread.
 */
class CombinationListEdit : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QStringList combinations READ combinations WRITE setCombinations NOTIFY combinationsChanged USER true)
    Q_CLASSINFO("kcfg_property", "combinations")

public:
    explicit CombinationListEdit(const QStringList &defaults, QWidget *parent = nullptr);

    [[nodiscard]] QStringList combinations() const;
    void setCombinations(const QStringList &combinations);
    /** Names the list for screen readers. */
    void setListName(const QString &name);

Q_SIGNALS:
    void combinationsChanged(const QStringList &combinations);

private:
    void setUpButtons(const QStringList &defaults);
    QPushButton *makeButton(const QString &name, const QString &text, const QString &icon);
    void add();
    void edit();
    void remove();
    void ask(const QString &title, int row);
    void updateButtons();

    QStringList m_combinations;
    QListWidget *m_list;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_restore = nullptr;
};

} // namespace vitrine
