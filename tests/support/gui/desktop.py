# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A private desktop: Xvfb, a window manager, a D-Bus session with accessibility, programs in it."""
import os
import pathlib
import subprocess
import tempfile
import time

from .atspi import Application, Bus
from .screen import Picture
from .waiting import until


class Desktop:
    """Everything in it is ended, by process id, when the `with` block ends.

    `log` receives what the programs print. The XDG folders are the environment's
    (tests/support/isolated.sh makes new ones). `outputs` screens of the given size stand in a row.
    """

    TEXT = "UTF8_STRING"
    """The clipboard's type of plain text."""
    PLACES_WINDOWS = True
    """Whether a program may say where its windows are."""

    def __init__(self, log, width=1440, height=900, outputs=1):
        self.log = open(log, "ab", buffering=0)
        self.screen, self.outputs = (width, height), outputs
        self.size = (width * outputs, height)
        self.processes = []
        self.folder = tempfile.TemporaryDirectory(prefix="vd.")
        self.environment = dict(os.environ)
        for name in ("WAYLAND_DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM"):
            self.environment.pop(name, None)
        self.environment |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_ACCESSIBILITY": "1", "NO_AT_BRIDGE": "0",
                             "XDG_SESSION_TYPE": "x11", "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb"}

    def __enter__(self):
        try:
            self._start_display()
            self._start_session()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        self.log.close()
        self.folder.cleanup()

    def run(self, command, **options):
        process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL,
                                   stderr=self.log, **({"stdout": self.log} | options))
        self.processes.append(process)
        return process

    def _start_display(self):
        read, write = os.pipe()
        self.run(["Xvfb", "-displayfd", str(write), "-screen", "0", "%dx%dx24" % self.size, "-fbdir", self.folder.name,
                  "-nolisten", "tcp", "-noreset", "-dpi", "96"], pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.environment["DISPLAY"] = f":{number}"
        width, height = self.screen
        for output in range(self.outputs if self.outputs > 1 else 0):
            subprocess.run(["xrandr", "--setmonitor", f"Screen-{output + 1}", f"{width}/380x{height}/240+{output * width}+0",
                            "none" if output else "screen"], env=self.environment, check=True, stdout=self.log)

    def _start_session(self):
        bus = self.run(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE)
        address = bus.stdout.readline().decode().strip()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        self._start_window_manager()
        self.accessibility = Bus(address)

    def _start_window_manager(self):
        self.run(["openbox", "--config-file", str(pathlib.Path(__file__).with_name("openbox.xml"))])

    def start(self, command):
        """Starts a program and returns its Application once it is on the accessibility bus."""
        process = self.run(command)
        application = Application(self.accessibility, process.pid)
        application.process = process
        return application

    def picture(self):
        return Picture.of_frame_buffer(os.path.join(self.folder.name, "Xvfb_screen0"))

    def picture_of(self, accessible):
        return self.picture().part(*self.place(accessible))

    def _xdotool(self, *arguments):
        subprocess.run(["xdotool", *map(str, arguments)], env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def key(self, *keys):
        """Presses and releases X key names or combinations ("Down", "ctrl+n") as a keyboard would."""
        self._xdotool("key", "--clearmodifiers", *keys)

    def host_key(self, key=None):
        """Presses Right Ctrl, Vitrine's Host key, alone or while `key` is pressed. By its number: xdotool
        presses Left Ctrl too when it is told the symbol."""
        combination = ["key", key] if key else []
        self._xdotool("keydown", "105", *combination, "keyup", "105")

    def type(self, text, pause=0.012):
        """`pause` seconds after each key."""
        self._xdotool("type", "--clearmodifiers", "--delay", int(pause * 1000), "--", text)

    def raise_window(self, title):
        """Brings the top-level window with exactly this title to the front, as a task bar would."""
        subprocess.run(["wmctrl", "-F", "-a", title], env=self.environment, check=True)
        until(f"{title!r} is the active window", lambda: self._active_title() == title, 10)

    def close_window(self, title):
        """Closes the top-level window with exactly this title, as its frame's button would."""
        subprocess.run(["wmctrl", "-F", "-c", title], env=self.environment, check=True)

    def _active_title(self):
        return subprocess.run(["xdotool", "getactivewindow", "getwindowname"], env=self.environment,
                              capture_output=True, text=True).stdout.strip()

    def settled_picture(self, seconds=2.0):
        """A picture when nothing has been drawn for 0.4 s, or after `seconds` if it never rests."""
        begun = changed = time.monotonic()
        last = self.picture()
        while time.monotonic() < min(changed + 0.4, begun + seconds):
            time.sleep(0.1)
            now = self.picture()
            if now.differs_from(last, share=0):
                changed = time.monotonic()
            last = now
        return last

    def screen_names(self):
        """As programs know them, from left to right."""
        return [f"Screen-{number + 1}" for number in range(self.outputs)]

    def resize_window(self, title, width, height):
        """Gives the newest window whose title contains this another size, as a user would by its frame."""
        found = subprocess.run(["xdotool", "search", "--name", title], env=self.environment, capture_output=True, text=True).stdout
        self._xdotool("windowsize", found.split()[-1], width, height)

    def place(self, accessible):
        """x, y, width, height on the screen."""
        return accessible.extents()

    def click_at(self, x, y, button=1):
        self._xdotool("mousemove", x, y, "click", button)

    def wheel(self, notches):
        """Downwards for positive numbers, at the pointer."""
        self._xdotool("click", "--repeat", abs(notches), 5 if notches > 0 else 4)

    def copies(self, content, target):
        """Another program has bytes of this type in the clipboard."""
        file = pathlib.Path(self.folder.name) / "copied"
        file.write_bytes(content)
        self.run(["xclip", "-quiet", "-selection", "clipboard", "-t", target, "-i", str(file)])

    def pastes(self, target):
        """What another program gets from the clipboard; empty if it has no such type."""
        try:
            return subprocess.run(["xclip", "-selection", "clipboard", "-t", target, "-o"], env=self.environment,
                                  capture_output=True, timeout=5).stdout
        except subprocess.TimeoutExpired:
            return b""

    def point_at(self, accessible):
        x, y, width, height = self.place(accessible)
        self._xdotool("mousemove", x + width // 2, y + height // 2)

    def mouse_click(self, accessible, button=1, double=False):
        self.point_at(accessible)
        self._xdotool("click", "--repeat", 2 if double else 1, "--delay", 60, button)
