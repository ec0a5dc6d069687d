// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/guestclipboard.h"
#include "backends/console/guestfolder.h"
#include "backends/console/spiceconsolesession.h"
#include "tests/support/consoletest.h"
#include "tests/support/fakespiceguest.h"

#include <QFile>
#include <QTemporaryDir>
#include <QUrl>

#include <gmock/gmock.h>

#include <spice/vd_agent.h>

using namespace Qt::StringLiterals;
using testing::HasSubstr;
using testing::Not;

namespace vitrine::test {
namespace {

const QString text = u"text/plain;charset=utf-8"_s;
const QString files = u"text/uri-list"_s;
const QByteArray clipboardSelection(4, '\0');
const QByteArray agentText = number32(VD_AGENT_CLIPBOARD_UTF8_TEXT);
const QByteArray agentFiles = number32(VD_AGENT_CLIPBOARD_FILE_LIST);

/** A guest with an agent and spice-webdavd, and a file that was copied on the host. */
class SpicePaste : public testing::Test
{
protected:
    void SetUp() override
    {
        m_guest.plugWebdav();
        m_session.open();
        ASSERT_TRUE(waitUntil([this] {
            return m_session.state() == ConsoleSession::State::Connected && m_session.folder()->isAvailable();
        }));
        m_guest.startAgent({VD_AGENT_CAP_CLIPBOARD_BY_DEMAND, VD_AGENT_CAP_CLIPBOARD_SELECTION});
        ASSERT_TRUE(waitUntil([this] {
            return clipboard().isAvailable();
        }));
        QFile file(m_path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write("what is in it") > 0);
        QObject::connect(&clipboard(), &GuestClipboard::dataRequested, &clipboard(), [this](quint64 id, ClipboardSelection, const QString &mimeType) {
            clipboard().answer(id, mimeType == files ? QUrl::fromLocalFile(m_path).toEncoded() + "\r\n" : QByteArray());
        });
    }
    [[nodiscard]] GuestClipboard &clipboard()
    {
        return *m_session.clipboard();
    }
    /** Copied on the host; the guest may have to be told twice: its port opens when it is first needed. */
    void copy()
    {
        clipboard().allowFiles(true);
        clipboard().offer(ClipboardSelection::Clipboard, {text, files});
        ASSERT_TRUE(waitUntil([this] {
            return clipboard().takesFiles();
        }));
    }
    [[nodiscard]] bool isTold(const QByteArray &types)
    {
        return waitUntil([&] {
            return m_guest.take(VD_AGENT_CLIPBOARD_GRAB).payload == clipboardSelection + types;
        });
    }
    /** Where the server has the file for a guest that pastes; empty: nowhere. */
    [[nodiscard]] QByteArray pasted()
    {
        m_guest.say(VD_AGENT_CLIPBOARD_REQUEST, clipboardSelection + agentFiles);
        const QByteArray answer = m_guest.take(VD_AGENT_CLIPBOARD).payload;
        const QByteArrayList list = answer.mid(8).split('\0');
        return answer.startsWith(QByteArray(clipboardSelection + agentFiles)) && list.size() == 3 && list.first() == "copy" ? list.at(1) : QByteArray();
    }
    [[nodiscard]] std::string get(const QByteArray &path)
    {
        return m_guest.askWebdav("GET " + QUrl(QString::fromUtf8(path)).toEncoded() + " HTTP/1.1\r\nHost: guest\r\n\r\n").toStdString();
    }

    FakeSpiceGuest m_guest;
    SpiceConsoleSession m_session{m_guest.provider(), SpiceUse::Companion};
    QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"späte Post.txt"_s);
};

TEST_F(SpicePaste, TheGuestReadsWhatWasCopiedAndChangesNothing)
{
    copy();
    ASSERT_TRUE(isTold(agentText + agentFiles));
    const QByteArray path = pasted();
    ASSERT_TRUE(path.startsWith("/.spice-clipboard/") && path.endsWith("/späte Post.txt")) << path.constData();
    EXPECT_THAT(get(path), HasSubstr("what is in it"));
    EXPECT_THAT(get(path + "/../../../.." + m_folder.path().toUtf8() + "/späte Post.txt"), Not(HasSubstr("what is in it")));
    const QByteArray put = "PUT " + QUrl(QString::fromUtf8(path)).toEncoded() + " HTTP/1.1\r\nHost: guest\r\nContent-Length: 4\r\n\r\nevil";
    EXPECT_THAT(m_guest.askWebdav(put).toStdString(), Not(HasSubstr("HTTP/1.1 2")));
    QFile file(m_path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), "what is in it");
}

TEST_F(SpicePaste, FilesAreOfferedOnlyWhenAllowed)
{
    clipboard().offer(ClipboardSelection::Clipboard, {text, files});
    ASSERT_TRUE(isTold(agentText));
    EXPECT_FALSE(clipboard().takesFiles());
    EXPECT_FALSE(m_session.folder()->isReached()) << "nothing is connected for it";
    EXPECT_TRUE(pasted().isEmpty());
}

TEST_F(SpicePaste, TakenBackIsGone)
{
    copy();
    const QByteArray path = pasted();
    EXPECT_THAT(get(path), HasSubstr("what is in it"));
    ASSERT_TRUE(isTold(agentText + agentFiles));
    clipboard().allowFiles(false);
    ASSERT_TRUE(isTold(agentText)) << "what is offered without files from now on";
    copy();
    EXPECT_THAT(get(path), Not(HasSubstr("what is in it")));
    EXPECT_THAT(get(pasted()), HasSubstr("what is in it"));
}

TEST_F(SpicePaste, AGuestThatMayChangeTheFolderGetsNoFiles)
{
    const QTemporaryDir shared;
    copy();
    const QByteArray path = pasted();
    EXPECT_THAT(get(path), HasSubstr("what is in it"));
    m_session.folder()->share(shared.path(), true);
    EXPECT_FALSE(clipboard().takesFiles());
    EXPECT_TRUE(pasted().isEmpty());
    const QByteArray put = "PUT " + QUrl(QString::fromUtf8(path)).toEncoded() + " HTTP/1.1\r\nHost: guest\r\nContent-Length: 4\r\n\r\nevil";
    std::ignore = m_guest.askWebdav(put);
    QFile file(m_path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), "what is in it");
    m_session.folder()->share(shared.path(), false);
    EXPECT_THAT(get(pasted()), HasSubstr("what is in it"));
}

TEST_F(SpicePaste, OnlyTheLastPastesStayReadable)
{
    copy();
    const QByteArray first = pasted();
    for (int i = 0; i < 8; ++i) {
        EXPECT_FALSE(pasted().isEmpty());
    }
    EXPECT_THAT(get(first), Not(HasSubstr("what is in it")));
}

} // namespace
} // namespace vitrine::test
