// SPDX-FileCopyrightText: 2026 Vitrine developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/desktopguest.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace vitrine::test {
namespace {

QStringList options(const QString &image, const QString &run)
{
    const QString text =
        u"-machine q35 -cpu max -smp 2 -m 768"
        " -device virtio-vga,max_outputs=2 -device qemu-xhci -device usb-tablet,id=tablet"
        " -audiodev spice,id=sound -device ich9-intel-hda -device hda-duplex,audiodev=sound"
        " -device virtio-serial-pci -chardev spicevmc,id=agent,name=vdagent"
        " -device virtserialport,chardev=agent,name=com.redhat.spice.0"
        " -chardev spiceport,id=folder,name=org.spice-space.webdav.0"
        " -device virtserialport,chardev=folder,name=org.spice-space.webdav.0"
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
    if (!open(m_folder.filePath(u"shell"_s), 150s)) {
        m_failure = u"the desktop guest did not start in time"_s;
    } else if (run("until xdotool search --onlyvisible --class XTerm >/dev/null && pgrep -xu user spice-vdagent; do sleep 0.5; done", 60s).status != 0) {
        m_failure = u"the desktop guest's session did not start in time"_s;
    }
}

DesktopGuest::Output DesktopGuest::runAsUser(const QByteArray &command)
{
    QByteArray quoted = command;
    quoted.replace('\'', "'\\''");
    return run("su user -c '" + quoted + '\'');
}

} // namespace vitrine::test
