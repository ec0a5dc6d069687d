// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/host/graphicsprobe.h"

#include "backends/core/worker.h"
#include "vitrine_host_debug.h"

#include <QCoreApplication>
#include <QCoroFuture>
#include <QDir>
#include <QFile>
#include <QProcess>

#include <algorithm>
#include <unistd.h>

namespace vitrine {

using namespace Qt::StringLiterals;
using Verdict = GraphicsReport::Verdict;

namespace {

constexpr int patience = 6000; // ms; the helper ends itself after 5 s, unless it hangs in the kernel
constexpr auto helper = "vitrine-graphics-probe"_L1;

QString installedProgram()
{
    const QString beside = QCoreApplication::applicationDirPath() + u'/' + helper;
    return QFile::exists(beside) ? beside : QStringLiteral(VITRINE_LIBEXEC_DIR "/") + helper;
}

/** Mesa's names for drawing without a card. */
bool isSoftware(const QString &renderer)
{
    constexpr QLatin1StringView names[] = {"llvmpipe"_L1, "softpipe"_L1, "swrast"_L1, "SwiftShader"_L1};
    return std::ranges::any_of(names, [&renderer](QLatin1StringView name) {
        return renderer.contains(name, Qt::CaseInsensitive);
    });
}

GraphicsReport tryNode(const QString &program, const QString &node)
{
    GraphicsReport report{.verdict = Verdict::Faulty, .renderNode = node};
    if (::access(QFile::encodeName(node).constData(), R_OK | W_OK) != 0) {
        report.verdict = Verdict::Forbidden;
        return report;
    }
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice()); // drivers are talkative
    process.start(program, {node});
    if (!process.waitForFinished(patience)) {
        report.detail = process.error() == QProcess::FailedToStart ? program + u": "_s + process.errorString() : u"no answer"_s;
        process.kill();
        process.waitForFinished(100);
        return report;
    }
    const QString said = QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    if (process.exitStatus() != QProcess::NormalExit) {
        report.detail = u"the driver crashed or hung"_s;
    } else if (process.exitCode() != 0 || !said.startsWith("renderer="_L1)) {
        report.detail = said.section(u'=', 1);
    } else {
        report.renderer = said.section(u'=', 1);
        report.verdict = isSoftware(report.renderer) ? Verdict::SoftwareOnly : Verdict::Ok;
    }
    return report;
}

} // namespace

GraphicsReport probeGraphicsNow(const GraphicsProbeSetup &setup)
{
    const QString program = setup.program.isEmpty() ? installedProgram() : setup.program;
    GraphicsReport last;
    const QStringList nodes = QDir(setup.folder).entryList({u"renderD*"_s}, QDir::AllEntries | QDir::System);
    for (const QString &node : nodes) {
        last = tryNode(program, setup.folder + u'/' + node);
        if (last.verdict == Verdict::Ok) {
            break;
        }
    }
    qCInfo(VITRINE_HOST) << "graphics:" << int(last.verdict) << last.renderNode << last.renderer << last.detail;
    return last;
}

Task<GraphicsReport> probeGraphics()
{
    static const QFuture<GraphicsReport> once = runOnWorker([] {
        return probeGraphicsNow();
    });
    const QFuture<GraphicsReport> future = once;
    co_return co_await future;
}

} // namespace vitrine
