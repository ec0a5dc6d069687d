// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backends/demo/demobackend.h"
#include "models/machinestore.h"
#include "models/operationlist.h"

#include <QAbstractItemView>
#include <QAction>
#include <QPushButton>
#include <QTest>
#include <QWidget>

#include <gtest/gtest.h>

namespace vitrine {

/** One of the main window's other pages, alone in a window, over a demo connection that answers at once. */
class ManagersFixture : public testing::Test
{
protected:
    static constexpr int patience = 5000; ///< milliseconds a condition may take to come true
    static QString uri()
    {
        return QStringLiteral("demo:///?delay=0");
    }

    void SetUp() override
    {
        backend = std::make_unique<DemoBackend>(uri());
        store.addBackend(backend.get());
        backend->open();
        ASSERT_TRUE(becomes([this] {
            return store.count() > 0;
        }));
    }
    template<typename Condition>
    static bool becomes(Condition condition)
    {
        return QTest::qWaitFor(condition, patience);
    }
    template<typename T>
    T *find(const QString &name) const
    {
        return page->findChild<T *>(name);
    }
    QAction *action(const QString &name) const
    {
        return find<QAction>(name);
    }
    /** The row whose first column is `text`, at any depth. */
    static QModelIndex row(const QAbstractItemView *view, const QString &text)
    {
        const QModelIndexList found = view->model()->match(view->model()->index(0, 0), Qt::DisplayRole, text, 1, Qt::MatchExactly | Qt::MatchRecursive);
        return found.value(0);
    }
    void press(const QString &button) const
    {
        auto *found = find<QPushButton>(button);
        ASSERT_TRUE(found) << button.toStdString();
        ASSERT_TRUE(found->isEnabled()) << button.toStdString();
        QTest::mouseClick(found, Qt::LeftButton);
    }
    /** Every control that takes the focus can be told by tests or screen readers. */
    void expectNames() const
    {
        const QList<QWidget *> widgets = page->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            const bool own = !widget->objectName().startsWith(QLatin1String("qt_")) && widget->isVisible() && widget->focusPolicy() != Qt::NoFocus;
            const bool inner = qobject_cast<QAbstractItemView *>(widget->parentWidget()) || widget->inherits("QHeaderView")
                || widget->inherits("QComboBoxListView") || widget->inherits("QToolBarExtension") || widget->inherits("QLabel");
            const auto *button = qobject_cast<const QAbstractButton *>(widget); // its text is read out
            if (own && !inner && !(button && (!button->text().isEmpty() || !button->toolTip().isEmpty()))) {
                EXPECT_FALSE(widget->objectName().isEmpty() && widget->accessibleName().isEmpty()) << widget->metaObject()->className();
            }
        }
    }

    std::unique_ptr<DemoBackend> backend;
    MachineStore store;
    OperationList operations;
    std::unique_ptr<QWidget> page;
};

} // namespace vitrine
