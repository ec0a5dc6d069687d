// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/graphicsprobe.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <unistd.h>

using namespace vitrine;
using namespace Qt::StringLiterals;
using Verdict = GraphicsReport::Verdict;

namespace {

/** A pretended render node, and a driver whose manners can be chosen. */
class GraphicsProbe : public testing::Test
{
protected:
    GraphicsReport withDriver(const QByteArray &manner)
    {
        QFile node(folder.filePath(u"renderD128"_s));
        EXPECT_TRUE(node.open(QIODevice::WriteOnly));
        qputenv("VITRINE_FAKE_GL", manner);
        qputenv("LD_LIBRARY_PATH", VITRINE_FAKE_GL_DIR);
        const GraphicsReport report = probeGraphicsNow({.program = QStringLiteral(VITRINE_GRAPHICS_PROBE), .folder = folder.path()});
        qunsetenv("LD_LIBRARY_PATH");
        return report;
    }

    QTemporaryDir folder;
};

TEST_F(GraphicsProbe, WithoutRenderNodeThereIsNoCard)
{
    EXPECT_EQ(probeGraphicsNow({.program = {}, .folder = folder.path()}).verdict, Verdict::Absent);
    EXPECT_EQ(probeGraphicsNow({.program = {}, .folder = u"/nowhere"_s}).verdict, Verdict::Absent);
}

TEST_F(GraphicsProbe, AGoodDriverTellsItsName)
{
    const GraphicsReport report = withDriver("good");
    EXPECT_EQ(report.verdict, Verdict::Ok) << report.detail.toStdString();
    EXPECT_EQ(report.renderer, u"Mesa Intel(R) Graphics"_s);
    EXPECT_TRUE(report.renderNode.endsWith(u"/renderD128"_s));
}

TEST_F(GraphicsProbe, DrawingByTheProcessorIsNoAcceleration)
{
    EXPECT_EQ(withDriver("software").verdict, Verdict::SoftwareOnly);
}

TEST_F(GraphicsProbe, ADriverThatFailsIsNamedByItsStep)
{
    const GraphicsReport report = withDriver("bad");
    EXPECT_EQ(report.verdict, Verdict::Faulty);
    EXPECT_EQ(report.detail, u"eglInitialize"_s);
}

TEST_F(GraphicsProbe, ADriverThatCrashesTakesNobodyAlong)
{
    EXPECT_EQ(withDriver("crash").verdict, Verdict::Faulty);
}

TEST_F(GraphicsProbe, ADriverThatHangsIsEndedInTime)
{
    QElapsedTimer clock;
    clock.start();
    EXPECT_EQ(withDriver("hang").verdict, Verdict::Faulty);
    EXPECT_LT(clock.elapsed(), 8000);
}

TEST_F(GraphicsProbe, ANodeThatMayNotBeOpenedIsSaidToBeForbidden)
{
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root may open everything";
    }
    QFile node(folder.filePath(u"renderD128"_s));
    ASSERT_TRUE(node.open(QIODevice::WriteOnly));
    node.close();
    node.setPermissions({});
    EXPECT_EQ(probeGraphicsNow({.program = QStringLiteral(VITRINE_GRAPHICS_PROBE), .folder = folder.path()}).verdict, Verdict::Forbidden);
}

TEST_F(GraphicsProbe, AMissingProgramIsAFailure)
{
    QFile node(folder.filePath(u"renderD128"_s));
    ASSERT_TRUE(node.open(QIODevice::WriteOnly));
    EXPECT_EQ(probeGraphicsNow({.program = u"/nowhere/probe"_s, .folder = folder.path()}).verdict, Verdict::Faulty);
}

} // namespace
