#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings that another program changes at the same time, and another firmware: real program and libvirt.

    isolated.sh settingsflow.py VITRINE PICTURES

virsh changes the machine behind the open dialog: with and without an event, something else and the same
thing. Nothing may be lost or overwritten. Then the machine gets Secure Boot: its UEFI variables have to stay,
and libvirt has to start it with new ones.
"""
import json
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as xml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from gui import Story, tell, until, virsh  # noqa: E402

DOMAIN = """<domain type='qemu'><name>shared</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
<os firmware='efi'><type arch='x86_64' machine='q35'>hvm</type>
<firmware><feature enabled='no' name='enrolled-keys'/><feature enabled='no' name='secure-boot'/></firmware></os>
<features><acpi/></features><devices><graphics type='dbus' p2p='yes'/><video><model type='vga'/></video></devices></domain>"""


class Flow(Story):
    def __init__(self, desktop, pictures, vitrine):
        super().__init__(desktop, pictures)
        path = pictures / "shared.xml"
        path.write_text(DOMAIN)
        virsh("define", str(path))
        virsh("start", "shared")  # makes its variables
        virsh("destroy", "shared")
        self.app = desktop.start([vitrine])
        self.app.find(id="MainWindow", seconds=20)

    def run(self):
        self.open()
        self.change_with_an_event()
        self.change_without_an_event()
        self.change_the_same()
        self.return_in_history()
        self.change_firmware()

    def stored(self):
        return xml.fromstring(virsh("dumpxml", "--inactive", "shared"))

    def open(self):
        self.app.find(role="list item", contains="shared", seconds=20)
        self.desktop.key("ctrl+s")
        self.dialog = self.app.find(id="machineSettings", seconds=20)
        self.title = self.dialog.find(id="general.title", seconds=20)

    def changes(self):
        return self.dialog.find(id="settingsChanges").name

    def apply(self):
        self.dialog.find(role="push button", name="Apply").click()

    def applied(self):
        self.apply()
        until("nothing is left to change", lambda: "Nothing was changed" in self.changes(), 30)

    def page(self, name):
        self.desktop.mouse_click(self.dialog.find(role="list item", name=name))

    def change_with_an_event(self):
        self.title.set_text("Mine")
        changed = virsh("dumpxml", "--inactive", "shared").replace("<vcpu placement='static'>1<", "<vcpu placement='static'>2<")
        path = self.pictures / "changed.xml"
        path.write_text(changed)
        virsh("define", str(path))
        message = self.dialog.find(id="elsewhereMessage", seconds=10)
        assert "2" in message.description and "kept" in message.description, message.description
        assert "Mine" in self.changes(), self.changes()
        self.step("Another program's change is told, one's own is kept")
        self.applied()
        stored = self.stored()
        assert stored.findtext("title") == "Mine" and stored.findtext("vcpu") == "2", virsh("dumpxml", "shared")

    def change_without_an_event(self):
        self.title.set_text("Mine again")
        virsh("setvcpus", "shared", "1", "--config")
        # If only the hypervisor has seen it, it is told first, and applied when asked again.
        button = self.dialog.find(role="push button", name="Apply")
        until("it is applied", lambda: "Nothing was changed" in self.changes() or button.is_enabled() and button.do("press"), 30, every=0.5)
        stored = self.stored()
        assert stored.findtext("title") == "Mine again" and stored.find("vcpu").get("current") == "1", virsh("dumpxml", "shared")
        self.step("A change that nobody announced was not overwritten")

    def change_the_same(self):
        self.title.set_text("Yours or mine")
        virsh("desc", "shared", "--config", "--title", "--new-desc", "Theirs")
        self.apply()
        choice = self.app.find(id="mergeDialog", seconds=10)
        assert self.stored().findtext("title") == "Theirs", "nothing was overwritten"
        assert not choice.find(role="push button", name="Continue").is_enabled()
        self.step("Of what both changed the user chooses")
        choice.find(id="merge_own_0").click()
        choice.find(role="push button", name="Continue").click()
        until("the choice is told", lambda: "Theirs → Yours or mine" in self.changes(), 10)
        self.applied()
        assert self.stored().findtext("title") == "Yours or mine"

    def return_in_history(self):
        self.page("History")
        rows = until("their title is in the history", lambda: self.dialog.all(role="tree item", contains="Theirs"), 10)
        self.step("The history tells it all, and by whom")
        assert rows and self.dialog.all(role="tree item", contains="Another program")

    def change_firmware(self):
        old = self.stored().findtext("os/nvram")
        assert pathlib.Path(old).is_file(), old
        before = pathlib.Path(old).read_bytes()
        self.page("System")
        self.desktop.mouse_click(self.dialog.find(id="firmware.type"))
        self.desktop.settled_picture()  # the list of a combo box is on no accessibility tree
        self.desktop.key("Down", "Return")
        until("the old variables are named", lambda: old in self.changes(), 10)
        self.step("What becomes of the old firmware settings")
        self.applied()
        new = self.stored().findtext("os/nvram")
        assert new != old and new.endswith("shared-uefi-secure_VARS.qcow2"), new
        virsh("start", "shared")
        info = json.loads(subprocess.run(["qemu-img", "info", "-U", "--output=json", new], check=True, capture_output=True, text=True).stdout)
        assert info["format"] == "qcow2", info
        assert "secure" in xml.tostring(xml.fromstring(virsh("dumpxml", "shared")).find("os")).decode()
        virsh("destroy", "shared")
        assert pathlib.Path(old).read_bytes() == before, "the old variables are untouched"
        self.step("It runs with Secure Boot and variables of its own")


def main():
    vitrine, pictures = sys.argv[1:]
    return tell(lambda desktop, folder: Flow(desktop, folder, vitrine), pathlib.Path(pictures))


if __name__ == "__main__":
    sys.exit(main())
