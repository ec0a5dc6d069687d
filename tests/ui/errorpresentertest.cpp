// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/errorpresenter.h"

#include <KMessageWidget>

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QPlainTextEdit>
#include <QPointer>
#include <QToolButton>
#include <QVBoxLayout>

#include <gtest/gtest.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace vitrine::test {
namespace {

class ErrorPresenterTest : public testing::Test
{
protected:
    ErrorPresenterTest()
        : host(std::make_unique<QWidget>())
        , presenter(new ErrorPresenter(host.get(), new QVBoxLayout(host.get())))
    {
        host->show();
    }
    template<typename T>
    T *find(const QString &name) const
    {
        deleteDeferred(); // what was cleared before
        return host->findChild<T *>(name);
    }
    static void deleteDeferred()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    std::unique_ptr<QWidget> host;
    ErrorPresenter *presenter;
    const Error missing{.code = ErrorCode::FileMissing, .subject = u"/a/<b>.iso"_s, .detail = u"raw text"_s};
};

TEST_F(ErrorPresenterTest, ACancelIsSilent)
{
    presenter->show(Error::cancelled());
    EXPECT_FALSE(presenter->isShowing());
}

TEST_F(ErrorPresenterTest, ShowsTitleAndExplanationAsText)
{
    presenter->show(missing);
    ASSERT_TRUE(presenter->isShowing());
    auto *message = find<KMessageWidget>(u"errorMessage"_s);
    ASSERT_TRUE(message);
    EXPECT_TRUE(message->text().contains(u"/a/&lt;b&gt;.iso"_s)) << "a file name is no markup";
    EXPECT_EQ(message->accessibleName(), errorText(missing).title);
    EXPECT_FALSE(message->text().contains(u"raw text"_s));
}

TEST_F(ErrorPresenterTest, TheSameErrorIsShownOnce)
{
    presenter->show(missing);
    const QPointer<KMessageWidget> first = find<KMessageWidget>(u"errorMessage"_s);
    presenter->show(missing);
    deleteDeferred();
    EXPECT_EQ(find<KMessageWidget>(u"errorMessage"_s), first);
    presenter->show({.code = ErrorCode::NoSpace});
    deleteDeferred();
    EXPECT_EQ(host->findChildren<KMessageWidget *>().size(), 1) << "a new error takes the place of the old";
    EXPECT_FALSE(first);
}

TEST_F(ErrorPresenterTest, DetailsUnfold)
{
    presenter->show(missing);
    auto *details = find<QPlainTextEdit>(u"errorDetails"_s);
    ASSERT_TRUE(details);
    EXPECT_FALSE(details->isVisible());
    find<QAction>(u"errorShowDetails"_s)->trigger();
    EXPECT_TRUE(details->isVisible());
    EXPECT_TRUE(details->toPlainText().contains(u"raw text"_s));
}

TEST_F(ErrorPresenterTest, CopiesTheWholeReport)
{
    presenter->show(missing);
    find<QAction>(u"errorCopy"_s)->trigger();
    const QString copied = QApplication::clipboard()->text();
    EXPECT_TRUE(copied.contains(errorText(missing).title));
    EXPECT_TRUE(copied.contains(u"raw text"_s));
}

TEST_F(ErrorPresenterTest, ARemedyIsOneClick)
{
    int pressed = 0;
    presenter->show(missing, {{Remedy::ChooseFile, [&] {
                                   ++pressed;
                               }}});
    find<QAction>(u"errorChooseFile"_s)->trigger();
    EXPECT_EQ(pressed, 1);
    EXPECT_FALSE(presenter->isShowing());
}

TEST_F(ErrorPresenterTest, ARemedyThatFailsTheSameWayIsShownAgain)
{
    presenter->show(missing, {{Remedy::Retry, [this] {
                                   presenter->show(missing);
                               }}});
    find<QAction>(u"errorRetry"_s)->trigger();
    EXPECT_TRUE(presenter->isShowing());
}

TEST_F(ErrorPresenterTest, ARemedyMayEndTheWindow)
{
    presenter->show(missing, {{Remedy::Retry, [this] {
                                   host.reset();
                               }}});
    // As a click does: from the event loop.
    QMetaObject::invokeMethod(find<QAction>(u"errorRetry"_s), &QAction::trigger, Qt::QueuedConnection);
    QCoreApplication::processEvents();
    EXPECT_FALSE(host);
}

TEST_F(ErrorPresenterTest, ARemedyThatTheCallerDoesNotCarryOutHasNoButton)
{
    presenter->show(missing, {{Remedy::Retry, [] {}}, {Remedy::ForceOff, [] {}}});
    EXPECT_TRUE(find<QAction>(u"errorRetry"_s));
    EXPECT_FALSE(find<QAction>(u"errorChooseFile"_s)) << "a remedy of this error, but nobody would do it";
    EXPECT_FALSE(find<QAction>(u"errorForceOff"_s)) << "no remedy of this error";
}

TEST_F(ErrorPresenterTest, WithoutACallerOnlyTheCommandCanBeTaken)
{
    presenter->show({.code = ErrorCode::AccelerationForbidden});
    EXPECT_FALSE(find<QAction>(u"errorStartWithoutAcceleration"_s));
    find<QAction>(u"errorCopyCommand"_s)->trigger();
    EXPECT_EQ(QApplication::clipboard()->text(), errorText({.code = ErrorCode::AccelerationForbidden}).command);
    EXPECT_TRUE(presenter->isShowing());
}

TEST_F(ErrorPresenterTest, EachButtonHasANameAndAKeyboardPath)
{
    presenter->show(missing, {{Remedy::ChooseFile, [] {}}, {Remedy::Retry, [] {}}});
    const auto buttons = host->findChildren<QToolButton *>();
    EXPECT_GE(buttons.size(), 4);
    for (const QToolButton *button : buttons) {
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(const_cast<QToolButton *>(button));
        EXPECT_FALSE(accessible->text(QAccessible::Name).isEmpty());
        EXPECT_NE(button->focusPolicy(), Qt::NoFocus);
    }
}

TEST_F(ErrorPresenterTest, ClosingTheMessageEndsIt)
{
    presenter->show(missing);
    auto *message = find<KMessageWidget>(u"errorMessage"_s);
    Q_EMIT message->hideAnimationFinished();
    EXPECT_FALSE(presenter->isShowing());
    presenter->show(missing);
    EXPECT_TRUE(presenter->isShowing());
}

} // namespace
} // namespace vitrine::test
