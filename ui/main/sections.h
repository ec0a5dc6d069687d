// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>

class KActionCollection;
class QAction;
class QStackedWidget;
class QToolBar;

namespace vitrine {

/** A part of the main window beside the machines. */
struct MainSection {
    QString id = {}; ///< "media"
    QString title = {};
    QString iconName = {};
    std::function<QWidget *()> make = {}; ///< its page, made when first shown
};

/**
 * The main window's parts, one at a time, with a narrow bar at the left to go from one to another: by
 * mouse, by arrow keys in the bar, and by shortcuts. GUI thread.
 */
class Sections : public QWidget
{
    Q_OBJECT

public:
    /** `machines` is the first section; actions go into `collection` as "section_<id>". */
    Sections(QWidget *machines, const QList<MainSection> &others, KActionCollection *collection, QWidget *parent = nullptr);

    [[nodiscard]] QList<QAction *> actions() const
    {
        return m_actions;
    }
    [[nodiscard]] bool showsMachines() const;
    void showSection(int index);

Q_SIGNALS:
    void currentChanged();

private:
    void add(const MainSection &section, KActionCollection *collection);

    QToolBar *m_bar;
    QStackedWidget *m_pages;
    QList<QAction *> m_actions;
    QList<MainSection> m_sections;
    QList<QWidget *> m_made; ///< null until first shown
};

} // namespace vitrine
