// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakeconsole.h"
#include "ui/console/consoleview.h"

#include <QBackingStore>
#include <QLabel>
#include <QTest>
#include <QVBoxLayout>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace vitrine {

namespace {

/**
 * A view under a label of odd heights, so that its corner lies between screen pixels at fractional
 * factors (QT_SCALE_FACTOR, set by CTest); looked at as the screen shows it.
 */
class ConsolePixels : public testing::TestWithParam<int>
{
protected:
    void SetUp() override
    {
        auto *layout = new QVBoxLayout(&window);
        layout->setContentsMargins({});
        layout->setSpacing(0);
        auto *label = new QLabel;
        label->setFixedHeight(GetParam());
        view = new ConsoleView;
        layout->addWidget(label);
        layout->addWidget(view, 1);
        window.resize(400, 300);
        head.image = noise({301, 203});
    }
    void showWindow()
    {
        view->setHead(&head);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
        paintNow();
    }
    void paintNow()
    {
        ASSERT_TRUE(QTest::qWaitFor(
            [this] {
                return shown() == head.image.convertToFormat(QImage::Format_RGB32);
            },
            3000))
            << "first difference: " << difference().toStdString();
    }
    QImage shown() const
    {
        const auto *all = dynamic_cast<QImage *>(window.backingStore()->paintDevice());
        if (!all) {
            return {};
        }
        const qreal dpr = view->devicePixelRatioF();
        const QPoint corner(int(std::round(view->x() * dpr)), int(std::round(view->y() * dpr)));
        QImage part = all->copy(view->picture().target().translated(corner)).convertToFormat(QImage::Format_RGB32);
        part.setDevicePixelRatio(1);
        return part;
    }
    QString difference() const
    {
        const QImage picture = shown();
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if ((picture.pixel(x, y) & 0xffffff) != (head.image.pixel(x, y) & 0xffffff)) {
                    return QStringLiteral("%1,%2").arg(x).arg(y);
                }
            }
        }
        return {};
    }

    /** Of one colour of one pixel: Qt's interpolation rounds by where a stroke begins. */
    static int largestDifference(const QImage &one, const QImage &other)
    {
        int largest = 0;
        for (int y = 0; y < one.height(); ++y) {
            for (int x = 0; x < one.width(); ++x) {
                const QRgb a = one.pixel(x, y);
                const QRgb b = other.pixel(x, y);
                largest = std::max({largest, std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
            }
        }
        return largest;
    }

    QWidget window;
    ConsoleView *view = nullptr;
    FakeHead head;
};

} // namespace

TEST_P(ConsolePixels, oneToOneShowsEachGuestPixelOnOneScreenPixel)
{
    const qreal wanted = qEnvironmentVariable("QT_SCALE_FACTOR", QStringLiteral("1")).toDouble();
    view->setScaling({.mode = ScaleMode::Fixed});
    showWindow();
    EXPECT_DOUBLE_EQ(view->devicePixelRatioF(), wanted);
    EXPECT_TRUE(view->picture().isPixelExact());
}

TEST_P(ConsolePixels, damagedRectanglesFitIntoThePictureWithoutSeams)
{
    view->setScaling({.mode = ScaleMode::Fixed});
    showWindow();
    const QImage next = noise(head.image.size(), 2);
    for (const QRect &rect : {QRect(0, 0, 1, 1), QRect(17, 33, 101, 7), QRect(300, 202, 1, 1), QRect(5, 90, 3, 100)}) {
        QPainter painter(&head.image);
        painter.setCompositionMode(QPainter::CompositionMode_Source);
        painter.drawImage(rect.topLeft(), next, rect);
        painter.end();
        head.damage(rect);
        paintNow();
    }
}

TEST_P(ConsolePixels, aWindowOfTheGuestsSizeIsNotBlurred)
{
    view->setHead(&head);
    window.resize(view->sizeHint() + QSize(0, GetParam()));
    showWindow();
    EXPECT_TRUE(view->picture().isPixelExact());
}

TEST_P(ConsolePixels, wholeStepsAreSquaresWithHardEdges)
{
    view->setScaling({.mode = ScaleMode::Integer, .smooth = true});
    head.image = noise({60, 40});
    view->setHead(&head);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    const QSize size = view->picture().target().size();
    ASSERT_EQ(size.width() % 60, 0);
    ASSERT_GE(size.width() / 60, 5);
    const QImage wanted = head.image.scaled(size).convertToFormat(QImage::Format_RGB32);
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return shown() == wanted;
        },
        3000));
}

/** What is painted piece by piece must look as if painted at once. */
TEST_P(ConsolePixels, damageOfAScaledPictureLeavesNoSeams)
{
    for (const QSize guest : {QSize(1400, 1000), QSize(1111, 777), QSize(120, 90)}) {
        view->setScaling({.mode = ScaleMode::Fit, .smooth = true});
        head.image = noise(guest);
        head.setImage(head.image);
        view->setHead(&head);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
        const QImage next = noise(guest, 2);
        for (const QRect &rect : {QRect(0, 0, 1, 1), QRect(17, 33, 40, 7), QRect(guest.width() - 1, guest.height() - 1, 1, 1), QRect(5, 20, 3, 60)}) {
            QPainter painter(&head.image);
            painter.setCompositionMode(QPainter::CompositionMode_Source);
            painter.drawImage(rect.topLeft(), next, rect);
            painter.end();
            const int takes = head.takes;
            head.damage(rect);
            ASSERT_TRUE(QTest::qWaitFor([&] {
                return head.takes > takes;
            }));
            QTest::qWait(0);
            const QImage pieces = shown();
            view->repaint();
            EXPECT_LE(largestDifference(pieces, shown()), 4) << guest.width() << " at " << rect.x() << "," << rect.y();
        }
    }
}

namespace {

/** A pointer with all there is: see-through, half and not. */
GuestCursor arrow()
{
    QImage image(24, 16, QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            image.setPixel(x, y, qRgba(255 - 9 * x, 15 * y, 90, x < 8 ? 255 : x < 16 ? 128 : 0));
        }
    }
    return {.image = image, .hotSpot = {5, 3}};
}

/** The guest's picture with the pointer in it, as a guest would draw it itself. */
QImage withPointer(const QImage &picture, const GuestCursor &cursor)
{
    QImage result = picture.convertToFormat(QImage::Format_RGB32);
    result.detach();
    QPainter painter(&result);
    painter.drawImage(*cursor.position - cursor.hotSpot, cursor.image);
    return result;
}

} // namespace

TEST_P(ConsolePixels, theGuestsPointerIsPaintedWhereTheGuestHasIt)
{
    view->setScaling({.mode = ScaleMode::Fixed});
    showWindow();
    view->setPointerPainted(true);
    head.setCursor(arrow());
    paintNow(); // nobody knows where
    for (const QPoint place : {QPoint(100, 50), QPoint(103, 55), QPoint(0, 0), QPoint(300, 202), QPoint(-4, 150), QPoint(17, 33)}) {
        head.moveCursor(place);
        EXPECT_TRUE(QTest::qWaitFor(
            [&] {
                return shown() == withPointer(head.image, head.shape);
            },
            3000))
            << place.x() << "," << place.y();
    }
    head.moveCursor(QPoint(-1 << 20, 1 << 20));
    paintNow();
}

TEST_P(ConsolePixels, damageUnderTheGuestsPointerLeavesItWhole)
{
    view->setScaling({.mode = ScaleMode::Fixed});
    showWindow();
    view->setPointerPainted(true);
    GuestCursor cursor = arrow();
    cursor.position = QPoint(20, 40);
    head.setCursor(cursor);
    const QImage next = noise(head.image.size(), 2);
    for (const QRect &rect : {QRect(18, 41, 3, 2), QRect(0, 0, 100, 100), QRect(35, 30, 50, 10)}) {
        QPainter painter(&head.image);
        painter.setCompositionMode(QPainter::CompositionMode_Source);
        painter.drawImage(rect.topLeft(), next, rect);
        painter.end();
        head.damage(rect);
        EXPECT_TRUE(QTest::qWaitFor(
            [&] {
                return shown() == withPointer(head.image, head.shape);
            },
            3000))
            << rect.x();
    }
    cursor.visible = false;
    head.setCursor(cursor);
    paintNow();
    cursor.visible = true;
    head.setCursor(cursor);
    EXPECT_TRUE(QTest::qWaitFor([&] {
        return shown() == withPointer(head.image, head.shape);
    }));
    view->setPointerPainted(false);
    paintNow();
}

/** A pointer that has moved leaves nothing behind, however the picture is scaled. */
TEST_P(ConsolePixels, aScaledPointerIsOfThePicturesScaleAndLeavesNoTrail)
{
    view->setHead(&head);
    view->setPointerPainted(true);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    for (const QSize guest : {QSize(1400, 1000), QSize(1111, 777), QSize(120, 90)}) {
        GuestCursor cursor = arrow();
        cursor.image.fill(Qt::red);
        cursor.position = QPoint(50, 40);
        QImage picture(guest, QImage::Format_RGB32);
        picture.fill(Qt::blue);
        head.setImage(picture);
        head.setCursor(cursor);
        const auto redArea = [this] {
            const QImage now = shown();
            QRect red;
            for (int y = 0; y < now.height(); ++y) {
                for (int x = 0; x < now.width(); ++x) {
                    if (now.pixel(x, y) != qRgb(0, 0, 255)) {
                        red |= QRect(x, y, 1, 1);
                    }
                }
            }
            return red;
        };
        for (const QPoint place : {QPoint(50, 40), QPoint(53, 42), QPoint(80, 60), QPoint(20, 30)}) {
            head.moveCursor(place);
            const qreal scale = view->picture().scale();
            const QRectF wanted(QPointF(place - cursor.hotSpot) * scale, QSizeF(cursor.image.size()) * scale);
            QRect red;
            EXPECT_TRUE(QTest::qWaitFor(
                [&] {
                    red = redArea();
                    return wanted.adjusted(-1.5, -1.5, 1.5, 1.5).contains(red) && QRectF(red).contains(wanted.adjusted(2, 2, -2, -2));
                },
                3000))
                << guest.width() << ": " << red.x() << "," << red.y() << " " << red.width() << "x" << red.height() << " instead of " << wanted.x() << ","
                << wanted.y() << " " << wanted.width() << "x" << wanted.height();
        }
    }
}

INSTANTIATE_TEST_SUITE_P(, ConsolePixels, testing::Values(0, 1, 2, 3, 27));

} // namespace vitrine
