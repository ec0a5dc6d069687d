// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backends/libvirt/libvirtconsole.h"

#include "backends/libvirt/connectionmanager.h"
#include "backends/libvirt/errortranslation.h"
#include "backends/libvirt/textconsolepump.h"

#include <libvirt/virterror.h>

#include <sys/socket.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace vitrine {
namespace {

/** Larger than the picture of any screen; a guest decides what is sent. */
constexpr qsizetype maxPictureBytes = 64 * 1024 * 1024;

Result<QByteArray> receiveAll(virStreamPtr stream)
{
    QByteArray data;
    std::array<char, 256 * 1024> buffer = {};
    while (true) {
        const int received = virStreamRecv(stream, buffer.data(), buffer.size());
        if (received == 0) {
            virStreamFinish(stream);
            return data;
        }
        if (received < 0) {
            const Error error = lastError({});
            virStreamAbort(stream);
            return fail(error);
        }
        if (data.size() + received > maxPictureBytes) {
            virStreamAbort(stream);
            return fail(ErrorCode::Protocol, {}, QStringLiteral("screenshot over %1 bytes").arg(maxPictureBytes));
        }
        data.append(buffer.data(), received);
    }
}

Result<QImage> takeScreenshot(virConnectPtr connection, virDomainPtr domain, int head)
{
    if (virDomainIsActive(domain) == 0) {
        return fail(ErrorCode::InvalidState, {}, QStringLiteral("domain is not running"));
    }
    const StreamHandle stream(virStreamNew(connection, 0));
    const std::unique_ptr<char, decltype(&std::free)> type(stream ? virDomainScreenshot(domain, stream.get(), unsigned(head), 0) : nullptr, &std::free);
    if (!type) {
        return fail(lastError({}));
    }
    const Result<QByteArray> data = receiveAll(stream.get());
    if (!data) {
        return fail(data.error());
    }
    QImage image;
    if (!image.loadFromData(*data)) {
        return fail(ErrorCode::Protocol, {}, QStringLiteral("unreadable screenshot of type %1").arg(QLatin1String(type.get())));
    }
    return image;
}

Result<std::shared_ptr<FileDescriptor>> openConsole(virConnectPtr connection, virDomainPtr domain, const QByteArray &device, TextConsoleAccess access)
{
    StreamHandle stream(virStreamNew(connection, VIR_STREAM_NONBLOCK));
    if (!stream) {
        return fail(lastError({}));
    }
    const bool takeOver = access == TextConsoleAccess::TakeOver;
    const unsigned flags = VIR_DOMAIN_CONSOLE_SAFE | (takeOver ? VIR_DOMAIN_CONSOLE_FORCE : 0);
    if (virDomainOpenConsole(domain, device.constData(), stream.get(), flags) < 0) {
        Error error = lastError({});
        // libvirt's only "operation failed" here; its text is translated by the daemon.
        if (!takeOver && lastNativeError().code == VIR_ERR_OPERATION_FAILED) {
            error.code = ErrorCode::Busy;
        }
        return fail(error);
    }
    return TextConsolePump::start(std::move(stream));
}

} // namespace

LibvirtConsole::LibvirtConsole(ConnectionManager *manager)
    : m_manager(manager)
    , m_textConsoles(std::make_shared<Sockets>())
{
    QObject::connect(m_manager, &ConnectionManager::stateChanged, &m_context, [this] {
        if (m_manager->state() == ConnectionState::Open) {
            return;
        }
        for (const auto &textConsole : std::exchange(*m_textConsoles, {})) {
            if (const auto socket = textConsole.lock()) {
                ::shutdown(socket->get(), SHUT_RDWR);
            }
        }
    });
}

Task<QImage> LibvirtConsole::screenshot(MachineId id, int head)
{
    return m_manager->look<QImage>(id,
                                   {.feature = Feature::Screenshot, .doing = QStringLiteral("screenshot")},
                                   [head](virConnectPtr connection, virDomainPtr domain) {
                                       return takeScreenshot(connection, domain, head);
                                   });
}

Task<std::shared_ptr<FileDescriptor>> LibvirtConsole::openGraphics(MachineId id, int index)
{
    using Socket = std::shared_ptr<FileDescriptor>;
    return m_manager->run<Socket>({.feature = Feature::GraphicsFd, .doing = QStringLiteral("open-graphics")},
                                  [uuid = id.uuid, index](Session &session) -> Result<Socket> {
                                      const Result<DomainHandle> domain = session.domain(uuid);
                                      if (!domain) {
                                          return fail(domain.error());
                                      }
                                      // Whoever may open the socket here may read the password as well.
                                      const int fd = virDomainOpenGraphicsFD(domain->get(), unsigned(index), VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH);
                                      if (fd < 0) {
                                          return fail(lastError({}));
                                      }
                                      return std::make_shared<FileDescriptor>(fd);
                                  });
}

Task<std::shared_ptr<FileDescriptor>> LibvirtConsole::openTextConsole(MachineId id, QString device, TextConsoleAccess access)
{
    using Socket = std::shared_ptr<FileDescriptor>;
    const auto sockets = m_textConsoles; // this role may be gone when the answer comes
    const Result<Socket> socket = co_await m_manager->run<Socket>({.doing = QStringLiteral("open-text-console")},
                                                                  [uuid = id.uuid, device = device.toUtf8(), access](Session &session) -> Result<Socket> {
                                                                      const Result<DomainHandle> domain = session.domain(uuid);
                                                                      if (!domain) {
                                                                          return fail(domain.error());
                                                                      }
                                                                      return openConsole(session.connection(), domain->get(), device, access);
                                                                  });
    if (socket) {
        std::erase_if(*sockets, [](const auto &other) {
            return other.expired();
        });
        sockets->push_back(*socket);
    }
    co_return socket;
}

} // namespace vitrine
