// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakeconsole.h"
#include "ui/console/consoleview.h"

#include <KX11Extras>

#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <gtest/gtest.h>
#include <xcb/xcb.h>
#include <xcb/xcbext.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>

namespace vitrine {

namespace {

/** A client of its own: what it puts on the display belongs to another program. */
class OtherProgram
{
public:
    OtherProgram()
        : m_connection(xcb_connect(nullptr, nullptr))
    {
    }
    ~OtherProgram()
    {
        xcb_disconnect(m_connection);
    }
    Q_DISABLE_COPY_MOVE(OtherProgram)

    [[nodiscard]] xcb_connection_t *connection() const
    {
        return m_connection;
    }
    [[nodiscard]] xcb_screen_t *screen() const
    {
        return xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data;
    }
    [[nodiscard]] xcb_atom_t atom(const QByteArray &name) const
    {
        const auto cookie = xcb_intern_atom(m_connection, 0, quint16(name.size()), name.constData());
        const std::unique_ptr<xcb_intern_atom_reply_t, decltype(&std::free)> reply(xcb_intern_atom_reply(m_connection, cookie, nullptr), &std::free);
        return reply ? reply->atom : 0;
    }
    void setNumbers(xcb_window_t window, const QByteArray &property, const QList<quint32> &numbers, const QByteArray &type = "CARDINAL") const
    {
        xcb_change_property(m_connection, XCB_PROP_MODE_REPLACE, window, atom(property), atom(type), 32, quint32(numbers.size()), numbers.constData());
        xcb_flush(m_connection);
    }
    /** A request to the X server's extension `name` with one window and `value`. */
    void request(const char *name, uint8_t opcode, xcb_window_t window, const QList<quint32> &values) const
    {
        xcb_extension_t extension{.name = name, .global_id = 0};
        QList<quint32> words{0, window};
        words += values;
        constexpr int headroom = 2;
        iovec parts[headroom + 2] = {};
        parts[headroom] = {.iov_base = words.data(), .iov_len = size_t(words.size()) * sizeof(quint32)};
        const xcb_protocol_request_t protocol{.count = 2, .ext = &extension, .opcode = opcode, .isvoid = 1};
        xcb_send_request(m_connection, 0, parts + headroom, &protocol);
        xcb_flush(m_connection);
    }
    void manageCompositing(xcb_window_t owner) const
    {
        const xcb_atom_t selection = atom("_NET_WM_CM_S0");
        xcb_set_selection_owner(m_connection, owner, selection, XCB_CURRENT_TIME);
        xcb_client_message_event_t news{};
        news.response_type = XCB_CLIENT_MESSAGE;
        news.format = 32;
        news.window = screen()->root;
        news.type = atom("MANAGER");
        news.data.data32[1] = selection;
        news.data.data32[2] = owner;
        xcb_send_event(m_connection, 0, screen()->root, XCB_EVENT_MASK_STRUCTURE_NOTIFY, reinterpret_cast<const char *>(&news));
        xcb_flush(m_connection);
    }
    /** With 32 bits it has an alpha channel. */
    [[nodiscard]] xcb_window_t makeWindow(const QRect &place, uint8_t depth, bool managed = true) const
    {
        const xcb_window_t window = xcb_generate_id(m_connection);
        const xcb_colormap_t colours = xcb_generate_id(m_connection);
        const xcb_visualid_t visual = visualOf(depth);
        xcb_create_colormap(m_connection, XCB_COLORMAP_ALLOC_NONE, colours, screen()->root, visual);
        const quint32 values[] = {0, 0, managed ? 0U : 1U, colours};
        xcb_create_window(m_connection,
                          depth,
                          window,
                          screen()->root,
                          qint16(place.x()),
                          qint16(place.y()),
                          quint16(place.width()),
                          quint16(place.height()),
                          0,
                          XCB_WINDOW_CLASS_INPUT_OUTPUT,
                          visual,
                          XCB_CW_BACK_PIXEL | XCB_CW_BORDER_PIXEL | XCB_CW_OVERRIDE_REDIRECT | XCB_CW_COLORMAP,
                          values);
        setNumbers(window, "WM_NORMAL_HINTS", {1 | 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "WM_SIZE_HINTS"); // it says where
        setNumbers(window, "_MOTIF_WM_HINTS", {2, 0, 0, 0, 0}, "_MOTIF_WM_HINTS"); // and has no frame
        return window;
    }
    void show(xcb_window_t window) const
    {
        xcb_map_window(m_connection, window);
        xcb_flush(m_connection);
    }
    void move(xcb_window_t window, QPoint to) const
    {
        const qint32 values[] = {to.x(), to.y()};
        xcb_configure_window(m_connection, window, XCB_CONFIG_WINDOW_X | XCB_CONFIG_WINDOW_Y, values);
        xcb_flush(m_connection);
    }

private:
    [[nodiscard]] xcb_visualid_t visualOf(uint8_t depth) const
    {
        for (auto depths = xcb_screen_allowed_depths_iterator(screen()); depths.rem; xcb_depth_next(&depths)) {
            if (depths.data->depth == depth) {
                return xcb_depth_visuals_iterator(depths.data).data->visual_id;
            }
        }
        return screen()->root_visual;
    }

    xcb_connection_t *m_connection;
};

constexpr uint8_t compositeRedirectSubwindows = 2;
constexpr uint8_t shapeRectangles = 1;

/** A console on a display with a window manager and a compositing manager. */
class Stacking : public testing::Test
{
protected:
    void showWindow()
    {
        auto *layout = new QVBoxLayout(&window);
        layout->setContentsMargins({});
        view = new ConsoleView;
        layout->addWidget(view);
        session.connectWith(noise({400, 300}));
        view->setHead(session.head);
        window.setGeometry(100, 100, 400, 300);
        window.show();
        ASSERT_TRUE(QTest::qWaitFor([this] {
            return KX11Extras::stackingOrder().contains(window.winId());
        }));
        ASSERT_TRUE(QTest::qWaitFor([] {
            return KX11Extras::compositingActive();
        }));
        ASSERT_TRUE(shown(true));
    }
    void TearDown() override
    {
        manager.terminate();
        manager.waitForFinished();
    }
    [[nodiscard]] bool shown(bool expected) const
    {
        return QTest::qWaitFor(
            [&] {
                return session.head->shown == expected;
            },
            3000);
    }
    /** Above the console's window, and larger. */
    xcb_window_t coverWith(uint8_t depth, const std::function<void(xcb_window_t)> &prepare = {})
    {
        const QRect place = window.geometry().adjusted(-30, -30, 30, 30);
        const xcb_window_t cover = other.makeWindow(place, depth);
        if (prepare) {
            prepare(cover);
        }
        other.show(cover);
        return cover;
    }
    /** As a pager asks the window manager. */
    void ask(const QByteArray &message, xcb_window_t window, const QList<quint32> &data) const
    {
        xcb_client_message_event_t event{};
        event.response_type = XCB_CLIENT_MESSAGE;
        event.format = 32;
        event.window = window;
        event.type = other.atom(message);
        std::ranges::copy(data, event.data.data32);
        xcb_send_event(other.connection(),
                       0,
                       other.screen()->root,
                       XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY | XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT,
                       reinterpret_cast<const char *>(&event));
        xcb_flush(other.connection());
    }
    void goToDesktop(quint32 number) const
    {
        ask("_NET_CURRENT_DESKTOP", other.screen()->root, {number});
    }
    /** Long enough for it to have been noticed. */
    void expectStillSeen() const
    {
        QTest::qWait(700);
        EXPECT_TRUE(session.head->shown);
    }

    QTemporaryDir folder;
    QProcess manager;
    OtherProgram compositor;
    OtherProgram other;
    QWidget window;
    ConsoleView *view = nullptr;
    FakeSession session;
};

/** openbox, and a compositing manager that draws nothing but has every window redirected. */
class ConsoleStacking : public Stacking
{
protected:
    void SetUp() override
    {
        if (QGuiApplication::platformName() != QLatin1String("xcb")) {
            GTEST_SKIP() << "needs an X display; CTest's ui-console-stacking has one";
        }
        const QString ready = folder.filePath(QStringLiteral("ready"));
        manager.start(QStringLiteral("openbox"), {QStringLiteral("--sm-disable"), QStringLiteral("--startup"), QStringLiteral("touch ") + ready});
        // It says earlier that it manages windows, and never takes care of those that come before it really does.
        ASSERT_TRUE(QTest::qWaitFor(
            [&ready] {
                return QFile::exists(ready);
            },
            30'000))
            << manager.errorString().toStdString() << manager.readAllStandardError().constData();
        compositor.request("Composite", compositeRedirectSubwindows, compositor.screen()->root, {1});
        compositor.manageCompositing(compositor.makeWindow({0, 0, 1, 1}, 24, false));
        showWindow();
    }
};

TEST_F(ConsoleStacking, AWindowUnderAnotherAsksForNoFramesUntilAPartOfItIsSeen)
{
    const xcb_window_t cover = coverWith(24);
    EXPECT_TRUE(shown(false)) << "nothing of it can be seen";
    other.move(cover, QPoint(300, 150));
    EXPECT_TRUE(shown(true));
}

TEST_F(ConsoleStacking, SeveralWindowsTogetherCoverIt)
{
    const QRect place = window.geometry();
    const xcb_window_t left = other.makeWindow(place.adjusted(-30, -30, -200, 30), 24);
    other.show(left);
    expectStillSeen();
    const xcb_window_t right = other.makeWindow(place.adjusted(190, -30, 30, 30), 24);
    other.show(right);
    EXPECT_TRUE(shown(false));
    xcb_destroy_window(other.connection(), left);
    xcb_flush(other.connection());
    EXPECT_TRUE(shown(true));
}

TEST_F(ConsoleStacking, ItsComingToTheFrontIsSeenAtOnce)
{
    coverWith(24);
    ASSERT_TRUE(shown(false));
    window.raise();
    window.activateWindow();
    EXPECT_TRUE(shown(true));
}

TEST_F(ConsoleStacking, ATranslucentWindowCoversNothing)
{
    const xcb_window_t cover = coverWith(24, [this](xcb_window_t cover) {
        other.setNumbers(cover, "_NET_WM_WINDOW_OPACITY", {0xe0000000});
    });
    expectStillSeen();
    xcb_delete_property(other.connection(), cover, other.atom("_NET_WM_WINDOW_OPACITY"));
    xcb_flush(other.connection());
    EXPECT_TRUE(shown(false));
    other.setNumbers(cover, "_NET_WM_WINDOW_OPACITY", {0x80000000});
    EXPECT_TRUE(shown(true));
}

TEST_F(ConsoleStacking, AWindowWithAlphaCoversWhatItSaysIsOpaque)
{
    const xcb_window_t cover = coverWith(32);
    expectStillSeen();
    other.setNumbers(cover, "_NET_WM_OPAQUE_REGION", {0, 0, 460, 360});
    EXPECT_TRUE(shown(false));
    other.setNumbers(cover, "_NET_WM_OPAQUE_REGION", {0, 0, 460, 200});
    EXPECT_TRUE(shown(true));
}

TEST_F(ConsoleStacking, AShadowCoversNothing)
{
    const xcb_window_t cover = coverWith(24, [this](xcb_window_t cover) {
        other.setNumbers(cover, "_GTK_FRAME_EXTENTS", {40, 40, 40, 40});
    });
    expectStillSeen();
    other.setNumbers(cover, "_GTK_FRAME_EXTENTS", {10, 10, 10, 10});
    EXPECT_TRUE(shown(false));
}

TEST_F(ConsoleStacking, AWindowWithAHoleCoversNothing)
{
    coverWith(24, [this](xcb_window_t cover) {
        // Set, bounding, unsorted; no offset; two rectangles with a gap.
        other.request("SHAPE", shapeRectangles, 0, {cover, 0, 0, 360U << 16 | 200U, 260, 360U << 16 | 200U});
    });
    expectStillSeen();
}

TEST_F(ConsoleStacking, AMinimisedWindowCoversNothing)
{
    const xcb_window_t cover = coverWith(24);
    ASSERT_TRUE(shown(false));
    ask("WM_CHANGE_STATE", cover, {3});
    EXPECT_TRUE(shown(true));
}

TEST_F(ConsoleStacking, OnAnotherDesktopItAsksForNoFrames)
{
    goToDesktop(1);
    EXPECT_TRUE(shown(false));
    goToDesktop(0);
    EXPECT_TRUE(shown(true));
}

/** The real thing, which keeps windows of other desktops mapped. */
class ConsoleUnderKWin : public Stacking
{
protected:
    void SetUp() override
    {
        if (QGuiApplication::platformName() != QLatin1String("xcb") || QStandardPaths::findExecutable(QStringLiteral("kwin_x11")).isEmpty()) {
            GTEST_SKIP() << "needs an X display and kwin_x11";
        }
        QFile settings(folder.filePath(QStringLiteral("kwinrc")));
        ASSERT_TRUE(settings.open(QIODevice::WriteOnly));
        settings.write("[Desktops]\nNumber=2\n");
        settings.close();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.path());
        environment.insert(QStringLiteral("KWIN_COMPOSE"), QStringLiteral("O2"));
        manager.setProcessEnvironment(environment);
        manager.start(QStringLiteral("kwin_x11"), QStringList());
        const bool composites = QTest::qWaitFor(
            [] {
                return KX11Extras::compositingActive();
            },
            30'000);
        if (!composites) {
            GTEST_SKIP() << "KWin does not composite here: " << manager.readAllStandardError().constData();
        }
        showWindow();
    }
};

TEST_F(ConsoleUnderKWin, ACoveredWindowAsksForNoFramesUntilAPartOfItIsSeen)
{
    const xcb_window_t cover = coverWith(24);
    ask("_NET_ACTIVE_WINDOW", cover, {2});
    EXPECT_TRUE(shown(false));
    other.move(cover, QPoint(300, 150));
    EXPECT_TRUE(shown(true));
}

TEST_F(ConsoleUnderKWin, OnAnotherDesktopItAsksForNoFrames)
{
    goToDesktop(1);
    EXPECT_TRUE(shown(false));
    goToDesktop(0);
    EXPECT_TRUE(shown(true));
}

} // namespace

} // namespace vitrine
