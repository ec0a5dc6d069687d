// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/console/guestclipboard.h"
#include "backends/console/guestfiles.h"
#include "tests/support/consoletest.h"
#include "tests/support/spicecompaniontest.h"

#include <QCoroTask>
#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <optional>

#include <spice/enums.h>
#include <spice/vd_agent.h>

using namespace Qt::StringLiterals;

namespace vitrine::test {
namespace {

const QString text = u"text/plain;charset=utf-8"_s;
const std::vector<int> linuxAgent{VD_AGENT_CAP_MONITORS_CONFIG,
                                  VD_AGENT_CAP_CLIPBOARD_BY_DEMAND,
                                  VD_AGENT_CAP_CLIPBOARD_SELECTION,
                                  VD_AGENT_CAP_SPARSE_MONITORS_CONFIG,
                                  VD_AGENT_CAP_MONITORS_CONFIG_POSITION,
                                  VD_AGENT_CAP_FILE_XFER_DETAILED_ERRORS};

/** What a task gives; the event loop runs until it does. */
template<typename T>
class Outcome
{
public:
    explicit Outcome(Task<T> task)
    {
        run(std::move(task), m_result);
    }
    [[nodiscard]] bool isThere() const
    {
        return m_result->has_value();
    }
    [[nodiscard]] Result<T> get()
    {
        if (!waitUntil([this] {
                return isThere();
            })) {
            return fail(ErrorCode::Internal, {}, u"the test waited too long"_s);
        }
        return **m_result;
    }

private:
    static QCoro::Task<> run(Task<T> task, std::shared_ptr<std::optional<Result<T>>> result)
    {
        *result = co_await task;
    }
    std::shared_ptr<std::optional<Result<T>>> m_result = std::make_shared<std::optional<Result<T>>>();
};

QByteArray selection(quint8 number)
{
    return {QByteArray(1, static_cast<char>(number)) + QByteArray(3, '\0')};
}

class SpiceServicesTest : public SpiceCompanionTest
{
protected:
    void startAgent(std::vector<int> more = {})
    {
        more.insert(more.end(), linuxAgent.begin(), linuxAgent.end());
        m_guest.startAgent(more);
        ASSERT_TRUE(waitUntil([this] {
            return clipboard().isAvailable();
        }));
    }
    [[nodiscard]] GuestClipboard &clipboard()
    {
        return *m_session.clipboard();
    }
    [[nodiscard]] GuestFiles &files()
    {
        return *m_session.files();
    }
    void guestCopies(const std::vector<quint32> &types, quint8 where = VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD)
    {
        QByteArray payload = selection(where);
        for (const quint32 type : types) {
            payload += number32(type);
        }
        bool changed = false;
        const auto connection = QObject::connect(&clipboard(), &GuestClipboard::guestOfferChanged, &clipboard(), [&] {
            changed = true;
        });
        m_guest.say(VD_AGENT_CLIPBOARD_GRAB, payload);
        ASSERT_TRUE(waitUntil([&] {
            return changed;
        }));
        QObject::disconnect(connection);
    }
    void guestAnswers(quint32 type, const QByteArray &data, quint8 where = VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD)
    {
        m_guest.say(VD_AGENT_CLIPBOARD, selection(where) + number32(type) + data);
    }
};

using SpiceClipboardTest = SpiceServicesTest;

TEST_F(SpiceClipboardTest, IsThereAsLongAsAnAgentTakesPart)
{
    EXPECT_FALSE(clipboard().isAvailable());
    startAgent();
    EXPECT_TRUE(m_session.agentConnected());
    m_guest.stopAgent();
    EXPECT_TRUE(waitUntil([this] {
        return !clipboard().isAvailable();
    }));
    EXPECT_FALSE(files().isAvailable());
}

TEST_F(SpiceClipboardTest, HostTextReachesTheGuestWhenItAsks)
{
    startAgent();
    quint64 request = 0;
    QString asked;
    QObject::connect(&clipboard(), &GuestClipboard::dataRequested, &clipboard(), [&](quint64 id, ClipboardSelection, const QString &mimeType) {
        request = id;
        asked = mimeType;
    });
    clipboard().offer(ClipboardSelection::Clipboard, {u"text/html"_s, text, u"image/png"_s});
    EXPECT_EQ(m_guest.take(VD_AGENT_CLIPBOARD_GRAB).payload, selection(0) + number32(VD_AGENT_CLIPBOARD_UTF8_TEXT) + number32(VD_AGENT_CLIPBOARD_IMAGE_PNG));
    m_guest.say(VD_AGENT_CLIPBOARD_REQUEST, selection(0) + number32(VD_AGENT_CLIPBOARD_UTF8_TEXT));
    ASSERT_TRUE(waitUntil([&] {
        return request != 0;
    }));
    EXPECT_EQ(asked, text);
    clipboard().answer(request, "one\ntwo");
    EXPECT_EQ(m_guest.take(VD_AGENT_CLIPBOARD).payload, selection(0) + number32(VD_AGENT_CLIPBOARD_UTF8_TEXT) + "one\ntwo");
    clipboard().answer(request, "again");
    clipboard().withdraw(ClipboardSelection::Clipboard);
    EXPECT_EQ(m_guest.take(VD_AGENT_CLIPBOARD_RELEASE).payload, selection(0));
    EXPECT_TRUE(m_guest.heard().isEmpty()) << "one answer is enough";
}

TEST_F(SpiceClipboardTest, AnAgentThatNamesAnAbsurdSizeIsHungUpOn)
{
    startAgent();
    // spice-gtk would take 3.75 GiB for it, and fill them with what comes.
    m_guest.saySized(VD_AGENT_CLIPBOARD, 0xF0000000, QByteArray(1000, 'x'));
    EXPECT_TRUE(waitUntil([this] {
        return m_session.state() == ConsoleSession::State::Closed;
    }));
    EXPECT_EQ(m_session.closeReason().code, ErrorCode::ConnectionLost);
}

TEST_F(SpiceClipboardTest, LineEndsAreThoseOfTheSideTheTextArrivesAt)
{
    startAgent({VD_AGENT_CAP_GUEST_LINEEND_CRLF});
    QObject::connect(&clipboard(), &GuestClipboard::dataRequested, &clipboard(), [&](quint64 id) {
        clipboard().answer(id, "a\nb\r\nc");
    });
    clipboard().offer(ClipboardSelection::Clipboard, {text});
    m_guest.say(VD_AGENT_CLIPBOARD_REQUEST, selection(0) + number32(VD_AGENT_CLIPBOARD_UTF8_TEXT));
    EXPECT_TRUE(m_guest.take(VD_AGENT_CLIPBOARD).payload.endsWith("a\r\nb\r\nc"));
    guestCopies({VD_AGENT_CLIPBOARD_UTF8_TEXT});
    Outcome fetched(clipboard().fetch(ClipboardSelection::Clipboard, text, 1000));
    std::ignore = m_guest.take(VD_AGENT_CLIPBOARD_REQUEST);
    guestAnswers(VD_AGENT_CLIPBOARD_UTF8_TEXT, QByteArray("x\r\ny\0", 5));
    EXPECT_EQ(fetched.get(), Result<QByteArray>("x\ny"));
}

TEST_F(SpiceClipboardTest, AQuestionForWhatIsNotOfferedIsAnsweredWithNothing)
{
    startAgent();
    const QByteArray none = number32(VD_AGENT_CLIPBOARD_NONE);
    m_guest.say(VD_AGENT_CLIPBOARD_REQUEST, selection(0) + number32(VD_AGENT_CLIPBOARD_UTF8_TEXT));
    EXPECT_EQ(m_guest.take(VD_AGENT_CLIPBOARD).payload, selection(0) + none);
    m_guest.say(VD_AGENT_CLIPBOARD_REQUEST, selection(2) + number32(VD_AGENT_CLIPBOARD_UTF8_TEXT));
    EXPECT_EQ(m_guest.take(VD_AGENT_CLIPBOARD).payload, selection(2) + none) << "X11's third selection";
    QObject::connect(&clipboard(), &GuestClipboard::dataRequested, &clipboard(), [&](quint64 id) {
        clipboard().answer(id, {});
    });
    clipboard().offer(ClipboardSelection::Clipboard, {text});
    m_guest.say(VD_AGENT_CLIPBOARD_REQUEST, selection(0) + number32(VD_AGENT_CLIPBOARD_UTF8_TEXT));
    EXPECT_EQ(m_guest.take(VD_AGENT_CLIPBOARD).payload, selection(0) + none) << "and so is an empty answer";
}

TEST_F(SpiceClipboardTest, TheGuestsPictureIsFetchedOnDemand)
{
    startAgent();
    guestCopies({VD_AGENT_CLIPBOARD_IMAGE_PNG, VD_AGENT_CLIPBOARD_IMAGE_BMP}, VD_AGENT_CLIPBOARD_SELECTION_PRIMARY);
    EXPECT_EQ(clipboard().guestOffer(ClipboardSelection::Primary), (QStringList{u"image/png"_s, u"image/bmp"_s}));
    EXPECT_TRUE(clipboard().guestOffer(ClipboardSelection::Clipboard).isEmpty());
    EXPECT_TRUE(m_guest.heard().isEmpty()) << "nothing is asked for by itself";
    Outcome fetched(clipboard().fetch(ClipboardSelection::Primary, u"image/png"_s, 100'000));
    EXPECT_EQ(m_guest.take(VD_AGENT_CLIPBOARD_REQUEST).payload, selection(1) + number32(VD_AGENT_CLIPBOARD_IMAGE_PNG));
    const QByteArray picture(50'000, 'p');
    guestAnswers(VD_AGENT_CLIPBOARD_IMAGE_PNG, picture, VD_AGENT_CLIPBOARD_SELECTION_PRIMARY);
    EXPECT_EQ(fetched.get(), Result<QByteArray>(picture));
}

TEST_F(SpiceClipboardTest, FetchingFailsWithItsReason)
{
    startAgent();
    EXPECT_EQ(Outcome(clipboard().fetch(ClipboardSelection::Clipboard, text, 10)).get().error().code, ErrorCode::NotFound) << "nothing is offered";
    guestCopies({VD_AGENT_CLIPBOARD_UTF8_TEXT});
    Outcome large(clipboard().fetch(ClipboardSelection::Clipboard, text, 10));
    Outcome none(clipboard().fetch(ClipboardSelection::Clipboard, text, 10));
    std::ignore = m_guest.take(VD_AGENT_CLIPBOARD_REQUEST);
    guestAnswers(VD_AGENT_CLIPBOARD_UTF8_TEXT, "more than ten");
    EXPECT_EQ(large.get().error().code, ErrorCode::TooLarge);
    std::ignore = m_guest.take(VD_AGENT_CLIPBOARD_REQUEST);
    guestAnswers(VD_AGENT_CLIPBOARD_NONE, {});
    EXPECT_EQ(none.get().error().code, ErrorCode::NotFound);
    Outcome lost(clipboard().fetch(ClipboardSelection::Clipboard, text, 10));
    std::ignore = m_guest.take(VD_AGENT_CLIPBOARD_REQUEST);
    m_guest.stopAgent();
    EXPECT_EQ(lost.get().error().code, ErrorCode::ConnectionLost);
}

TEST_F(SpiceClipboardTest, ALateAnswerIsNotTakenForANewerOne)
{
    startAgent();
    guestCopies({VD_AGENT_CLIPBOARD_UTF8_TEXT});
    Outcome old(clipboard().fetch(ClipboardSelection::Clipboard, text, 100));
    std::ignore = m_guest.take(VD_AGENT_CLIPBOARD_REQUEST);
    guestCopies({VD_AGENT_CLIPBOARD_UTF8_TEXT});
    EXPECT_EQ(old.get().error().code, ErrorCode::NotFound);
    Outcome fresh(clipboard().fetch(ClipboardSelection::Clipboard, text, 100));
    std::ignore = m_guest.take(VD_AGENT_CLIPBOARD_REQUEST);
    guestAnswers(VD_AGENT_CLIPBOARD_UTF8_TEXT, "old");
    guestAnswers(VD_AGENT_CLIPBOARD_UTF8_TEXT, "fresh");
    EXPECT_EQ(fresh.get(), Result<QByteArray>("fresh"));
}

TEST_F(SpiceClipboardTest, WhoCopiesLastOwnsIt)
{
    startAgent();
    guestCopies({VD_AGENT_CLIPBOARD_UTF8_TEXT});
    clipboard().offer(ClipboardSelection::Clipboard, {text});
    EXPECT_TRUE(clipboard().guestOffer(ClipboardSelection::Clipboard).isEmpty());
    std::ignore = m_guest.take(VD_AGENT_CLIPBOARD_GRAB);
    // The agent lets go of what it held before; ours stays.
    m_guest.say(VD_AGENT_CLIPBOARD_RELEASE, selection(0));
    guestCopies({VD_AGENT_CLIPBOARD_UTF8_TEXT});
    clipboard().withdraw(ClipboardSelection::Clipboard);
    m_guest.say(VD_AGENT_CLIPBOARD_REQUEST, selection(0) + number32(VD_AGENT_CLIPBOARD_UTF8_TEXT));
    std::ignore = m_guest.take(VD_AGENT_CLIPBOARD);
    EXPECT_TRUE(m_guest.heard().isEmpty()) << "nothing is withdrawn that the guest has taken over";
}

/** An agent that stores files. */
class SpiceFilesTest : public SpiceServicesTest
{
protected:
    void SetUp() override
    {
        SpiceServicesTest::SetUp();
        m_guest.onMessage = [this](const FakeSpiceGuest::Message &message) {
            const quint32 id = number32At(message.payload, 0);
            if (message.type == VD_AGENT_FILE_XFER_START) {
                m_started[id] = message.payload.mid(4);
                status(id, m_refusal, m_refusalDetail);
            } else if (message.type == VD_AGENT_FILE_XFER_DATA) {
                m_stored[id] += message.payload.mid(12);
                if (QByteArray::number(m_stored[id].size()) == field(id, "size=")) {
                    status(id, VD_AGENT_FILE_XFER_STATUS_SUCCESS);
                }
            }
        };
    }
    void status(quint32 id, quint32 result, const QByteArray &detail = {})
    {
        if (result != silent) {
            m_guest.say(VD_AGENT_FILE_XFER_STATUS, number32(id) + number32(result) + detail);
        }
    }
    [[nodiscard]] QByteArray field(quint32 id, const QByteArray &name) const
    {
        const QByteArray from = m_started.value(id).mid(m_started.value(id).indexOf(name) + name.size());
        return from.first(from.indexOf('\n'));
    }
    QString file(const QString &name, const QByteArray &content)
    {
        QFile made(m_folder.filePath(name));
        EXPECT_TRUE(made.open(QIODevice::WriteOnly));
        made.write(content);
        return made.fileName();
    }

    static constexpr quint32 silent = 999;
    QTemporaryDir m_folder;
    quint32 m_refusal = VD_AGENT_FILE_XFER_STATUS_CAN_SEND_DATA;
    QByteArray m_refusalDetail;
    QMap<quint32, QByteArray> m_started;
    QMap<quint32, QByteArray> m_stored;
};

TEST_F(SpiceFilesTest, FilesArriveBesideEachOther)
{
    startAgent();
    ASSERT_TRUE(files().isAvailable());
    const QByteArray large(300'000, 'l');
    quint64 done = 0;
    quint64 total = 0;
    Outcome first(files().send(file(u"large.bin"_s, large),
                               [&](quint64 doneBytes, quint64 totalBytes) {
                                   done = doneBytes;
                                   total = totalBytes;
                               },
                               {}));
    Outcome second(files().send(file(u"klein ä.txt"_s, "small"), {}, {}));
    EXPECT_TRUE(second.get());
    EXPECT_TRUE(first.get());
    EXPECT_THAT(m_stored.values(), testing::UnorderedElementsAre(large, "small"));
    EXPECT_EQ(done, 300'000U);
    EXPECT_EQ(total, 300'000U);
}

TEST_F(SpiceFilesTest, ARefusalHasItsReason)
{
    startAgent();
    const QString path = file(u"a"_s, "content");
    m_refusal = VD_AGENT_FILE_XFER_STATUS_NOT_ENOUGH_SPACE;
    m_refusalDetail = number64(3);
    const Result<> detailed = Outcome(files().send(path, {}, {})).get();
    EXPECT_EQ(detailed.error().code, ErrorCode::GuestNoSpace) << qPrintable(detailed.error().detail);
    EXPECT_EQ(detailed.error().subject, path);
    m_refusalDetail.clear();
    EXPECT_EQ(Outcome(files().send(path, {}, {})).get().error().code, ErrorCode::GuestNoSpace);
    m_refusal = VD_AGENT_FILE_XFER_STATUS_ERROR;
    EXPECT_EQ(Outcome(files().send(path, {}, {})).get().error().code, ErrorCode::GuestRefused);
    m_refusal = VD_AGENT_FILE_XFER_STATUS_SESSION_LOCKED;
    EXPECT_EQ(Outcome(files().send(path, {}, {})).get().error().code, ErrorCode::GuestLocked);
    m_refusal = VD_AGENT_FILE_XFER_STATUS_VDAGENT_NOT_CONNECTED;
    EXPECT_EQ(Outcome(files().send(path, {}, {})).get().error().code, ErrorCode::GuestLocked);
    m_refusal = VD_AGENT_FILE_XFER_STATUS_CAN_SEND_DATA;
    EXPECT_EQ(Outcome(files().send(path + u"none"_s, {}, {})).get().error().code, ErrorCode::FileMissing);
    EXPECT_TRUE(Outcome(files().send(path, {}, {})).get()) << "a failure is not for ever";
}

TEST_F(SpiceFilesTest, CancellingDoesNotWaitForTheGuest)
{
    startAgent();
    m_refusal = silent;
    std::stop_source stop;
    Outcome sent(files().send(file(u"a"_s, "content"), {}, stop.get_token()));
    std::ignore = m_guest.take(VD_AGENT_FILE_XFER_START);
    EXPECT_FALSE(sent.isThere());
    stop.request_stop();
    EXPECT_TRUE(sent.get().error().isCancelled());
}

TEST_F(SpiceFilesTest, TheAgentsEndEndsATransfer)
{
    startAgent();
    m_refusal = silent;
    Outcome sent(files().send(file(u"a"_s, "content"), {}, {}));
    std::ignore = m_guest.take(VD_AGENT_FILE_XFER_START);
    m_guest.stopAgent();
    EXPECT_EQ(sent.get().error().code, ErrorCode::DisplayAgentMissing);
    EXPECT_EQ(Outcome(files().send(u"/a"_s, {}, {})).get().error().code, ErrorCode::NotSupported);
}

TEST_F(SpiceFilesTest, AGuestMayForbidThem)
{
    startAgent({VD_AGENT_CAP_FILE_XFER_DISABLED});
    EXPECT_TRUE(waitUntil([this] {
        return !files().isAvailable();
    }));
}

TEST_F(SpiceServicesTest, ScreensAreAskedForSideBySide)
{
    EXPECT_FALSE(m_session.requestHeads({{.head = 0, .pixels = QSize(800, 600)}})) << "without an agent";
    startAgent();
    EXPECT_TRUE(m_session.requestHeads({{.head = 0, .pixels = QSize(800, 600), .millimetres = QSize(200, 150)}, {.head = 2, .pixels = QSize(640, 480)}}));
    const QByteArray config = m_guest.take(VD_AGENT_MONITORS_CONFIG).payload;
    // Count and flags, then height, width, depth, x, y of each; those not named are 0 x 0.
    const auto monitor = [&](qsizetype number, qsizetype field) {
        return number32At(config, 8 + number * 20 + field * 4);
    };
    EXPECT_EQ(number32At(config, 4) & VD_AGENT_CONFIG_MONITORS_FLAG_USE_POS, quint32(VD_AGENT_CONFIG_MONITORS_FLAG_USE_POS));
    EXPECT_EQ(QSize(monitor(0, 1), monitor(0, 0)), QSize(800, 600));
    EXPECT_EQ(monitor(0, 3), 0U);
    EXPECT_EQ(QSize(monitor(1, 1), monitor(1, 0)), QSize(0, 0));
    EXPECT_EQ(QSize(monitor(2, 1), monitor(2, 0)), QSize(640, 480));
    EXPECT_EQ(monitor(2, 3), 800U);
}

TEST_F(SpiceServicesTest, ScreensThatAreNotNamedAgainGoOff)
{
    startAgent();
    EXPECT_TRUE(m_session.requestHeads({{.head = 0, .pixels = QSize(800, 600)}, {.head = 1, .pixels = QSize(640, 480)}}));
    std::ignore = m_guest.take(VD_AGENT_MONITORS_CONFIG);
    EXPECT_TRUE(m_session.requestHeads({{.head = 0, .pixels = QSize(800, 600)}}));
    const QByteArray config = m_guest.take(VD_AGENT_MONITORS_CONFIG).payload;
    EXPECT_EQ(number32At(config, 8 + 20 + 4), 0U);
}

TEST_F(SpiceServicesTest, AnAgentThatAsksForTheHostsVolumesGetsNone)
{
    // The library would answer, and record for it.
    startAgent({VD_AGENT_CAP_AUDIO_VOLUME_SYNC});
    clipboard().offer(ClipboardSelection::Clipboard, {text});
    std::ignore = m_guest.take(VD_AGENT_CLIPBOARD_GRAB);
    EXPECT_TRUE(m_guest.heard().isEmpty());
}

TEST_F(SpiceServicesTest, ServicesOutliveTheConnectionAndWorkAgain)
{
    startAgent();
    GuestClipboard *before = m_session.clipboard();
    m_session.close();
    EXPECT_FALSE(clipboard().isAvailable());
    m_session.open();
    EXPECT_TRUE(waitUntil([this] {
        return clipboard().isAvailable() || m_session.state() == ConsoleSession::State::Closed;
    })) << "the agent is still there";
    EXPECT_EQ(m_session.clipboard(), before);
    EXPECT_EQ(m_session.state(), ConsoleSession::State::Connected);
}

} // namespace
} // namespace vitrine::test
