// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/main/thumbnailer.h"

#include "models/machinelistmodel.h"
#include "models/machinestore.h"
#include "tests/support/await.h"
#include "tests/support/fakebackend.h"

#include <QImage>

#include <gtest/gtest.h>

namespace vitrine::test {
namespace {

/** Gives screenshots as told. */
class Screens : public FakeBackend
{
public:
    using FakeBackend::capabilities; // the host's
    [[nodiscard]] Capabilities capabilities() const override
    {
        Capabilities all = FakeBackend::capabilities();
        all.setSupported(Feature::Screenshot);
        return all;
    }
    Task<QImage> screenshot(MachineId, int) override
    {
        ++asked;
        co_return Result<QImage>(screen);
    }

    Result<QImage> screen = fail(ErrorCode::Internal);
    int asked = 0;
};

class ThumbnailerTest : public testing::Test
{
protected:
    void SetUp() override
    {
        machine.id = {.connection = backend.uri(), .uuid = QUuid::createUuid()};
        machine.state = MachineState::Running;
        backend.list = {machine};
        store.addBackend(&backend);
        QImage picture(64, 48, QImage::Format_RGB32);
        picture.fill(Qt::blue);
        backend.screen = picture;
        thumbnailer.setActive(true);
    }
    /** Asked anew, with this answer, which is taken in. */
    [[nodiscard]] bool looksAgain(Result<QImage> answer)
    {
        backend.screen = std::move(answer);
        const int before = backend.asked;
        machine.title += QLatin1Char('x');
        backend.change(machine); // whatever changes is looked at soon
        return waitUntil([&] {
            return backend.asked > before;
        });
    }
    [[nodiscard]] bool hasPicture() const
    {
        return !model.data(model.indexOf(machine.id), MachineListModel::ThumbnailRole).value<QImage>().isNull();
    }

    Screens backend;
    MachineStore store;
    MachineListModel model{&store};
    MachineInfo machine;
    Thumbnailer thumbnailer{&store,
                            &model,
                            [this] {
                                return Thumbnailer::Demand{.rows = {machine.id}, .rowSize = {16, 12}};
                            },
                            nullptr};
};

TEST_F(ThumbnailerTest, KeepsThePictureWhileTheMachineIsSlowToAnswer)
{
    ASSERT_TRUE(waitUntil([this] {
        return hasPicture();
    }));
    ASSERT_TRUE(looksAgain(fail(ErrorCode::Busy)));
    EXPECT_TRUE(hasPicture());
    ASSERT_TRUE(looksAgain(fail(ErrorCode::Internal))) << "it is asked again";
    EXPECT_FALSE(hasPicture()) << "a failure is no news";
}

} // namespace
} // namespace vitrine::test
