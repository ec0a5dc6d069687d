#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways into a running machine, on the real program, libvirt and QEMU in the per-user session.

    isolated.sh sharing.py VITRINE GUEST.img PICTURES

Plugs an adapter with a port forward into a running machine and finds the host listening on it; is told why
there is no address of the guest; shares a folder by choosing it, reads what the guest has to type, and finds
the folder attached to what runs.
"""
import os
import pathlib
import socket
import sys
import xml.etree.ElementTree as xml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from gui import Story, tell, until, virsh  # noqa: E402

DOMAIN = """<domain type='qemu'><name>reached</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>
<os><type arch='x86_64' machine='q35'>hvm</type></os><features><acpi/></features><devices>
<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='{guest}'/><target dev='sda' bus='sata'/></disk>
{ports}<graphics type='dbus' p2p='yes'/><video><model type='vga'/></video></devices></domain>"""
PORTS = "".join(f"<controller type='pci' model='pcie-root-port' index='{i}'/>" for i in range(1, 9))


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Sharing(Story):
    def __init__(self, desktop, pictures, vitrine, guest):
        super().__init__(desktop, pictures)
        home = pathlib.Path(os.environ["HOME"])
        (home / "guest.img").write_bytes(pathlib.Path(guest).read_bytes())
        self.folder = home / "Family Pictures"
        self.folder.mkdir()
        (home / "reached.xml").write_text(DOMAIN.format(guest=home / "guest.img", ports=PORTS))
        virsh("define", str(home / "reached.xml"))
        virsh("start", "reached")
        self.app = desktop.start([vitrine])
        self.app.find(id="MainWindow", seconds=20)

    def run(self):
        self.open()
        self.forward()
        self.share()
        virsh("destroy", "reached")

    def definition(self, *options):
        return xml.fromstring(virsh("dumpxml", "reached", *options))

    def changes(self):
        return self.dialog.find(id="settingsChanges").name

    def apply(self):
        self.dialog.find(role="push button", name="Apply").click()
        until("nothing is left to change", lambda: "Nothing was changed" in self.changes(), 30)

    def open(self):
        self.app.find(role="list item", contains="reached", seconds=20)
        self.desktop.key("ctrl+s")
        self.dialog = self.app.find(id="machineSettings", seconds=20)
        self.dialog.find(id="general.title", seconds=20)

    def menu(self, button):
        """The first entry of a button's menu, which is on no accessibility tree."""
        self.desktop.mouse_click(self.dialog.find(id=button, seconds=10))
        self.desktop.settled_picture()
        self.desktop.key("Down", "Return")

    def forward(self):
        self.desktop.mouse_click(self.dialog.find(role="list item", name="Network"))
        self.menu("settingsPage_5_add")
        until("an adapter is added", lambda: "added (now)" in self.changes(), 10)
        self.menu("portForwardAdd")
        self.dialog.find(contains="SSH", seconds=10)
        self.step("An adapter with a port forward")
        self.apply()
        self.dialog.find(contains="Only the guest can tell", seconds=20)
        for definition in (self.definition(), self.definition("--inactive")):
            assert definition.find("devices/interface/portForward/range").get("start") == "2222", virsh("dumpxml", "reached")
        until("the host listens", lambda: listens(2222), 20)
        self.step("The port leads to the running machine")

    def share(self):
        self.desktop.mouse_click(self.dialog.find(role="list item", name="Shared Folders"))
        self.menu("settingsPage_9_add")
        name = self.app.find(id="fileNameEdit", seconds=10)
        name.set_text(str(self.folder))
        self.desktop.key("Return")
        until("a folder is added", lambda: "Family-Pictures): added (now)" in self.changes(), 10)
        command = self.dialog.find(id="folderMountCommand").name
        assert command.endswith("mount -t virtiofs Family-Pictures /mnt/Family-Pictures"), command
        self.step("A shared folder, and what the guest types")
        self.apply()
        for definition in (self.definition(), self.definition("--inactive")):
            folder = definition.find("devices/filesystem")
            assert folder.find("source").get("dir") == str(self.folder), virsh("dumpxml", "reached")
            assert folder.find("driver").get("type") == "virtiofs"
        self.step("The folder is shared with the running machine")


def main():
    vitrine, guest, pictures = sys.argv[1:]
    return tell(lambda desktop, folder: Sharing(desktop, folder, vitrine, guest), pathlib.Path(pictures))


if __name__ == "__main__":
    sys.exit(main())
