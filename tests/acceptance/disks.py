#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking after disks and networks on the real program and libvirt, by the keyboard alone.

    isolated.sh disks.py VITRINE PICTURES

Goes to the media by Ctrl+2, makes a disk, copies it in another format, sees an overlay that another
program has made below its base and the base kept from removal, and moves the copy to the trash. What
happened is read back with qemu-img. Then reads what the networks' page says to a user without rights.
"""
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from gui import Story, tell, until  # noqa: E402

IMAGES = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "libvirt" / "images"


def info(path):
    """What qemu-img says of an image; None as long as there is none."""
    if not path.exists():
        return None
    run = subprocess.run(["qemu-img", "info", "-U", "--output=json", path], capture_output=True, text=True)
    return json.loads(run.stdout) if run.returncode == 0 else None


class Disks(Story):
    def __init__(self, desktop, pictures, vitrine):
        super().__init__(desktop, pictures)
        self.app = desktop.start([vitrine])
        self.main = self.app.find(id="MainWindow", seconds=20)

    def row(self, name):
        """The line of the media tree, once it is there."""
        return self.app.find(role="tree item", name=name, seconds=20)

    def run(self):
        self.make()
        self.copy()
        self.keep_the_base()
        self.trash()
        self.networks()

    def make(self):
        self.app.find(contains="New machine", seconds=20)
        self.desktop.key("ctrl+2")
        self.app.find(contains="There are no disks or discs yet", seconds=20)
        self.step("no media yet")
        self.app.find(name="New Disk…").click()
        self.app.find(id="imageName").set_text("first.qcow2")
        self.desktop.key("Return")
        self.row("first.qcow2")
        made = info(IMAGES / "first.qcow2")
        assert made["format"] == "qcow2" and made["virtual-size"] == 32 << 30, made
        self.step("a disk was made")

    def copy(self):
        self.desktop.key("ctrl+c")
        self.app.find(id="imageName").set_text("second.qcow2")
        choice = self.app.find(id="imageFormat")
        self.desktop.key("alt+o")
        until("the format has the focus", lambda: "focused" in choice.states(), 10)
        self.desktop.key("Down")
        until("the ending follows the format", lambda: self.app.find(id="imageName").text == "second.img", 10)
        self.desktop.key("Return")
        self.row("second.img")
        assert info(IMAGES / "second.img")["format"] == "raw"
        self.step("a copy in another format")

    def keep_the_base(self):
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", "first.qcow2", "-F", "qcow2",
                        IMAGES / "overlay.qcow2"], check=True)
        self.desktop.key("F5")
        self.row("overlay.qcow2")
        self.desktop.key("Home")
        remove = self.app.find(name="Remove…")
        until("the base can't be removed", lambda: not remove.is_enabled(), 10)
        self.step("a base is kept")

    def trash(self):
        self.desktop.key("End")
        remove = self.app.find(name="Remove…")
        until("the copy can be removed", remove.is_enabled, 10)
        self.desktop.key("Delete")
        question = self.app.find(id="mediaQuestion")
        assert str(IMAGES / "second.img") in "".join(node.name for node in question.walk()), question.outline()
        self.step("the question names the file")
        self.app.find(name="Move to Trash").click()
        until("the file is gone", lambda: not (IMAGES / "second.img").exists(), 20)
        trashed = list(pathlib.Path(os.environ["XDG_DATA_HOME"]).glob("Trash/files/second.img"))
        assert trashed, "it is not in the trash"
        left = {path.name for path in IMAGES.iterdir()}
        assert left == {"first.qcow2", "overlay.qcow2"}, left
        self.step("the copy is in the trash")

    def networks(self):
        self.desktop.key("ctrl+3")
        self.app.find(contains="each adapter brings a shared one along", seconds=20)
        assert not self.app.find(name="New Network…").is_enabled()
        self.step("no networks for a user without rights")
        self.desktop.key("ctrl+q")
        until("Vitrine has ended", lambda: self.app.process.poll() is not None, 20)
        assert self.app.process.returncode == 0, self.app.process.returncode


def main():
    vitrine, pictures = sys.argv[1:]
    return tell(lambda desktop, folder: Disks(desktop, folder, vitrine), pathlib.Path(pictures))


if __name__ == "__main__":
    sys.exit(main())
