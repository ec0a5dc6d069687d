// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/machinelistmodel.h"
#include "tests/support/fakebackend.h"
#include "tests/ui/mainwindowfixture.h"
#include "tests/ui/testpicture.h"
#include "ui/main/connectionbanner.h"
#include "ui/widgets/removedialog.h"

#include <KMessageDialog>
#include <KMessageWidget>

#include <QAbstractItemModelTester>
#include <QCollator>
#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace vitrine {

using MainWindowTest = MainWindowFixture;

namespace {

QStringList names(const QAbstractItemView *view)
{
    QStringList result;
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        result.append(view->model()->index(row, 0).data().toString());
    }
    return result;
}

MachineId currentId(const QAbstractItemView *view)
{
    return view->currentIndex().data(MachineListModel::IdRole).value<MachineId>();
}

} // namespace

TEST_F(MainWindowTest, listsMachinesInNaturalOrder)
{
    openListed(u"demo:///?scenario=many&machines=12"_s);
    const QAbstractItemModelTester tester(list()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    QStringList sorted = names(list());
    ASSERT_EQ(sorted.size(), 12);
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    EXPECT_TRUE(std::is_sorted(sorted.cbegin(), sorted.cend(), [&](const QString &a, const QString &b) {
        return collator.compare(a, b) < 0;
    })) << sorted.join(u", "_s).toStdString();
}

TEST_F(MainWindowTest, showsWelcomeWhenThereIsNoMachine)
{
    open(u"demo:///?scenario=empty"_s);
    auto *button = find<QAbstractButton>(u"welcomeNew"_s);
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            return button->isVisible();
        },
        patience));
    button->click();
    EXPECT_EQ(creations, QStringList{QString()});
}

TEST_F(MainWindowTest, saysWhyTheConnectionFailed)
{
    open(u"demo:///?scenario=nosuchthing"_s);
    auto *retry = find<QPushButton>(u"connectionFailedRetry"_s);
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            return retry->isVisible();
        },
        patience));
    QSignalSpy tries(backend.get(), &Backend::connectionStateChanged);
    retry->click();
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return !tries.isEmpty();
        },
        patience));
}

TEST_F(MainWindowTest, startsTheSelectedMachineByEnterAndShowsItsScreen)
{
    openListed(u"demo:///"_s);
    const MachineId id = select([](const MachineInfo &machine) {
        return machine.state == MachineState::Off && machine.reason != StateReason::EmulatorDied;
    });
    ASSERT_FALSE(id.isNull());
    QTest::keyClick(list(), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            return store->machine(id)->state == MachineState::Running;
        },
        patience));
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return consoles.contains(id);
        },
        patience));
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return action(u"machine_show"_s)->isVisible();
        },
        patience));
    EXPECT_FALSE(action(u"machine_start"_s)->isVisible());
}

TEST_F(MainWindowTest, opensTheConsoleOfARunningMachineByDoubleClick)
{
    openListed(u"demo:///"_s);
    const MachineId id = selectState(MachineState::Running);
    ASSERT_FALSE(id.isNull());
    const QPoint where = list()->visualRect(list()->currentIndex()).center();
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, where);
    EXPECT_TRUE(consoles.isEmpty());
    QTest::mouseDClick(list()->viewport(), Qt::LeftButton, {}, where);
    EXPECT_EQ(consoles, QList{id});
}

TEST_F(MainWindowTest, keepsTheSelectionWhileFilteredAway)
{
    openListed(u"demo:///?scenario=many&machines=30"_s);
    list()->setCurrentIndex(list()->model()->index(7, 0));
    const MachineId chosen = currentId(list());
    const QString other = list()->model()->index(20, 0).data().toString();
    auto *search = find<QLineEdit>(u"machineSearch"_s);
    search->setText(other);
    ASSERT_EQ(list()->model()->rowCount(), 1);
    EXPECT_NE(currentId(list()), chosen);
    search->clear();
    EXPECT_EQ(list()->model()->rowCount(), 30);
    EXPECT_EQ(currentId(list()), chosen);
    search->setText(u"no machine is called like this"_s);
    EXPECT_TRUE(find<QLabel>(u"nothingFound"_s)->isVisible());
}

TEST_F(MainWindowTest, readsTheDetailsOfTheSelectedMachine)
{
    openListed(u"demo:///"_s);
    const MachineId id = selectState(MachineState::Running);
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            const auto *system = find<QWidget>(u"section_system"_s);
            return system && system->isVisible();
        },
        patience));
    const auto *name = find<QLabel>(u"currentMachineName"_s);
    EXPECT_EQ(name->text(), store->machine(id)->displayName());
    const auto *value = find<QLabel>(u"general_value0"_s);
    ASSERT_NE(value, nullptr);
    EXPECT_EQ(value->text(), store->machine(id)->displayName());
    EXPECT_TRUE(value->textInteractionFlags() & Qt::TextSelectableByMouse);
}

TEST_F(MainWindowTest, forceOffAsksFirst)
{
    openListed(u"demo:///"_s);
    const MachineId id = selectState(MachineState::Running);
    action(u"machine_force_off"_s)->trigger();
    auto *question = window->findChild<KMessageDialog *>();
    ASSERT_NE(question, nullptr);
    EXPECT_EQ(store->machine(id)->state, MachineState::Running);
    question->done(KMessageDialog::PrimaryAction);
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return store->machine(id)->state == MachineState::Off;
        },
        patience));
}

TEST_F(MainWindowTest, aSavedStateThatCantGoOnIsDiscardedAfterAQuestion)
{
    openListed(u"demo:///?scenario=flaky"_s);
    const MachineId id = selectState(MachineState::Saved);
    ASSERT_FALSE(id.isNull());
    EXPECT_TRUE(action(u"machine_discard_state"_s)->isVisible());
    action(u"machine_start"_s)->trigger();
    ASSERT_TRUE(QTest::qWaitFor(
        [this] {
            return find<QAction>(u"errorDiscardSavedState"_s) != nullptr;
        },
        patience));
    savePicture(*window, "saved-state-broken");
    find<QAction>(u"errorDiscardSavedState"_s)->trigger();
    auto *question = window->findChild<KMessageDialog *>(u"confirmDiscardState"_s);
    ASSERT_NE(question, nullptr);
    EXPECT_EQ(store->machine(id)->state, MachineState::Saved);
    question->done(KMessageDialog::PrimaryAction);
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return store->machine(id)->state == MachineState::Off;
        },
        patience));
    EXPECT_FALSE(action(u"machine_discard_state"_s)->isVisible());
}

class MissingFile : public MainWindowTest
{
protected:
    /** Opened from the message; null: none came. */
    [[nodiscard]] QFileDialog *dialogForAnotherFile() const
    {
        const bool offered = QTest::qWaitFor(
            [this] {
                return find<QAction>(u"errorChooseFile"_s) != nullptr;
            },
            patience);
        if (offered) {
            find<QAction>(u"errorChooseFile"_s)->trigger();
        }
        return offered ? find<QFileDialog>(u"mediumFileDialog"_s) : nullptr;
    }
};

TEST_F(MissingFile, aDiscThatIsGoneCanBeReplacedAndTheMachineStarts)
{
    openListed(u"demo:///?scenario=flaky"_s);
    const MachineId id = select([](const MachineInfo &machine) {
        return machine.title == u"Disc gone"_s;
    });
    action(u"machine_start"_s)->trigger();
    QFileDialog *dialog = dialogForAnotherFile();
    ASSERT_NE(dialog, nullptr);
    Q_EMIT dialog->fileSelected(u"/demo/discs/other.iso"_s);
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return store->machine(id)->state == MachineState::Running && consoles.contains(id);
        },
        patience));
}

TEST_F(MissingFile, aDiskThatIsGoneCanBeReplacedAndTheMachineStarts)
{
    openListed(u"demo:///?scenario=flaky"_s);
    const MachineId id = select([](const MachineInfo &machine) {
        return machine.title == u"Disk moved"_s;
    });
    const QString found = u"/demo/images/found.qcow2"_s;
    ASSERT_TRUE(QCoro::waitFor(backend->storage()->createDiskImage({.path = found, .capacityBytes = 1 << 20}, {})));
    action(u"machine_start"_s)->trigger();
    QFileDialog *dialog = dialogForAnotherFile();
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(dialog->nameFilters().first().contains(u"*.qcow2"_s));
    Q_EMIT dialog->fileSelected(found);
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return store->machine(id)->state == MachineState::Running && consoles.contains(id);
        },
        patience));
}

TEST_F(MissingFile, ofASavedMachineAnotherWayOutIsToDiscardItsState)
{
    openListed(u"demo:///?scenario=flaky"_s);
    const MachineId id = select([](const MachineInfo &machine) {
        return machine.title == u"Disk moved"_s;
    });
    const auto offered = [this] {
        return find<QAction>(u"errorDiscardSavedState"_s) != nullptr;
    };
    action(u"machine_start"_s)->trigger();
    ASSERT_TRUE(QTest::qWaitFor(
        [this] {
            return find<QAction>(u"errorRetry"_s) != nullptr;
        },
        patience));
    EXPECT_FALSE(offered());
    backend->setState(id, MachineState::Saved);
    action(u"machine_start"_s)->trigger();
    EXPECT_TRUE(QTest::qWaitFor(offered, patience));
}

TEST_F(MainWindowTest, removalKeepsFilesUnlessToldOtherwise)
{
    openListed(u"demo:///"_s);
    const MachineId id = select([](const MachineInfo &machine) {
        return machine.state == MachineState::Off;
    });
    ASSERT_TRUE(action(u"machine_remove"_s)->isEnabled());
    QTest::keyClick(list(), Qt::Key_Delete);
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            return window->findChild<RemoveDialog *>();
        },
        patience));
    auto *dialog = window->findChild<RemoveDialog *>();
    EXPECT_FALSE(dialog->deletesDisks());
    for (const QString &disk : dialog->plan().ownDisks) {
        EXPECT_TRUE(dialog->findChild<QLabel *>(u"removeOwnDisks"_s)->text().contains(disk));
    }
    EXPECT_TRUE(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel)->isDefault());
    dialog->findChild<QPushButton *>(u"removeConfirm"_s)->click();
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return !store->machine(id);
        },
        patience));
    EXPECT_FALSE(currentId(list()).isNull()) << "the neighbour is selected";
}

TEST_F(MainWindowTest, tellsALostConnectionInTheWindowAndKeepsTheList)
{
    openListed(u"demo:///"_s);
    const int rows = list()->model()->rowCount();
    backend->loseConnection(std::chrono::milliseconds(1800));
    auto *banner = find<KMessageWidget>(u"connectionBanner"_s);
    EXPECT_FALSE(banner->isVisible()) << "a short loss is not told";
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return banner->isVisible();
        },
        patience));
    EXPECT_EQ(list()->model()->rowCount(), rows);
    EXPECT_TRUE(list()->isVisible());
    EXPECT_FALSE(action(u"machine_start"_s)->isEnabled());
    EXPECT_TRUE(action(u"machine_start"_s)->toolTip().contains(u"connection"_s));
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return !banner->isVisible();
        },
        patience));
}

TEST_F(MainWindowTest, theBannerSaysWhyTheConnectionIsAway)
{
    class Connection : public FakeBackend
    {
    public:
        [[nodiscard]] ConnectionState connectionState() const override
        {
            return error.code == ErrorCode::Cancelled ? ConnectionState::Open : ConnectionState::Reconnecting;
        }
        [[nodiscard]] Error connectionError() const override
        {
            return error;
        }
        void say(ErrorCode code)
        {
            error = {.code = code, .subject = uri()};
            Q_EMIT connectionStateChanged();
        }
        Error error{.code = ErrorCode::ServiceSilent};
    } connection;
    MachineStore machines;
    machines.addBackend(&connection);
    const ConnectionBanner banner(&machines);
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return banner.isVisible();
        },
        patience));
    EXPECT_TRUE(banner.text().contains(u"does not answer"_s)) << banner.text().toStdString();
    connection.say(ErrorCode::ConnectionLost);
    EXPECT_TRUE(banner.text().contains(u"was lost"_s)) << banner.text().toStdString();
    connection.say(ErrorCode::Cancelled);
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return !banner.isVisible();
        },
        patience));
}

TEST_F(MainWindowTest, takesAnIsoDroppedAnywhere)
{
    openListed(u"demo:///"_s);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/tmp/notes.txt"_s), QUrl::fromLocalFile(u"/tmp/a b.ISO"_s)});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(window, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(window, &drop);
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return creations == QStringList{u"/tmp/a b.ISO"_s};
        },
        patience));
}

TEST_F(MainWindowTest, showsOperationsWhileThereAreAny)
{
    openListed(u"demo:///"_s);
    auto *indicator = find<QWidget>(u"operationsIndicator"_s);
    EXPECT_FALSE(indicator->isVisible());
    Operation *operation = operations->start(u"Creating Debian 13"_s);
    EXPECT_TRUE(indicator->isVisible());
    find<QAbstractButton>(u"operationsCancel"_s)->click();
    EXPECT_EQ(operation->phase(), Operation::Phase::Cancelling);
    operation->finish(fail(ErrorCode::NoSpace, u"/tmp"_s));
    EXPECT_TRUE(indicator->isVisible()) << "a failed one stays";
    operations->clearFinished();
    EXPECT_FALSE(indicator->isVisible());
}

TEST_F(MainWindowTest, everyControlHasANameForScreenReaders)
{
    openListed(u"demo:///"_s);
    for (const auto *widget : window->findChildren<QAbstractButton *>()) {
        const QString name = widget->accessibleName() + widget->text() + widget->toolTip();
        const bool inner = widget->objectName().startsWith("qt_"_L1) || !widget->isVisible();
        EXPECT_TRUE(inner || !name.isEmpty()) << widget->metaObject()->className() << qPrintable(widget->objectName());
    }
    EXPECT_EQ(list()->accessibleName().isEmpty(), false);
    EXPECT_TRUE(list()->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u", "_s));
}

TEST_F(MainWindowTest, fillsAThousandRowsWithoutAStall)
{
    open(u"demo:///?scenario=many&machines=1000"_s);
    qint64 longest = 0;
    QElapsedTimer clock;
    QTimer beat;
    QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
        longest = qMax(longest, clock.restart());
    });
    clock.start();
    beat.start(0);
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            return list()->model()->rowCount() == 1000;
        },
        patience));
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            return find<QWidget>(u"section_system"_s) != nullptr;
        },
        patience));
    RecordProperty("longestStallMilliseconds", int(longest));
    std::printf("longest stall: %lld ms\n", static_cast<long long>(longest));
    // 16 ms is held by tests/bench on a quiet machine; here other work may run beside.
    EXPECT_LT(longest, 100);
}

} // namespace vitrine
