#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A day at a live Debian desktop in the console window, on the real program, libvirt and QEMU.

    isolated.sh desktopguest.py VITRINE GUEST-FOLDER PICTURES x11|wayland

Whatever the window is said to bring is looked for inside the guest, through the root shell on its
serial line (tests/support/desktopguest): a click and typed keys, the wheel, the clipboard both ways with
text and a picture, the guest's size after the window's, copied files sent into it, a folder shared with
it, and two screens, also as full screen on two screens of the host.
"""
import base64
import hashlib
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from gui import Desktop, WaylandDesktop, explain, until, virsh  # noqa: E402

NAME = "desktop"


def domain(guest, disk, shell):
    return f"""<domain type='qemu'><name>{NAME}</name><memory unit='MiB'>768</memory><vcpu>2</vcpu>
<os><type arch='x86_64' machine='q35'>hvm</type><kernel>{guest}/linux</kernel><initrd>{guest}/initrd</initrd>
<cmdline>root=/dev/vda rw quiet mitigations=off init=/sbin/desktop-init</cmdline></os><features><acpi/></features>
<cpu mode='maximum'/><devices>
<disk type='file' device='disk'><driver name='qemu' type='qcow2' cache='unsafe'/><source file='{disk}'/><target dev='vda' bus='virtio'/></disk>
<controller type='usb' model='qemu-xhci'/><input type='tablet' bus='usb'/><sound model='ich9'/>
<video><model type='virtio' heads='2'/></video>
<graphics type='spice'><listen type='none'/></graphics><graphics type='dbus' p2p='yes'/>
<channel type='spicevmc'><target type='virtio' name='com.redhat.spice.0'/></channel>
<channel type='spiceport'><source channel='org.spice-space.webdav.0'/><target type='virtio' name='org.spice-space.webdav.0'/></channel>
<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
<serial type='null'><target port='0'/></serial>
<serial type='unix'><source mode='bind' path='{shell}'/><target port='1'/></serial>
</devices></domain>"""


class Guest:
    """The machine, and the shell inside of it."""

    def __init__(self, image, folder):
        disk, shell = folder / "disk.qcow2", folder / "shell"
        self.call("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", image / "disk.img", disk)
        (folder / "machine.xml").write_text(domain(image, disk, shell))
        virsh("define", "--validate", folder / "machine.xml")
        virsh("start", NAME)
        self.shell = socket.socket(socket.AF_UNIX)
        self.shell.connect(str(shell))
        self.shell.settimeout(0.2)
        self.seen, self.number = "", 0
        until("the guest's shell", lambda: "shell-ready\n" in self.receive(), 150)
        until("the guest's desktop", lambda: self.run("xdotool search --onlyvisible --class XTerm && pgrep -xu user spice-vdagent")[0] == 0, 60)

    @staticmethod
    def call(*command):
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        assert done.returncode == 0, f"{command}: {done.stderr}"

    def receive(self):
        try:
            self.seen += self.shell.recv(65536).decode(errors="replace")
        except TimeoutError:
            pass
        return self.seen

    def run(self, command):
        """Its status and what it prints."""
        self.number, self.seen = self.number + 1, ""
        mark = f"done-{self.number}:"
        self.shell.sendall(f"({command}\n) </dev/null 2>&1; printf '\\n{mark}%d.' $?\n".encode())
        until(command, lambda: "." in self.receive().rpartition(mark)[2] and mark in self.seen, 60, every=0)
        text, _, status = self.seen.rpartition(mark)
        return int(status.partition(".")[0]), text.strip()

    def shows(self, command, text):
        last = []

        def there():
            last[:] = [self.run(command)[1]]
            return text in last[0]
        try:
            until(f"the guest's `{command}` shows {text!r}", there, 30, every=0.2)
        except TimeoutError as error:
            raise TimeoutError(f"{error}, but: {last[0][:500]}") from None


class Day:
    """The same on X11 and on Wayland."""

    def __init__(self, desktop, guest, vitrine, pictures):
        self.desktop, self.guest, self.pictures = desktop, guest, pictures
        self.count, self.began = 0, time.monotonic()
        self.folder = pathlib.Path(desktop.folder.name)
        self.app = desktop.start([vitrine, "--show", NAME])
        self.console = self.app.find(id="consoleWindow", seconds=30)
        self.view = self.console.find(id="consoleView")

    def step(self, text):
        self.count += 1
        slug = "".join(c if c.isalnum() else "-" for c in text.lower())[:50].strip("-")
        self.desktop.settled_picture().save(self.pictures / f"{self.count:02d}-{slug}.png")
        print(f"{time.monotonic() - self.began:6.1f} s  {self.count:2d}. {text}", flush=True)

    def run(self):
        until("the guest's picture", lambda: self.desktop.picture_of(self.view).colours() > 5, 60)
        self.resize()
        self.click_and_type()
        self.wheel()
        self.clipboard()
        self.files()
        self.share()
        self.second_screen()

    def guest_size(self):
        """Of all its screens together."""
        current = self.guest.run("xrandr | sed -n 's/.*current \\([0-9]*\\) x \\([0-9]*\\),.*/\\1 \\2/p'")[1]
        return tuple(map(int, current.split()))

    def resize(self):
        for width, height in ((1000, 760), (1300, 820)):
            self.desktop.resize_window(NAME, width, height)
            until("the window has its new size", lambda w=width: abs(self.console.extents()[2] - w) < 20, 10)

            def follows():
                _, _, view_width, view_height = self.view.extents()
                there = self.guest_size()
                return abs(there[0] - view_width) <= 8 and abs(there[1] - view_height) <= 8
            until("the guest has the window's size", follows, 30, every=0.3)
        self.step("The guest follows the window's size")

    def click_and_type(self):
        x, y, _, _ = self.desktop.place(self.view)
        self.desktop.click_at(x + 300, y + 200)
        self.guest.shows("xdotool getactivewindow getwindowname", "Desktop")
        # One key after the other: the guest's keyboard holds three.
        self.desktop.type("echo 'Typed: (ok)' >/tmp/typed", pause=0.12)
        self.desktop.key("Return")
        self.guest.shows("cat /tmp/typed", "Typed: (ok)")
        self.step("A click and typed keys reach the guest's terminal")

    def wheel(self):
        self.guest.run("xinput test-xi2 --root >/tmp/seen 2>&1 & echo $! >/tmp/watcher")
        self.guest.shows("grep -c . /tmp/seen | grep -vx 0 && echo watching", "watching")
        for notches, button in ((3, 5), (-2, 4)):
            self.desktop.wheel(notches)
            count = "awk '/RawButtonRelease/ { on = 1 } /detail:/ && on { if ($2 == %d) n++; on = 0 } END { print \"n=\" n \".\" }' /tmp/seen"
            self.guest.shows(count % button, f"n={abs(notches)}.")
        self.guest.run("kill $(cat /tmp/watcher)")

    def clipboard(self):
        text = "Grüße vom Wirt, 你好"
        self.desktop.copies(text.encode(), self.desktop.TEXT)
        self.guest.shows("timeout 10 xclip -selection clipboard -t UTF8_STRING -o", text)
        text = "Grüße aus dem Gast, 你好"
        # As one who copies there would: Wayland takes a clipboard only from who was used last.
        x, y, _, _ = self.desktop.place(self.view)
        self.desktop.click_at(x + 300, y + 200)
        self.guest_copies(text.encode(), "UTF8_STRING")
        until("the guest's text is on the host", lambda: self.desktop.pastes(self.desktop.TEXT) == text.encode(), 20)
        picture = self.folder / "picture.png"
        self.desktop.picture().part(0, 0, 200, 100).save(picture)
        self.desktop.copies(picture.read_bytes(), "image/png")
        self.guest.shows("timeout 10 xclip -selection clipboard -t image/png -o | head -c 8 | base64", base64.b64encode(b"\x89PNG\r\n\x1a\n").decode())
        self.step("Text and a picture go through the clipboard")

    def guest_copies(self, content, target):
        encoded = base64.b64encode(content).decode()
        self.guest.run(f"echo {encoded} | base64 -d >/tmp/copy; su user -c 'xclip -selection clipboard -t {target} -i /tmp/copy' >/dev/null 2>&1")

    def files(self):
        file = self.folder / "a file of the host.bin"
        file.write_bytes(bytes(range(256)) * 4000)
        self.desktop.copies(file.as_uri().encode() + b"\r\n", "text/uri-list")
        self.desktop.mouse_click(self.console.find(id="lampClipboard"))
        self.step("The clipboard's menu")
        self.desktop.key("f")
        self.guest.shows("sha256sum /home/user/Downloads/*", hashlib.sha256(file.read_bytes()).hexdigest())
        self.step("A copied file was sent into the guest")

    def share(self):
        shared = self.folder / "shared & read"
        shared.mkdir()
        (shared / "letter.txt").write_text("Lieber Gast")
        lamp = self.console.find(id="lampFolders")
        self.desktop.mouse_click(lamp)
        self.step("The menu of shared folders")
        self.desktop.key("s")
        name = self.app.find(id="fileNameEdit", seconds=10)
        until("the folder's name is taken", lambda: name.set_text(str(shared)) or name.text == str(shared), 10)
        self.desktop.key("Return")
        get = "curl -sm 5 http://localhost:9843/letter.txt"
        self.guest.shows(get, "Lieber Gast")
        put = "echo changed >/tmp/letter.txt; curl -sm 5 -T /tmp/letter.txt http://localhost:9843/letter.txt"
        self.guest.run(put)
        assert (shared / "letter.txt").read_text() == "Lieber Gast", "the guest changed it"
        self.desktop.mouse_click(lamp)
        self.step("A folder of the host is shared with the guest")
        self.desktop.key("m")
        until("the guest may change it", lambda: self.guest.run(put) and (shared / "letter.txt").read_text() == "changed\n", 20, every=1)
        self.step("The guest changed a file in it")

    def second_screen(self):
        self.choose("Enable")
        self.app.find(id="consoleScreen2", seconds=30)
        self.guest.shows("xrandr --listactivemonitors", "Monitors: 2")
        self.step("The guest has two screens, each in a window")
        self.move()
        self.full_screen()

    def choose(self, *items):
        """In the menu of the second screen. Returns the last one, after a click if it is enabled."""
        for item in ("View", "Virtual Screens", "Virtual Screen 2", *items):
            found = self.console.find(role="menu item", name=item)
            if not found.is_enabled():
                break
            found.click()
        # What a screen reader chooses leaves the menus open.
        until("the menus are closed", lambda: not self.console.has(role="popup menu") or self.desktop.key("Escape"), 10, every=0.3)
        return found

    def move(self):
        right = self.desktop.screen_names()[1]
        chosen = self.choose("Show on Host Screen", right)
        if not self.desktop.PLACES_WINDOWS:
            assert not chosen.is_enabled(), "a window can't be sent to a screen here"
            return
        second = self.app.find(id="consoleScreen2")
        until("the window is on the other screen of the host", lambda: self.desktop.place(second)[0] >= self.desktop.screen[0], 10)
        self.step("The second screen's window is on the other screen of the host")

    def full_screen(self):
        width, height = self.desktop.screen
        self.desktop.raise_window(self.console.name)
        self.desktop.mouse_click(self.view)
        self.desktop.host_key("f")
        until("both windows fill a screen", lambda: self.filled_screens() == {(0, 0), (width, 0)}, 15)
        until("the guest fills both", lambda: self.guest_size() == (2 * width, height), 30, every=0.3)
        self.step("Full screen goes over both screens")
        self.desktop.host_key("f")
        until("both are windows again", lambda: not self.filled_screens(), 15)
        until("the guest has the windows' sizes again", lambda: self.guest_size() == self.views_size(), 30, every=0.3)
        self.step("And back")

    def views_size(self):
        """Of all the guest's screens together, if each is as large as its view."""
        sizes = [view.extents()[2:] for view in self.app.all(id="consoleView")]
        return sum(width for width, _ in sizes), max(height for _, height in sizes)

    def filled_screens(self):
        return {tuple(place[:2]) for place in map(self.desktop.place, self.app.windows()) if tuple(place[2:]) == self.desktop.screen}


def main():
    vitrine, image, pictures = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    if not (image / "stamp").exists():
        print("SKIPPED: the desktop guest is not there; see what the test desktop-guest says")
        return 0
    missing = [program for program in ("kwin_wayland", "wl-copy") if sys.argv[4] == "wayland" and not shutil.which(program)]
    if missing:
        print(f"SKIPPED: {missing[0]} is not installed (kwin-wayland, wl-clipboard)")
        return 0
    pictures.mkdir(parents=True, exist_ok=True)
    for old in pictures.glob("*.png"):
        old.unlink()
    desktops = {"x11": Desktop, "wayland": WaylandDesktop}
    with desktops[sys.argv[4]](pictures / "log.txt", outputs=2) as desktop:
        day = None
        try:
            day = Day(desktop, Guest(image, pathlib.Path(desktop.folder.name)), vitrine, pictures)
            day.run()
        except Exception:
            traceback.print_exc()
            explain(desktop, pictures)
            if day:
                (pictures / "failure.txt").write_text(f"{day.app.outline()}\n{day.guest.run('xrandr')[1]}")
            print(f"see {pictures}/failure.png, failure.txt and log.txt")
            return 1
        finally:
            virsh("destroy", NAME, check=False)
    print(f"{day.count} pictures in {pictures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
