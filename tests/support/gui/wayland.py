# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The private desktop as a Wayland session: KWin, its fake input, its scripts."""
import itertools
import json
import os
import pathlib
import re
import subprocess
import time

from gi.repository import Gio, GLib

from .desktop import Desktop
from .fakeinput import HOST_KEY, KEYS, SHIFTED, FakeInput, code
from .waiting import until


class WaylandDesktop(Desktop):
    """As Desktop, under KWin, which itself runs in a window of the private X display for each screen: its
    pictures are read there."""

    TEXT = "text/plain;charset=utf-8"
    PLACES_WINDOWS = False
    SOCKET = "vitrine-test"

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.scripts = itertools.count()
        self.environment |= {"XDG_SESSION_TYPE": "wayland", "QT_QPA_PLATFORM": "wayland"}

    def _start_window_manager(self):
        display = self.environment.pop("DISPLAY")
        self._start_compositor(display)
        self._place_screens({"DISPLAY": display, "PATH": os.environ["PATH"]})
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        address = self.environment["DBUS_SESSION_BUS_ADDRESS"]
        self.session = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def _start_compositor(self, display):
        self.words = pathlib.Path(self.folder.name) / "kwin.log"
        trusting = {"KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1", "KWIN_COMPOSE": "Q", "QT_QPA_PLATFORM": "wayland",
                    "QT_LOGGING_RULES": "js.debug=true"}
        with open(self.words, "wb") as words:
            self.processes.append(subprocess.Popen(
                ["kwin_wayland", "--x11-display", display, "--no-lockscreen", "--no-global-shortcuts", "--socket", self.SOCKET,
                 "--width", str(self.screen[0]), "--height", str(self.screen[1]), "--output-count", str(self.outputs)],
                env=self.environment | trusting, stdin=subprocess.DEVNULL, stdout=words, stderr=words))
        path = pathlib.Path(os.environ["XDG_RUNTIME_DIR"]) / self.SOCKET
        until("KWin's socket", path.exists, 20)
        self.environment["WAYLAND_DISPLAY"] = self.SOCKET
        self.input = FakeInput(str(path))

    def _place_screens(self, outer):
        def screens():
            tree = subprocess.run(["xwininfo", "-root", "-tree"], env=outer, capture_output=True, text=True).stdout
            found = re.findall(r"(0x[0-9a-f]+) .KDE Wayland Compositor", tree)
            return found[::-1] if len(found) == self.outputs else None  # the tree has the last one first
        windows = until("KWin's screens", screens, 20)
        for number, window in enumerate(windows):
            subprocess.run(["xdotool", "windowmove", window, str(number * self.screen[0]), "0"], env=outer, check=True)

    # What KWin knows

    def _kwin(self, path, interface, method, arguments=None):
        return self.session.call_sync("org.kde.KWin", path, interface, method, arguments, None,
                                      Gio.DBusCallFlags.NONE, 10000, None).unpack()

    def _script(self, source):
        """Runs a KWin script; what it prints after its mark, as JSON."""
        number = next(self.scripts)
        file = pathlib.Path(self.folder.name) / f"script{number}.js"
        mark = f"script-{number}-says:"
        file.write_text(f"function tell(value) {{ console.log('{mark}' + JSON.stringify(value) + ';end'); }}\n{source}")
        identity = self._kwin("/Scripting", "org.kde.kwin.Scripting", "loadScript",
                              GLib.Variant("(ss)", (str(file), f"script{number}")))[0]
        self._kwin(f"/Scripting/Script{identity}", "org.kde.kwin.Script", "run")

        def answer():
            _, _, text = self.words.read_text(errors="replace").partition(mark)
            return text.partition(";end")[0] if ";end" in text else None
        text = until(f"KWin runs {source!r}", answer, 10)
        self._kwin("/Scripting", "org.kde.kwin.Scripting", "unloadScript", GLib.Variant("(s)", (f"script{number}",)))
        return json.loads(text)

    def windows(self):
        """Of every window the title, the place of its contents and whether it is the active one."""
        return self._script("""tell(workspace.windowList().filter(w => w.pid > 0 && w.caption).map(w => ({title: w.caption,
            x: w.clientGeometry.x, y: w.clientGeometry.y, width: w.clientGeometry.width, height: w.clientGeometry.height,
            active: w.active})));""")

    def window(self, title):
        """The newest window whose title contains this."""
        found = [window for window in self.windows() if title in window["title"]]
        return found[-1] if found else None

    def screen_names(self):
        return [f"X11-{number}" for number in range(self.outputs)]

    def resize_window(self, title, width, height):
        """Of the window's contents. It goes to the screen's corner, so that all of it shows."""
        self._script(f"""const w = workspace.windowList().filter(w => w.caption.includes({json.dumps(title)})).pop();
            const f = w.frameGeometry, c = w.clientGeometry;
            w.frameGeometry = {{x: 0, y: 0, width: {width} + f.width - c.width, height: {height} + f.height - c.height}};
            tell(true);""")

    def place(self, accessible):
        """Where on the screen it is. A Wayland client knows only its place in its window."""
        x, y, width, height = accessible.extents()
        top = accessible
        while top.parent().role not in ("application", ""):
            top = top.parent()
        window = until(f"{top!r} is a window", lambda: self.window(top.name), 10)
        left, upper, _, _ = top.extents()
        return x - left + window["x"], y - upper + window["y"], width, height

    def raise_window(self, title):
        self._script(f"""workspace.activeWindow = workspace.windowList().find(w => w.caption == {json.dumps(title)}); tell(true);""")
        until(f"{title!r} is the active window", lambda: (self.window(title) or {}).get("active"), 10)

    # What a person does

    def key(self, *keys):
        for combination in keys:
            self.input.press(*map(code, combination.split("+")))

    def host_key(self, key=None):
        self.input.press(HOST_KEY, *([code(key)] if key else []))

    def type(self, text, pause=0.0):
        for letter in text:
            shifted = letter in SHIFTED or letter.isupper()
            key = code("space" if letter == " " else SHIFTED.get(letter, letter))
            self.input.press(*([KEYS["shift"]] if shifted else []), key)
            time.sleep(pause)

    def click_at(self, x, y, button=1):
        self.input.click(x, y, button)

    def wheel(self, notches):
        self.input.wheel(notches)

    def point_at(self, accessible):
        x, y, width, height = self.place(accessible)
        self.input.move(x + width // 2, y + height // 2)

    def mouse_click(self, accessible, button=1, double=False):
        x, y, width, height = self.place(accessible)
        for _ in range(2 if double else 1):
            self.click_at(x + width // 2, y + height // 2, button)

    def copies(self, content, target):
        path = pathlib.Path(self.folder.name) / "copied"
        path.write_bytes(content)
        self.run(["sh", "-c", 'exec wl-copy --foreground --type "$1" <"$2"', "copy", target, str(path)])

    def pastes(self, target):
        try:
            return subprocess.run(["wl-paste", "--no-newline", "--type", target], env=self.environment,
                                  capture_output=True, timeout=5).stdout
        except subprocess.TimeoutExpired:
            return b""
