# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A keyboard and a mouse for a Wayland session of KWin, spoken without a library."""
import itertools
import socket
import struct
import threading

# evdev codes. Texts are typed on an American keyboard.
KEYS = {"Escape": 1, "BackSpace": 14, "Tab": 15, "Return": 28, "ctrl": 29, "shift": 42, "alt": 56, "space": 57,
        "Home": 102, "Up": 103, "Left": 105, "Right": 106, "End": 107, "Down": 108, "Delete": 111, "super": 125}
for row, first in (("1234567890-=", 2), ("qwertyuiop[]", 16), ("asdfghjkl;'`", 30), ("\\zxcvbnm,./", 43)):
    KEYS.update(zip(row, itertools.count(first)))
SHIFTED = dict(zip('!@#$%^&*()_+{}:"~|<>?', "1234567890-=[];'`\\,./"))
HOST_KEY = 97
BUTTONS = {1: 0x110, 2: 0x112, 3: 0x111}


def code(key):
    """Of a key by its X name, whatever its case."""
    return KEYS[key if key in KEYS else key.lower()]


class FakeInput:
    """A Wayland client that is a keyboard and a mouse (org_kde_kwin_fake_input)."""

    DISPLAY, REGISTRY, DONE, DEVICE = 1, 2, 3, 4
    AUTHENTICATE, BUTTON, AXIS, ABSOLUTE, KEY = 0, 2, 3, 9, 10
    VERTICAL, NOTCH = 0, 10

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.send(self.DISPLAY, 1, struct.pack("=I", self.REGISTRY))  # get_registry
        self.send(self.DISPLAY, 0, struct.pack("=I", self.DONE))      # sync
        name = self.find_device()
        self.send(self.REGISTRY, 0, struct.pack("=I", name) + self.string("org_kde_kwin_fake_input")
                  + struct.pack("=II", 4, self.DEVICE))
        self.send(self.DEVICE, self.AUTHENTICATE, self.string("test") + self.string("test"))
        threading.Thread(target=self.drain, daemon=True).start()

    @staticmethod
    def string(text):
        data = text.encode() + b"\0"
        return struct.pack("=I", len(data)) + data + b"\0" * (-len(data) % 4)

    def send(self, thing, request, arguments):
        self.socket.sendall(struct.pack("=IHH", thing, request, 8 + len(arguments)) + arguments)

    def events(self):
        data = b""
        while True:
            while len(data) >= 8:
                thing, event, size = struct.unpack_from("=IHH", data)
                if len(data) < size:
                    break
                yield thing, event, data[8:size]
                data = data[size:]
            more = self.socket.recv(65536)
            if not more:
                return
            data += more

    def find_device(self):
        found = None
        for thing, event, data in self.events():
            if thing == self.REGISTRY and event == 0:
                name, length = struct.unpack_from("=II", data)
                if data[8:8 + length - 1] == b"org_kde_kwin_fake_input":
                    found = name
            elif thing == self.DONE:
                break
        if found is None:
            raise RuntimeError("the compositor has no fake input")
        return found

    def drain(self):
        for _ in self.events():
            pass

    def key(self, code, pressed):
        self.send(self.DEVICE, self.KEY, struct.pack("=II", code, pressed))

    def move(self, x, y):
        self.send(self.DEVICE, self.ABSOLUTE, struct.pack("=ii", int(x * 256), int(y * 256)))

    def button(self, code, pressed):
        self.send(self.DEVICE, self.BUTTON, struct.pack("=II", code, pressed))

    def wheel(self, notches):
        """Downwards for positive numbers."""
        for _ in range(abs(notches)):
            distance = self.NOTCH if notches > 0 else -self.NOTCH
            self.send(self.DEVICE, self.AXIS, struct.pack("=Ii", self.VERTICAL, distance * 256))

    def press(self, *codes):
        """All of them, held together."""
        for code in codes:
            self.key(code, 1)
        for code in reversed(codes):
            self.key(code, 0)

    def click(self, x, y, button):
        self.move(x, y)
        self.button(BUTTONS[button], 1)
        self.button(BUTTONS[button], 0)
