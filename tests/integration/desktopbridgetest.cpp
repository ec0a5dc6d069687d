// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/operationlist.h"
#include "tests/integration/desktopfixture.h"
#include "ui/console/clipboardbridge.h"
#include "ui/console/filesender.h"

#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace vitrine::test {
namespace {

/** What a console window does with a real guest's agent, from the host's clipboard to the guest's and back. */
class DesktopBridge : public DesktopTest
{
protected:
    void SetUp() override
    {
        DesktopTest::SetUp();
        if (HasFatalFailure() || IsSkipped()) {
            return;
        }
        bridge.setPolicy(ClipboardPolicy::Both);
        bridge.setGuest(session().clipboard());
        sender.setGuest(session().files());
        ASSERT_TRUE(waitUntil([this] {
            return bridge.isAvailable() && sender.isAvailable();
        }));
    }
    static QClipboard *host()
    {
        return QGuiApplication::clipboard();
    }

    ClipboardBridge bridge{u"desktop"_s};
    OperationList operations;
    FileSender sender{&operations};
};

TEST_P(DesktopBridge, TextCopiedOnTheHostIsPastedInTheGuestOnceItsWindowIsLookedAt)
{
    host()->setText(u"Grüße vom Wirt"_s);
    EXPECT_FALSE(guest().shows("timeout 5 xclip -selection clipboard -o 2>&1", "vom Wirt", std::chrono::seconds(2)));
    bridge.setActive(true);
    EXPECT_TRUE(guest().shows("timeout 10 xclip -selection clipboard -o 2>&1", "Grüße vom Wirt"));
}

TEST_P(DesktopBridge, APictureCopiedOnTheHostIsPastedInTheGuest)
{
    QImage image(100, 50, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    bridge.setActive(true);
    host()->setImage(image);
    EXPECT_TRUE(guest().shows("timeout 10 xclip -selection clipboard -t image/png -o 2>/dev/null | head -c 4 | od -c", "P   N   G"));
}

TEST_P(DesktopBridge, TextCopiedInTheGuestIsOnTheHostsClipboard)
{
    bridge.setActive(true);
    ASSERT_TRUE(guest().put("/tmp/copy", "aus dem Gast"));
    guest().runAsUser("xclip -selection clipboard -t UTF8_STRING -i /tmp/copy >/dev/null 2>&1");
    EXPECT_TRUE(waitUntil([] {
        return host()->text() == u"aus dem Gast"_s;
    }));
}

TEST_P(DesktopBridge, SeveralFilesArriveBesideEachOther)
{
    guest().run("rm -rf /home/user/Downloads/*");
    const QTemporaryDir folder;
    QStringList paths;
    for (int i = 0; i < 6; ++i) {
        paths.append(folder.filePath(u"file %1.bin"_s.arg(i)));
        QFile file(paths.last());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(200'000, char('a' + i)));
    }
    int arrived = 0;
    QObject::connect(&sender, &FileSender::sent, &sender, [&arrived](int files) {
        arrived += files;
    });
    sender.send(paths);
    EXPECT_TRUE(waitUntil([&] {
        return arrived == 6;
    }));
    EXPECT_TRUE(guest().shows("cat /home/user/Downloads/file* | wc -c", "1200000"));
    EXPECT_FALSE(operations.hasRunning());
}

INSTANTIATE_TEST_SUITE_P(Ways, DesktopBridge, testing::Values(Way::Fast, Way::Spice), [](const auto &info) {
    return info.param == Way::Fast ? "Fast" : "Spice";
});

} // namespace
} // namespace vitrine::test
