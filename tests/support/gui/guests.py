# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The private libvirt session's machines, asked behind Vitrine's back."""
import subprocess

from .screen import Picture

URI = "qemu:///session"


def virsh(*arguments, check=True):
    """What `virsh ARGUMENTS` prints; with errors when they may be (`check` is false)."""
    done = subprocess.run(["virsh", "-q", "-c", URI, *map(str, arguments)], check=check, capture_output=True, text=True, timeout=60)
    return done.stdout if check else done.stdout + done.stderr


def explain_guests(folder):
    """Prints what each running guest does and shows by itself; keeps its screen in the folder."""
    for guest in virsh("list", "--name", check=False).splitlines():
        for question in (("domstats", guest, "--state", "--cpu-total", "--block"), ("qemu-monitor-command", guest, "--hmp", "info cpus"),
                         ("qemu-monitor-command", guest, "--hmp", "info registers")):
            print(virsh(*question, check=False).strip())
        path = folder / f"failure-{guest}.png"
        print(virsh("screenshot", guest, path, check=False).strip())
        if path.exists():
            print(f"The screen of {guest}:\n{Picture.of_file(path).as_text()}")
