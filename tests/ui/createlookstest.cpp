// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/createfixture.h"
#include "ui/create/plansection.h"
#include "ui/widgets/collapsiblesection.h"

#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::StringLiterals;

namespace {

/** Pictures of the dialog's states; what can be checked of a picture by machine is its size. */
class CreateLooks : public CreateFixture
{
protected:
    void unfold(const char *name) const
    {
        child<CollapsibleSection>(name)->setExpanded(true);
    }
};

TEST_F(CreateLooks, empty)
{
    openDialog();
    EXPECT_TRUE(waitUntil([this] {
        return !child<PlanSection>("plan")->findChildren<QLabel *>().isEmpty();
    }));
    QCoreApplication::processEvents();
    shoot(u"empty"_s);
}

TEST_F(CreateLooks, detected)
{
    openDialog(file(u"debian-13.iso"_s));
    ASSERT_TRUE(waitUntilReady());
    shoot(u"detected"_s);
    unfold("hardwareSection");
    unfold("diskSection");
    dialog->resize(dialog->width(), dialog->height() * 3 / 2);
    QCoreApplication::processEvents();
    shoot(u"unfolded"_s);
}

TEST_F(CreateLooks, softwareEmulationIsSaid)
{
    context.probes.probeAcceleration = []() -> Task<AccelerationFacts> {
        co_return AccelerationFacts{.problem = Error{.code = ErrorCode::AccelerationFaulty}, .secureBoot = false};
    };
    openDialog(file(u"windows-11.iso"_s));
    ASSERT_TRUE(waitUntilReady());
    unfold("hardwareSection");
    QCoreApplication::processEvents();
    shoot(u"emulation"_s);
}

TEST_F(CreateLooks, mistakes)
{
    openDialog(file(u"data <b>bold & co.iso"_s));
    unfold("hardwareSection");
    unfold("diskSection");
    child<QLineEdit>("machineName")->setText(QString(300, u'x'));
    child<QSpinBox>("memory")->setValue(16 * 1024 * 1024);
    child<QSpinBox>("diskSize")->setValue(100000);
    EXPECT_TRUE(waitUntil([this] {
        return !message("isoPath").isEmpty();
    }));
    dialog->resize(dialog->width(), dialog->height() * 3 / 2);
    QCoreApplication::processEvents();
    const int width = dialog->width();
    shoot(u"mistakes"_s);
    EXPECT_EQ(dialog->width(), width) << "long texts must not widen the window";
    child<QSpinBox>("memory")->setValue(2048);
    child<CollapsibleSection>("diskSection")->setExpanded(false);
    child<QSpinBox>("diskSize")->setValue(0);
    QCoreApplication::processEvents();
    shoot(u"folded-mistake"_s);
}

} // namespace
