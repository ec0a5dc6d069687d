#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of a running machine, on the real program, libvirt and QEMU.

    isolated.sh settings.py VITRINE GUEST.img PICTURES

Renames a running machine, plugs a disk and a network adapter into it, gives it more memory for the next
start, reads what takes effect when before applying, and reads back from libvirt what runs and what is
stored. Then finds the change in the history.
"""
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as xml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from gui import Story, tell, until, virsh  # noqa: E402

DOMAIN = """<domain type='qemu'><name>tuned</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
<os><type arch='x86_64' machine='q35'>hvm</type></os><features><acpi/></features><devices>
<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='{guest}'/><target dev='sda' bus='sata'/></disk>
{ports}<graphics type='dbus' p2p='yes'/><video><model type='vga'/></video></devices></domain>"""
PORTS = "".join(f"<controller type='pci' model='pcie-root-port' index='{i}'/>" for i in range(1, 9))


class Settings(Story):
    def __init__(self, desktop, pictures, vitrine, guest):
        super().__init__(desktop, pictures)
        media = pathlib.Path(os.environ["HOME"])
        (media / "guest.img").write_bytes(pathlib.Path(guest).read_bytes())
        self.extra = media / "extra.qcow2"
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", self.extra, "64M"], check=True)
        (media / "tuned.xml").write_text(DOMAIN.format(guest=media / "guest.img", ports=PORTS))
        virsh("define", str(media / "tuned.xml"))
        virsh("start", "tuned")
        self.app = desktop.start([vitrine])
        self.main = self.app.find(id="MainWindow", seconds=20)

    def run(self):
        self.open()
        self.change()
        self.apply()
        self.see_history()
        virsh("destroy", "tuned")

    def definition(self, *options):
        return xml.fromstring(virsh("dumpxml", "tuned", *options))

    def open(self):
        self.app.find(role="list item", contains="tuned", seconds=20)
        self.desktop.key("ctrl+s")
        self.dialog = self.app.find(id="machineSettings", seconds=20)
        self.dialog.find(id="general.title", seconds=20)
        self.step("The settings of a running machine")

    def page(self, name):
        self.desktop.mouse_click(self.dialog.find(role="list item", name=name))

    def changes(self):
        return self.dialog.find(id="settingsChanges").name

    def add(self, page):
        """The first entry of the page's Add button."""
        self.desktop.mouse_click(self.dialog.find(id=f"settingsPage_{page}_add"))
        self.desktop.settled_picture()  # the menu is on no accessibility tree
        self.desktop.key("Down", "Return")

    def add_disk(self):
        """By the second entry of the Add menu, to the bus that is chosen in the tree."""
        self.desktop.mouse_click(self.dialog.find(role="tree item", name="virtio (fast)"))
        self.desktop.mouse_click(self.dialog.find(id="settingsPage_3_add"))
        self.desktop.settled_picture()
        self.desktop.key("Down", "Down", "Return")
        name = self.app.find(id="fileNameEdit", seconds=10)
        name.set_text(str(self.extra))
        self.desktop.key("Return")
        until("a disk is added", lambda: "vda): added" in self.changes(), 10)
        until("its image is chosen", lambda: self.dialog.find(id="disk.source").text == str(self.extra), 10)
        self.step("A disk at its place")

    def change(self):
        self.dialog.find(id="general.title").set_text("Tuned")
        until("the new name is told", lambda: "Tuned (now)" in self.changes(), 10)
        self.desktop.key("Tab")
        self.page("System")
        memory = self.dialog.find(id="memory.size")
        memory.set_text("96")
        until("memory comes later", lambda: "96.0 MiB (after the next start)" in self.changes(), 10)
        self.page("Storage")
        self.add_disk()
        self.page("Network")
        self.add(5)
        until("an adapter is added", lambda: self.changes().count("added (now)") == 2, 10)
        self.step("What changes, and when")

    def apply(self):
        self.dialog.find(role="push button", name="Apply").click()
        until("nothing is left to change", lambda: "Nothing was changed" in self.changes(), 30)
        running, stored = self.definition(), self.definition("--inactive")
        for definition in (running, stored):
            assert definition.findtext("title") == "Tuned", virsh("dumpxml", "tuned")
            sources = [s.get("file") for s in definition.findall("devices/disk/source")]
            assert str(self.extra) in sources, sources
            assert len(definition.findall("devices/interface")) == 1
        assert running.findtext("memory") == "65536" and stored.findtext("memory") == "98304"
        self.step("Applied to what runs and to what is stored")

    def see_history(self):
        self.page("History")
        self.dialog.find(role="tree item", contains="Disk (vda): added")
        self.step("The change is in the history")
        self.app.find(role="push button", name="Cancel").click()


def main():
    vitrine, guest, pictures = sys.argv[1:]
    return tell(lambda desktop, folder: Settings(desktop, folder, vitrine, guest), pathlib.Path(pictures))


if __name__ == "__main__":
    sys.exit(main())
