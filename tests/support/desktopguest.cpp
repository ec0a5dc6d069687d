// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/desktopguest.h"

#include "tests/support/await.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace vitrine::test {
namespace {

QStringList options(const QString &image, const QString &run)
{
    const QString text =
        u"-machine q35 -cpu max -smp 2 -m 768"
        " -device virtio-vga,max_outputs=2 -device qemu-xhci -device usb-tablet"
        " -audiodev spice,id=sound -device ich9-intel-hda -device hda-duplex,audiodev=sound"
        " -device virtio-serial-pci -chardev spicevmc,id=agent,name=vdagent"
        " -device virtserialport,chardev=agent,name=com.redhat.spice.0"
        " -serial null -chardev socket,id=shell,server=on,wait=off,path=%2/shell -serial chardev:shell"
        " -kernel %1/linux -initrd %1/initrd"
        " -drive file=%1/disk.img,format=raw,if=virtio,snapshot=on,cache=unsafe"_s.arg(image, run);
    return text.split(u' ') << u"-append"_s << u"root=/dev/vda rw quiet mitigations=off init=/sbin/desktop-init"_s;
}

} // namespace

DesktopGuest::DesktopGuest(const QString &folder)
    : m_qemu(std::make_unique<QemuProcess>(options(folder, m_folder.path())))
    , m_failure(m_qemu->failure())
{
    if (!m_failure.isEmpty()) {
        return;
    }
    m_shell.connectToServer(m_folder.filePath(u"shell"_s));
    if (!readUntil("shell-ready", '\n', 150s)) {
        m_failure = u"the desktop guest did not start in time"_s;
    } else if (run("until xdotool search --onlyvisible --class XTerm >/dev/null && pgrep -xu user spice-vdagent; do sleep 0.5; done", 60s).status != 0) {
        m_failure = u"the desktop guest's session did not start in time"_s;
    }
}

bool DesktopGuest::readUntil(const QByteArray &mark, char last, std::chrono::milliseconds limit)
{
    return waitUntil(
        [&] {
            m_input += m_shell.readAll();
            const qsizetype at = m_input.lastIndexOf(mark);
            return at >= 0 && m_input.indexOf(last, at) > at;
        },
        limit);
}

DesktopGuest::Output DesktopGuest::run(const QByteArray &command, std::chrono::milliseconds limit)
{
    const QByteArray mark = "done-" + QByteArray::number(++m_commands) + ':';
    m_input.clear();
    m_shell.write('(' + command + "\n) </dev/null; printf '\\n" + mark + "%d.' $?\n");
    if (!readUntil(mark, '.', limit)) {
        return {.text = m_input};
    }
    const qsizetype at = m_input.lastIndexOf(mark);
    return {.status = m_input.mid(at + mark.size()).chopped(1).toInt(), .text = m_input.first(at).trimmed()};
}

DesktopGuest::Output DesktopGuest::runAsUser(const QByteArray &command)
{
    QByteArray quoted = command;
    quoted.replace('\'', "'\\''");
    return run("su user -c '" + quoted + '\'');
}

bool DesktopGuest::shows(const QByteArray &command, const QByteArray &text, std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    Output output;
    while (!deadline.hasExpired()) {
        output = run(command);
        if (output.text.contains(text)) {
            return true;
        }
        const QDeadlineTimer pause(100ms);
        std::ignore = waitUntil([&] {
            return pause.hasExpired();
        });
    }
    qWarning("`%s` does not show “%s” but:\n%s", command.constData(), text.constData(), output.text.constData());
    return false;
}

bool DesktopGuest::put(const QByteArray &path, const QByteArray &content)
{
    constexpr qsizetype line = 2000;
    const QByteArray encoded = content.toBase64();
    QByteArray command = "base64 -d > " + path + " <<'END'\n";
    for (qsizetype at = 0; at < encoded.size(); at += line) {
        command += encoded.mid(at, line) + '\n';
    }
    return run(command + "END").status == 0;
}

} // namespace vitrine::test
