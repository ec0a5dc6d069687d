#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input and bad days, on the real program, libvirt and QEMU, with a guest of one boot sector.

    isolated.sh baddays.py VITRINE KEYPAINT.img PICTURES

Without the mouse: reads what the New Machine dialog says to every kind of unusable image and name, makes a
machine of an odd name, kills its QEMU, lets it hang, kills the libvirt daemon and keeps it away while the
console is open, lets it come back, stops it for a while, goes to full screen and back, forces the machine off
and removes it with its files. Then closes the main window while another machine is made.
"""
import os
import pathlib
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from gui import Story, tell, until  # noqa: E402

NAME = "bad \"days\" <&> '%1' -x"


class BadDays(Story):
    def __init__(self, desktop, pictures, vitrine, guest):
        super().__init__(desktop, pictures)
        self.top = pathlib.Path(os.environ["HOME"]).parent
        self.media = pathlib.Path(os.environ["HOME"]) / "media"
        self.make_media(guest)
        self.vitrine = vitrine
        self.open()

    def open(self):
        self.app = self.desktop.start([self.vitrine])
        self.main = self.app.find(id="MainWindow", seconds=20)

    def expect_end(self, seconds):
        until("Vitrine ends", lambda: self.app.process.poll() is not None, seconds)
        assert self.app.process.returncode == 0, f"Vitrine ended with status {self.app.process.returncode}"

    def make_media(self, guest):
        tree = self.media / "tree"
        tree.mkdir(parents=True)
        (tree / "boot.img").write_bytes(pathlib.Path(guest).read_bytes())
        make = ["xorriso", "-as", "mkisofs", "-quiet", "-V", "KEYPAINT"]
        boot = ["-b", "boot.img", "-c", "boot.cat", "-no-emul-boot", "-boot-load-size", "4"]
        self.iso = self.media / "keypaint.iso"
        for command in ([*make, "-o", self.media / "plain.iso", tree], [*make, *boot, "-o", self.iso, tree]):
            subprocess.run(command, check=True, capture_output=True)
        (self.media / "empty.iso").touch()
        (self.media / "folder.iso").mkdir()
        (self.media / "text.iso").write_text("no image\n" * 10000)
        (self.media / "short.iso").write_bytes(self.iso.read_bytes()[:600_000])
        (self.media / "secret.iso").write_bytes(self.iso.read_bytes())
        (self.media / "secret.iso").chmod(0)

    def run(self):
        self.bad_images()
        self.bad_names()
        self.create()
        self.qemu_killed()
        self.qemu_hangs()
        self.daemon_killed()
        self.daemon_silent()
        self.full_screen()
        self.force_off()
        self.remove()
        self.desktop.key("ctrl+q")
        self.expect_end(10)
        self.open()
        self.main_window_closed_while_making()
        assert "QThreadStorage" not in (self.pictures / "log.txt").read_text(), "something is used after the application's end"

    # The New Machine dialog

    def retype(self, field, text):
        """What a person does to a field that has the focus."""
        until(f"{field!r} has the focus", lambda: "focused" in field.states(), 10)
        self.desktop.key("ctrl+a")
        self.desktop.type(text)

    def says(self, field, words):
        message = self.app.has(id=field + "Message")
        return message and words in message.text

    def expect(self, field, words, allowed):
        create = self.app.find(id="createButton")
        until(f"{field} says “{words}”", lambda: self.says(field, words), 10)
        until(f"Create is {'allowed' if allowed else 'forbidden'}", lambda: create.is_enabled() == allowed, 10)

    def bad_images(self):
        self.main.find(id="welcomeNew", seconds=20)
        self.desktop.key("ctrl+n")
        path = self.app.find(id="isoPath", seconds=10)
        cases = [("missing.iso", "no file of this name", False), ("folder.iso", "folder", False), ("empty.iso", "empty", False),
                 ("text.iso", "not an ISO image", False), ("short.iso", "only a part", False),
                 ("secret.iso", "may not read", False), ("plain.iso", "does not start a computer", True)]
        if os.geteuid() == 0:
            print("skipped: secret.iso (root may read every file)")
            cases = [case for case in cases if case[0] != "secret.iso"]
        for file, words, allowed in cases:
            self.retype(path, str(self.media / file))
            self.expect("isoPath", words, allowed)
        self.step("Every unusable image has its own message")
        self.retype(path, str(self.iso))
        until("the good image has no message", lambda: not self.app.has(id="isoPathMessage"), 10)

    def bad_names(self):
        name = self.app.find(id="machineName")
        self.desktop.key("alt+n")
        for text, words in ((" ", "Give the machine a name"), ("x" * 300, "too long")):
            self.retype(name, text)
            self.expect("machineName", words, False)
        self.retype(name, "-dash/slash")
        self.expect("machineName", "dash-slash", True)
        assert not self.machine_files(), f"nothing should have been made yet: {self.machine_files()}"
        self.step("Every unusable name has its own message")
        self.retype(name, NAME)
        until("Create is allowed", lambda: self.app.find(id="createButton").is_enabled(), 10)

    # The machine and its console

    def create(self):
        self.desktop.key("alt+c")
        self.console = until("the console window opens", self.console_or_error, 60)
        self.view = self.console.find(id="consoleView")
        until("the guest's picture is there", lambda: self.screen().colours() > 1, 30)
        self.expect_key("a")
        self.step("A machine of an odd name was made without the mouse and takes a key")

    def console_or_error(self):
        error = self.app.has(id="errorMessage")
        assert not error, f"{error.name}: {error.description}"
        return self.app.has(id="consoleWindow")

    def screen(self):
        return self.desktop.picture_of(self.view)

    def expect_key(self, key):
        """keypaint paints each key. It reads them once its greeting is on the screen, so tries again."""
        before = self.screen()

        def pressed():
            self.desktop.key(key)
            until("something happens", lambda: self.screen().differs_from(before), 2)
            return True
        deadline = time.monotonic() + 20
        while True:
            try:
                return pressed()
            except TimeoutError:
                if time.monotonic() > deadline:
                    raise

    def row(self):
        return self.main.find(role="list", name="Machines").has(role="list item", contains="bad")

    def expect_state(self, word, seconds=10):
        until(f"the list says “{word}”", lambda: word in self.row().name, seconds)

    def qemu_killed(self):
        os.kill(self.process("qemu-system-x86_64"), signal.SIGKILL)
        until("the console says so", lambda: self.console.has(contains="stopped unexpectedly"), 10)
        self.expect_state("Off: it ended unexpectedly")
        start = self.console.find(role="push button", name="Start")
        self.step("QEMU was killed: the window says so and offers to start again")
        until("Start has the focus", lambda: "focused" in start.states(), 10)
        self.desktop.key("Return")
        self.expect_state("Running")
        until("the picture is back", lambda: not self.console.has(role="push button", name="Start"), 20)
        self.expect_key("b")

    def qemu_hangs(self):
        """As by a disk that does not answer, or by a deadlock of its own."""
        qemu = self.process("qemu-system-x86_64")
        os.kill(qemu, signal.SIGSTOP)
        try:
            until("the list says so", lambda: "does not answer" in self.row().name, 50)
            warning = self.console.find(id="notAnsweringWarning")
            assert warning.has(role="push button", contains="Force Off"), warning.outline()
            assert not self.main.has(id="connectionBanner"), "the service answers"
            self.step("QEMU hangs: list and window say so, and offer to force it off")
        finally:
            os.kill(qemu, signal.SIGCONT)
        until("the list says it runs", lambda: "Running" in self.row().name and "answer" not in self.row().name, 20)
        until("the warning is gone", lambda: not self.console.has(id="notAnsweringWarning"), 10)
        self.expect_key("i")
        os.kill(qemu, signal.SIGSTOP)
        until("the list says so again", lambda: "does not answer" in self.row().name, 50)
        self.console.find(id="notAnsweringWarning").find(role="push button", contains="Force Off").click()
        self.app.find(id="confirmForceOff").find(role="push button", name="Force Off").click()
        self.expect_state("Off", 40)  # libvirt waits some seconds before it kills
        self.console.find(role="push button", name="Start").click()
        self.expect_state("Running")
        until("the picture is back", lambda: not self.console.has(role="push button", name="Start"), 20)
        self.expect_key("j")

    def daemon_killed(self):
        """The place of its socket is taken, so that nothing can start it again."""
        sockets = self.top / "run" / "libvirt"
        aside = sockets.with_name("aside")
        sockets.rename(aside)
        sockets.touch()
        os.kill(self.process("libvirtd"), signal.SIGKILL)
        banner = self.main.find(id="connectionBanner", seconds=15)
        assert any("machines keep running" in node.name or "machines keep running" in node.text for node in banner.walk())
        assert "Running" in self.row().name, "the list forgot the machine"
        self.expect_key("c")
        self.step("The daemon is gone: the list stays and the console goes on")
        sockets.unlink()
        aside.rename(sockets)
        until("the connection is back", lambda: not self.main.has(id="connectionBanner"), 30)
        self.expect_state("Running")
        self.expect_key("d")
        self.step("The daemon is back, and nobody had to do anything")

    def daemon_silent(self):
        daemon = self.process("libvirtd")
        os.kill(daemon, signal.SIGSTOP)
        try:
            banner = self.main.find(id="connectionBanner", seconds=30)
            assert any("does not answer" in node.name or "does not answer" in node.text for node in banner.walk())
            assert "Running" in self.row().name, "the list forgot the machine"
            self.expect_key("g")
            self.step("The daemon does not answer: the window says so, and the console goes on")
        finally:
            os.kill(daemon, signal.SIGCONT)
        until("the connection is back", lambda: not self.main.has(id="connectionBanner"), 30)
        self.expect_state("Running")
        self.expect_key("h")

    def full_screen(self):
        self.desktop.host_key("f")
        until("full screen", lambda: self.console.extents()[2:] == self.desktop.size, 10)
        self.expect_key("e")
        self.desktop.host_key("f")
        until("a window again", lambda: self.console.extents()[2:] != self.desktop.size, 10)
        self.desktop.host_key("Home")
        self.app.find(role="menu item", contains="Close Window")
        self.desktop.key("Escape", "Escape")
        until("the guest has the keyboard again", lambda: "focused" in self.view.states(), 10)
        self.expect_key("f")
        self.step("Full screen and back, menu and back by the Host key")

    def force_off(self):
        self.desktop.host_key("q")
        dialog = self.app.find(id="closeDialog")
        off = dialog.find(id="closeChoice3")
        self.desktop.key("Down", "Down", "Down")
        until("force off is chosen", lambda: "checked" in off.states(), 10)
        self.desktop.key("Return")
        self.expect_state("Off")

    def remove(self):
        until("the main window is active", lambda: "active" in self.main.states(), 10)
        assert self.machine_files(), "there should be files before they are removed"
        self.desktop.key("Delete")
        delete = self.app.find(id="removeDialog").find(id="removeDeleteFiles")
        until("the answer that loses nothing has the focus",
              lambda: "focused" in self.app.find(role="push button", name="Cancel").states(), 10)
        self.tab_to("it is kept or deleted", lambda: self.app.find(id="removeKeepFiles"))
        self.desktop.key("Down")
        until("deleting is chosen", lambda: "checked" in delete.states(), 10)
        self.tab_to("Remove", lambda: self.app.find(id="removeConfirm"))
        self.desktop.key("space")
        self.main.find(id="welcomeNew", seconds=20)
        until(f"the files are gone: {self.machine_files()}", lambda: not self.machine_files(), 10)
        self.step("Removed without the mouse, nothing is left behind")

    def main_window_closed_while_making(self):
        """The daemon is held for as long as it takes a person to press Create and close the window."""
        self.main.find(id="welcomeNew", seconds=20)
        self.desktop.key("ctrl+n")
        self.retype(self.app.find(id="isoPath", seconds=10), str(self.iso))
        until("Create is allowed", lambda: self.app.find(id="createButton").is_enabled(), 20)
        daemon = self.process("libvirtd")
        os.kill(daemon, signal.SIGSTOP)
        try:
            self.desktop.key("alt+c")
            self.app.find(id="createProgress")
            self.step("A machine is being made")
            self.desktop.close_window("Vitrine")
            until("its windows are closed", lambda: not self.app.windows(), 10)
            assert self.app.process.poll() is None, "Vitrine must stay to take back what is made"
        finally:
            os.kill(daemon, signal.SIGCONT)
        self.expect_end(30)
        assert not self.machine_files(), f"left behind: {self.machine_files()}"
        print("The main window was closed while a machine was made: nothing is left, and Vitrine has ended")

    # The world

    def process(self, program):
        """The process id of the program that runs in this test's own home folder."""
        home = f"HOME={os.environ['HOME']}\0".encode()
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes().split(b"\0")[0].decode()
                if command.endswith(program) and home in (folder / "environ").read_bytes() + b"\0":
                    return int(folder.name)
            except OSError:
                continue
        raise AssertionError(f"{program} does not run")

    def tab_to(self, what, target):
        """Goes on by Tab until the thing has the focus: once round at most."""
        for _ in range(8):
            if "focused" in target().states():
                return
            self.desktop.key("Tab")
        raise AssertionError(f"Tab does not reach: {what}")


def main():
    vitrine, guest, pictures = sys.argv[1:]
    return tell(lambda desktop, folder: BadDays(desktop, folder, vitrine, guest), pathlib.Path(pictures))


if __name__ == "__main__":
    sys.exit(main())
