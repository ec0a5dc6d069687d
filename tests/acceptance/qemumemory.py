#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever its window does, Vitrine never makes the machine's emulator grow.

    isolated.sh qemumemory.py VITRINE GUESTS-FOLDER

QEMU queues without bound what a viewer doesn't read. A guest that redraws its screen without pause is
shown over the D-Bus display, pixels in messages (std VGA: several MB a frame), while the window is
minimised, its GUI thread stands still, and the whole process is stopped and continued. QEMU's memory is read
from /proc. The control is a look at the stopped process: there it must grow, else nothing was tested.
"""
import ctypes
import os
import pathlib
import shutil
import signal
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "bench"))
import rig  # noqa: E402

URI = "qemu:///session"
NAME = "restless"
ALLOWED_MIB = 80  # frames under way on a busy computer; a viewer that does not read costs over 100 a second
PTRACE_SEIZE, PTRACE_INTERRUPT, PTRACE_DETACH, WALL = 0x4206, 0x4207, 17, 0x40000000


def domain(image):
    return (f"<domain type='qemu'><name>{NAME}</name><memory unit='MiB'>32</memory><vcpu>1</vcpu>"
            f"<os><type arch='x86_64' machine='pc'>hvm</type></os><devices>"
            f"<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='{image}'/><target dev='hda' bus='ide'/></disk>"
            f"<controller type='usb' model='none'/><video><model type='vga'/></video><graphics type='dbus' p2p='yes'/></devices></domain>")


def memory_mib(pid):
    """Anonymous memory: what a queue is made of, without the guest's screen."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    raise rig.Failed("QEMU is gone")


def growth(pid, seconds):
    """The most that the memory grows within that time, in MiB."""
    before, most, end = memory_mib(pid), 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        most = max(most, memory_mib(pid) - before)
        time.sleep(0.1)
    return most


class StandingThread:
    """One thread of a child stands still, as if it were busy; the others go on."""

    def __init__(self, thread):
        self.thread, self.libc = thread, ctypes.CDLL(None, use_errno=True)

    def _ptrace(self, request):
        if self.libc.ptrace(request, self.thread, None, None) != 0:
            raise rig.Failed(f"ptrace: {os.strerror(ctypes.get_errno())}")

    def __enter__(self):
        self._ptrace(PTRACE_SEIZE)
        self._ptrace(PTRACE_INTERRUPT)
        os.waitpid(self.thread, WALL)

    def __exit__(self, *unused):
        self._ptrace(PTRACE_DETACH)


class Test:
    def __init__(self, desktop, vitrine, guests):
        self.desktop, self.failed = desktop, False
        path = desktop.folder / "restless.xml"
        path.write_text(domain(shutil.copy(guests / "redraw60.img", desktop.folder)))
        (desktop.folder / "config" / "vitrinerc").write_text("[Console]\nCaptureExplained=true\n")
        desktop.call("virsh", "-c", URI, "define", "--validate", str(path))
        desktop.call("virsh", "-c", URI, "start", NAME)
        pid_file = desktop.folder / "run" / "libvirt" / "qemu" / "run" / f"{NAME}.pid"
        self.qemu = int(rig.wait_for("QEMU", 20, lambda: pid_file.exists() and pid_file.read_text()))
        self.vitrine = desktop.run([vitrine, "--show", NAME])
        self.window = rig.wait_for("the console window", 30, self.console_window)
        rig.wait_for("the guest's picture moves", 30, self.moves)

    def console_window(self):
        return next((w[0] for w in self.desktop.windows() if NAME in w[1]), None)

    def moves(self):
        before = self.desktop.screen.snapshot()
        time.sleep(0.3)
        return self.desktop.screen.snapshot() != before

    def expect(self, what, mib):
        good = mib < ALLOWED_MIB
        self.failed |= not good
        print(f"{'ok  ' if good else 'FAIL'} {what}: QEMU grew by {mib:.1f} MiB", flush=True)

    def run(self):
        self.expect("shown", growth(self.qemu, 4))
        self.xdotool("windowminimize", self.window.id)
        self.expect("minimised", growth(self.qemu, 5))
        self.xdotool("windowmap", self.window.id)
        rig.wait_for("the picture moves again after minimising", 10, self.moves)
        with StandingThread(self.vitrine.pid):
            self.expect("GUI thread stands still", growth(self.qemu, 5))
        rig.wait_for("the picture moves again after the GUI thread stood still", 10, self.moves)
        self.stopped_process()

    def stopped_process(self):
        before, own = memory_mib(self.qemu), memory_mib(self.vitrine.pid)
        os.kill(self.vitrine.pid, signal.SIGSTOP)
        grew = growth(self.qemu, 3)
        os.kill(self.vitrine.pid, signal.SIGCONT)
        print(f"     process stopped for 3 s: QEMU grew by {grew:.1f} MiB")
        if grew < ALLOWED_MIB:
            raise rig.Failed("a stopped viewer did not make QEMU grow: this test shows nothing")
        rig.wait_for("the picture moves again after the process was stopped", 10, self.moves)
        rig.wait_for("QEMU's memory is given back", 20, lambda: memory_mib(self.qemu) < before + ALLOWED_MIB, 0.2)
        self.expect("continued", growth(self.qemu, 3))
        mine = memory_mib(self.vitrine.pid) - own
        self.failed |= mine > ALLOWED_MIB
        print(f"{'ok  ' if mine <= ALLOWED_MIB else 'FAIL'} Vitrine itself grew by {mine:.1f} MiB")

    def xdotool(self, *arguments):
        self.desktop.call("xdotool", *map(str, arguments))


def main():
    if os.geteuid() == 0:
        print("SKIPPED: a per-user daemon is tested as an ordinary user, not as root")
        return 0
    with rig.Desktop(1440, 900) as desktop:
        test = None
        try:
            test = Test(desktop, sys.argv[1], pathlib.Path(sys.argv[2]))
            test.run()
        except rig.Failed as why:
            print(f"FAIL {why}\n{desktop.log_text()}")
            return 1
        finally:
            if test:
                os.kill(test.qemu, signal.SIGTERM)
    return 1 if test.failed else 0


if __name__ == "__main__":
    sys.exit(main())
