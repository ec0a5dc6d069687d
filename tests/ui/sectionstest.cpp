// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/sections.h"

#include <KActionCollection>

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

namespace vitrine {
namespace {

using namespace Qt::StringLiterals;

class SectionsTest : public testing::Test
{
protected:
    SectionsTest()
        : collection(static_cast<QObject *>(&owner))
    {
        machines = new QLineEdit;
        const QList<MainSection> others{
            {.id = u"media"_s,
             .title = u"Media"_s,
             .iconName = u"drive-harddisk"_s,
             .make =
                 [this] {
                     ++made;
                     return new QLineEdit(u"media"_s);
                 }},
        };
        sections = std::make_unique<Sections>(machines, others, &collection);
        sections->show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(sections.get()));
    }
    QToolButton *button(const QString &id) const
    {
        return sections->findChild<QToolButton *>(u"sectionButton_"_s + id);
    }

    QObject owner;
    KActionCollection collection;
    QLineEdit *machines = nullptr;
    std::unique_ptr<Sections> sections;
    int made = 0;
};

TEST_F(SectionsTest, ShowsOneAtATimeAndMakesPagesWhenAskedFor)
{
    QSignalSpy changed(sections.get(), &Sections::currentChanged);
    EXPECT_TRUE(sections->showsMachines());
    EXPECT_TRUE(machines->isVisible());
    EXPECT_EQ(made, 0);
    QTest::mouseClick(button(u"media"_s), Qt::LeftButton);
    EXPECT_EQ(made, 1);
    EXPECT_FALSE(sections->showsMachines());
    EXPECT_FALSE(machines->isVisible());
    EXPECT_TRUE(button(u"media"_s)->isChecked());
    sections->showSection(0);
    collection.action(u"section_media"_s)->trigger();
    EXPECT_EQ(made, 1) << "a page keeps what was on it";
    EXPECT_EQ(changed.size(), 3);
}

TEST_F(SectionsTest, IsReachedByKeyboardAndHasNames)
{
    EXPECT_EQ(collection.defaultShortcut(collection.action(u"section_media"_s)), QKeySequence(u"Ctrl+2"_s));
    button(u"media"_s)->setFocus();
    QTest::keyClick(button(u"media"_s), Qt::Key_Space);
    EXPECT_FALSE(sections->showsMachines());
    EXPECT_EQ(button(u"media"_s)->accessibleName(), u"Media"_s);
    EXPECT_EQ(sections->actions().size(), 2);
}

TEST(Sections, WithoutOthersThereIsNoBar)
{
    QObject owner;
    KActionCollection collection(&owner);
    const Sections alone(new QLineEdit, {}, &collection);
    EXPECT_TRUE(alone.findChild<QWidget *>(u"sectionBar"_s)->isHidden());
}

} // namespace
} // namespace vitrine
