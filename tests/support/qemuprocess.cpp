// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/qemuprocess.h"

#include <QDeadlineTimer>
#include <QJsonDocument>

#include <array>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

using namespace Qt::StringLiterals;

namespace vitrine::test {
namespace {

constexpr int timeoutMilliseconds = 20'000;

bool sendWithDescriptor(int socket, const QByteArray &data, int fd)
{
    iovec part = {.iov_base = const_cast<char *>(data.data()), .iov_len = static_cast<size_t>(data.size())};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control = {};
    msghdr message = {};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (fd >= 0) {
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(header), &fd, sizeof(int));
    }
    return sendmsg(socket, &message, MSG_NOSIGNAL) == data.size();
}

} // namespace

QemuProcess::QemuProcess(const QString &image)
    : QemuProcess(QStringList{u"-m"_s, u"32"_s, u"-vga"_s, u"std"_s, u"-drive"_s, u"file="_s + image + u",format=raw,if=ide,snapshot=on"_s})
{
}

QemuProcess::QemuProcess(const QStringList &options)
{
    const QString socket = m_folder.filePath(u"q"_s);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(u"qemu-system-x86_64"_s,
                    QStringList{u"-no-user-config"_s,
                                u"-nodefaults"_s,
                                u"-accel"_s,
                                u"tcg"_s,
                                u"-display"_s,
                                u"dbus,p2p=yes"_s,
                                u"-spice"_s,
                                u"port=0,disable-ticketing=on"_s,
                                u"-qmp"_s,
                                u"unix:"_s + socket + u",server=on,wait=off"_s}
                        + options);
    if (!m_process.waitForStarted() || !connectQmp()) {
        m_process.waitForReadyRead(100);
        m_failure = u"qemu-system-x86_64: "_s + m_process.errorString() + u' ' + QString::fromUtf8(m_process.readAll());
    }
}

QemuProcess::~QemuProcess()
{
    kill();
}

void QemuProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool QemuProcess::connectQmp()
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const QByteArray path = m_folder.filePath(u"q"_s).toLocal8Bit();
    std::memcpy(address.sun_path, path.constData(), std::min<size_t>(path.size(), sizeof(address.sun_path) - 1));
    const QDeadlineTimer deadline(timeoutMilliseconds);
    while (!deadline.hasExpired() && m_process.state() == QProcess::Running) {
        FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0) {
            m_qmp = std::move(socket);
            return readReply().contains("QMP"_L1) && command(u"qmp_capabilities"_s).contains("return"_L1);
        }
        m_process.waitForFinished(20);
    }
    return false;
}

QJsonObject QemuProcess::readReply()
{
    const QDeadlineTimer deadline(timeoutMilliseconds);
    while (!deadline.hasExpired()) {
        for (qsizetype end = m_input.indexOf('\n'); end >= 0; end = m_input.indexOf('\n')) {
            const QJsonObject message = QJsonDocument::fromJson(m_input.first(end)).object();
            m_input.remove(0, end + 1);
            if (!message.contains("event"_L1)) {
                return message;
            }
        }
        pollfd poll = {.fd = m_qmp.get(), .events = POLLIN, .revents = 0};
        ::poll(&poll, 1, 100);
        std::array<char, 4096> buffer;
        const ssize_t count = recv(m_qmp.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count == 0) {
            break;
        }
        if (count > 0) {
            m_input.append(buffer.data(), count);
        }
    }
    return {{u"error"_s, u"no answer"_s}};
}

QJsonObject QemuProcess::command(const QString &name, const QJsonObject &arguments, int fd)
{
    const QJsonObject request{{u"execute"_s, name}, {u"arguments"_s, arguments}};
    if (!sendWithDescriptor(m_qmp.get(), QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n', fd)) {
        return {{u"error"_s, u"QMP is gone"_s}};
    }
    return readReply();
}

std::shared_ptr<FileDescriptor> QemuProcess::openDisplay(const QString &protocol)
{
    std::array<int, 2> ends = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return nullptr;
    }
    auto ours = std::make_shared<FileDescriptor>(ends[0]);
    const FileDescriptor theirs(ends[1]);
    const QString name = u"display%1"_s.arg(m_descriptors++);
    const QJsonObject given = command(u"getfd"_s, {{u"fdname"_s, name}}, theirs.get());
    QJsonObject arguments{{u"protocol"_s, protocol}, {u"fdname"_s, name}};
    if (protocol == u"spice") {
        arguments.insert(u"skipauth"_s, true);
    }
    const QJsonObject added = command(u"add_client"_s, arguments);
    if (given.contains("error"_L1) || added.contains("error"_L1)) {
        m_failure = QString::fromUtf8(QJsonDocument(added).toJson());
        return nullptr;
    }
    return ours;
}

} // namespace vitrine::test
