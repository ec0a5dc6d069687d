#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job as a person does it, on the real program, libvirt, QEMU and a real installer.

    isolated.sh mainjob.py VITRINE ISO PICTURES

Opens Vitrine on an empty library, makes a machine from the ISO, waits for the installer's language
page in the console window, moves its selection by a key, sees the machine run in the list, forces it
off and removes it with its files. Leaves numbered pictures and a log in the folder PICTURES. This is
both the acceptance test and the tour of packaging/run.sh.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from gui import Story, tell, until, virsh  # noqa: E402

# Debian's graphical installer: a white list with the selected language on a bar of this colour.
SELECTION_BAR = (39, 88, 116)
WHITE = (255, 255, 255)


def selected_rows(console):
    """Rows of the console's picture that the installer's selection bar covers, below its banner."""
    rows = console.rows_of(SELECTION_BAR, share=0.45)
    return [row for row in rows if row > console.image.height * 0.15]


def shows_language_page(console):
    return console.share_of(WHITE, 4) > 0.4 and 4 < len(selected_rows(console)) < 60


class Tour(Story):
    def __init__(self, desktop, pictures, vitrine, iso):
        super().__init__(desktop, pictures)
        self.iso = iso
        self.app = desktop.start([vitrine])

    def run(self):
        self.open_empty_library()
        self.choose_iso()
        self.create()
        self.see_installer()
        self.press_key()
        self.see_it_in_list()
        self.force_off()
        self.remove()
        self.quit()

    def open_empty_library(self):
        self.main = self.app.find(id="MainWindow", seconds=20)
        self.main.find(id="welcomeNewFromIso", seconds=20)
        self.step("Vitrine opens on an empty library")

    def choose_iso(self):
        self.main.find(id="welcomeNewFromIso").click()
        self.app.find(id="isoFileDialog", seconds=10)
        self.desktop.type(str(self.iso))
        self.step("A file dialog asks for the ISO")
        self.desktop.key("Return")
        detected = self.app.find(id="detectedSystem", seconds=20)
        until("the system on the ISO is detected", lambda: "Debian" in detected.text, 20)
        name = self.app.find(id="machineName")
        self.name = until("a name is proposed", lambda: name.text, 10)
        until("Create is allowed", lambda: self.app.find(id="createButton").is_enabled(), 20)
        self.step("The ISO is known and everything is filled in")

    def create(self):
        self.app.find(id="createButton").click()
        self.console = until("the console window opens", self.console_or_error, 90)
        self.view = self.console.find(id="consoleView")
        self.step("Create was pressed and the console window is open")

    def console_or_error(self):
        error = self.app.has(id="errorMessage")
        if error:
            error.find(role="check box", name="Details").click()
            details = self.app.find(id="errorDetails").text
            raise AssertionError(f"{error.name}: {error.description}\n{details}")
        return self.app.has(id="consoleWindow")

    def screen(self):
        return self.desktop.picture_of(self.view)

    def see_installer(self):
        until("the installer's language page is in the console window",
              lambda: shows_language_page(self.screen()), 300, every=0.5)
        until("the window has followed the guest's size", lambda: self.view.extents()[2] >= 1280, 10)
        until("the language page is shown at that size", lambda: shows_language_page(self.screen()), 10)
        self.step("The installer shows its language page")

    def press_key(self):
        before = selected_rows(self.screen())
        self.desktop.key("Down")
        moved = until("the selection moves by a key press",
                      lambda: [r for r in [selected_rows(self.screen())] if r and r[0] > before[0] + 5], 20)[0]
        self.desktop.key("Up")
        until("the selection moves back", lambda: (selected_rows(self.screen()) or [0])[0] == before[0], 20)
        self.desktop.key("Down")
        until("the selection moves again", lambda: (selected_rows(self.screen()) or [0])[0] == moved[0], 20)
        self.step("A key in the window moved the selection")

    def row(self):
        return self.main.find(id="machineList").has(contains=self.name)

    def state_is(self, word):
        row = self.row()
        return row is not None and word in (row.name + " " + row.description)

    def see_it_in_list(self):
        self.bring_main_window()
        until(f"{self.name} is in the list as running", lambda: self.state_is("Running"), 10)
        preview = self.main.find(id="machinePreview")
        until("its preview has the installer's page",
              lambda: self.desktop.picture_of(preview).share_of(WHITE, 4) > 0.3, 20)
        self.step("The machine is in the list with its state and picture")

    def bring_main_window(self):
        self.desktop.raise_window("Vitrine")

    def choose(self, *path):
        """Chooses from the main window's menu bar, as with the mouse."""
        self.desktop.mouse_click(self.main.find(role="menu item", name=path[0]))
        for word in path[1:]:
            self.desktop.mouse_click(self.app.find(role="menu item", name=word))

    def force_off(self):
        self.desktop.mouse_click(self.row())
        self.choose("Machine", "Force Off")
        question = self.app.find(id="confirmForceOff")
        self.step("Vitrine asks before it pulls the plug")
        question.find(role="push button", name="Force Off").click()
        until("the machine is off", lambda: self.state_is("Off"), 20)
        self.bring_main_window()
        self.step("The machine is off")

    def remove(self):
        disks = self.machine_files()
        assert disks, "there should be a disk file before it is removed"
        self.choose("Machine", "Remove…")
        dialog = self.app.find(id="removeDialog")
        delete = dialog.find(id="removeDeleteFiles")
        delete.click()
        until("deleting is chosen", lambda: "checked" in delete.states(), 10)
        self.step("Remove names the files that go")
        dialog.find(id="removeConfirm").click()
        self.main.find(id="welcomeNewFromIso", seconds=20)
        until(f"the files are gone: {disks}", lambda: not self.machine_files(), 10)
        listed = virsh("list", "--all").strip()
        assert not listed, f"libvirt still knows a machine: {listed}"
        self.step("Nothing is left behind")

    def quit(self):
        self.console.find(role="push button", name="Close Window").click()
        self.bring_main_window()
        self.desktop.key("ctrl+q")
        status = until("Vitrine ends", lambda: [self.app.process.poll()] if self.app.process.poll() is not None else None, 10)[0]
        assert status == 0, f"Vitrine ended with status {status}"


def main():
    vitrine, iso, pictures = sys.argv[1:]
    return tell(lambda desktop, folder: Tour(desktop, folder, vitrine, pathlib.Path(iso)), pathlib.Path(pictures))


if __name__ == "__main__":
    sys.exit(main())
