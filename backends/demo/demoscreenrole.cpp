// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/demo/demobackend.h"
#include "backends/demo/demoroles.h"
#include "backends/demo/demoscreen.h"
#include "backends/demo/demoshell.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace vitrine {

DemoConsole::DemoConsole(DemoBackend *backend)
    : m_backend(backend)
{
}

Task<QImage> DemoConsole::screenshot(MachineId id, int head)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    if (!backend->find(id)->info.isActive()) {
        co_return fail(ErrorCode::InvalidState, backend->find(id)->info.name, QStringLiteral("domain is not running"), QStringLiteral("screenshot"));
    }
    if (head != 0) {
        co_return fail(ErrorCode::InvalidArgument, QStringLiteral("head"), {}, QStringLiteral("screenshot"));
    }
    co_return demoScreen(id);
}

Task<std::shared_ptr<FileDescriptor>> DemoConsole::openGraphics(MachineId id, int)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    co_return fail(ErrorCode::NotSupported, backend->uri(), {}, QStringLiteral("open-graphics"));
}

Task<std::shared_ptr<FileDescriptor>> DemoConsole::openTextConsole(MachineId id, QString, TextConsoleAccess)
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend, id); !answered) {
        co_return fail(answered.error());
    }
    const MachineInfo &machine = backend->find(id)->info;
    if (!machine.isActive()) {
        co_return fail(ErrorCode::InvalidState, machine.name, QStringLiteral("domain is not running"), QStringLiteral("open-text-console"));
    }
    std::array<int, 2> ends = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        co_return fail(ErrorCode::Internal, {}, QStringLiteral("socketpair: %1").arg(errno));
    }
    new DemoShell(FileDescriptor(ends[1]), machine.name, backend);
    co_return std::make_shared<FileDescriptor>(ends[0]);
}

DemoHost::DemoHost(DemoBackend *backend)
    : m_backend(backend)
{
}

Task<HostCapabilities> DemoHost::capabilities()
{
    const QPointer backend(m_backend);
    if (const auto answered = co_await DemoBackend::answer(backend); !answered) {
        co_return fail(answered.error());
    }
    co_return demoHost();
}

} // namespace vitrine
