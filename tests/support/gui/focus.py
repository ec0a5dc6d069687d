# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the keyboard is, told by the accessibility bus while keys are pressed."""
from gi.repository import Gio, GLib

from .atspi import Accessible
from .waiting import until

EVENT = "object:state-changed:focused"


class FocusWatch:
    """Remembers what last got the focus. Make it before the program starts."""

    def __init__(self, bus):
        self.bus, self.last, self.count = bus, None, 0
        bus.call("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "RegisterEvent",
                 GLib.Variant("(s)", (EVENT,)))
        bus.connection.signal_subscribe(None, "org.a11y.atspi.Event.Object", "StateChanged", None, "focused",
                                        Gio.DBusSignalFlags.NONE, self._note)

    def _note(self, _connection, sender, path, _interface, _signal, arguments):
        if arguments.unpack()[1]:
            self.last, self.count = Accessible(self.bus, sender, path), self.count + 1

    def _listen(self):
        while GLib.MainContext.default().iteration(False):
            pass

    def now(self):
        self._listen()
        return self.last

    def after(self, act, seconds=5.0):
        """What has the focus after act(), which moves it."""
        self._listen()
        before = self.count
        act()

        def moved():
            self._listen()
            return self.count > before
        until("the focus moves", moved, seconds, every=0.01)
        return self.last
