# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""AT-SPI over plain D-Bus. libatspi is not used: it can deadlock with a busy Qt program."""
from gi.repository import Gio, GLib

from .waiting import until

PREFIX = "org.a11y.atspi."
ACCESSIBLE = PREFIX + "Accessible"
STATES = {"active": 1, "checked": 4, "collapsed": 5, "editable": 7, "enabled": 8, "expandable": 9, "expanded": 10,
          "focusable": 11, "focused": 12, "modal": 16, "selectable": 22, "selected": 23, "sensitive": 24,
          "showing": 25, "visible": 30}
# Qt's names differ between versions; the scripts use the left one.
SAME_ROLE = {"button": "push button", "push button menu": "push button"}


class NotThere(TimeoutError):
    """Nothing on the screen fits the description."""


class Bus:
    """The accessibility bus of one D-Bus session."""

    def __init__(self, session_address):
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        session = Gio.DBusConnection.new_for_address_sync(session_address, flags, None, None)
        reply = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                  Gio.DBusCallFlags.NONE, 10000, None)
        self.connection = Gio.DBusConnection.new_for_address_sync(reply.unpack()[0], flags, None, None)

    def call(self, owner, path, interface, method, arguments=None, timeout=5000):
        """The reply, unpacked; None if the object is gone or does not answer in time."""
        try:
            return self.connection.call_sync(owner, path, interface, method, arguments, None,
                                             Gio.DBusCallFlags.NONE, timeout, None).unpack()
        except GLib.Error:
            return None

    def send(self, owner, path, interface, method, arguments=None):
        """As call, without waiting: a click that opens a modal dialog answers only when it closes."""
        self.connection.call(owner, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, -1, None, None)
        self.connection.flush_sync(None)

    def applications(self):
        root = Accessible(self, PREFIX + "Registry", "/org/a11y/atspi/accessible/root")
        return root.children()

    def process_of(self, owner):
        reply = self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "GetConnectionUnixProcessID", GLib.Variant("(s)", (owner,)))
        return reply[0] if reply else None


class Accessible:
    """One thing on the screen, as a screen reader sees it."""

    def __init__(self, bus, owner, path):
        self.bus, self.owner, self.path = bus, owner, path

    def __eq__(self, other):
        return (self.owner, self.path) == (other.owner, other.path)

    def __hash__(self):
        return hash((self.owner, self.path))

    def __repr__(self):
        return f"{self.role} {self.name!r} ({self.identifier})"

    def _call(self, interface, method, signature=None, *arguments):
        packed = GLib.Variant(signature, arguments) if signature else None
        return self.bus.call(self.owner, self.path, PREFIX + interface, method, packed)

    def _send(self, interface, method, signature=None, *arguments):
        packed = GLib.Variant(signature, arguments) if signature else None
        self.bus.send(self.owner, self.path, PREFIX + interface, method, packed)

    def _property(self, interface, name, otherwise=None):
        reply = self.bus.call(self.owner, self.path, "org.freedesktop.DBus.Properties", "Get",
                              GLib.Variant("(ss)", (PREFIX + interface, name)))
        return otherwise if reply is None else reply[0]

    @property
    def name(self):
        return self._property("Accessible", "Name", "").replace("&", "")

    @property
    def description(self):
        return self._property("Accessible", "Description", "")

    @property
    def identifier(self):
        """The object names from the window down, joined by dots."""
        return self._property("Accessible", "AccessibleId", "")

    @property
    def role(self):
        reply = self._call("Accessible", "GetRoleName")
        role = reply[0] if reply else ""
        return SAME_ROLE.get(role, role)

    def states(self):
        reply = self._call("Accessible", "GetState")
        low, high = reply[0] if reply else (0, 0)
        bits = low | high << 32
        return {name for name, bit in STATES.items() if bits >> bit & 1}

    def is_showing(self):
        return {"showing", "visible"} <= self.states()

    def is_enabled(self):
        return "enabled" in self.states()

    def children(self):
        reply = self._call("Accessible", "GetChildren")
        return [Accessible(self.bus, owner, path) for owner, path in (reply[0] if reply else [])]

    def parent(self):
        owner, path = self._property("Accessible", "Parent", ("", ""))
        return Accessible(self.bus, owner, path)

    def walk(self, hidden=False, depth=40):
        """This and everything below, parents first. What does not show is left out unless `hidden`."""
        yield self
        if depth == 0:
            return
        for child in self.children():
            if hidden or child.role in ("application", "") or child.is_showing():
                yield from child.walk(hidden, depth - 1)

    def fits(self, role=None, name=None, id=None, contains=None):
        return ((id is None or self.identifier.split(".")[-1] == id or self.identifier.endswith(id))
                and (role is None or self.role == role)
                and (name is None or self.name == name)
                and (contains is None or contains in self.name))

    def all(self, hidden=False, **what):
        return [node for node in self.walk(hidden) if node.fits(**what)]

    def has(self, **what):
        return next((node for node in self.walk() if node.fits(**what)), None)

    def find(self, seconds=10, hidden=False, **what):
        """The first thing that shows and fits: role, name, contains (in the name), id (end of the
        object-name path). Waits for it."""
        try:
            return until(str(what), lambda: next((n for n in self.walk(hidden) if n.fits(**what)), None), seconds)
        except TimeoutError as error:
            raise NotThere(str(error)) from None

    def outline(self, depth=40):
        """The tree as text, for failures and for writing scripts."""
        lines = []

        def add(node, indent):
            lines.append(f"{'  ' * indent}{node!r}{'' if node.is_enabled() else ' [disabled]'}")
            for child in node.children():
                if indent < depth and (child.is_showing() or indent == 0):
                    add(child, indent + 1)
        add(self, 0)
        return "\n".join(lines)

    def actions(self):
        count = self._property("Action", "NActions", 0)
        return [(self._call("Action", "GetName", "(i)", i) or [""])[0] for i in range(count)]

    def do(self, *names):
        """Does the first of these actions that the thing has."""
        mine = [action.lower() for action in self.actions()]
        for name in names:
            if name in mine:
                self._send("Action", "DoAction", "(i)", mine.index(name))
                return
        raise NotThere(f"{self!r} has none of the actions {names}, but {mine}")

    def click(self):
        until(f"{self!r} is enabled", self.is_enabled, 10)
        self.do("press", "click", "toggle", "showmenu", "activate", "jump")

    def focus(self):
        self._send("Component", "GrabFocus")

    def select_child(self, index):
        self._send("Selection", "SelectChild", "(i)", index)

    @property
    def text(self):
        reply = self._call("Text", "GetText", "(ii)", 0, -1)
        return reply[0] if reply else self.name

    def set_text(self, text):
        reply = self._call("EditableText", "SetTextContents", "(s)", text)
        if not reply or not reply[0]:
            raise NotThere(f"{self!r} does not take text")

    @property
    def value(self):
        return self._property("Value", "CurrentValue")

    def set_value(self, value):
        self.bus.call(self.owner, self.path, "org.freedesktop.DBus.Properties", "Set",
                      GLib.Variant("(ssv)", (PREFIX + "Value", "CurrentValue", GLib.Variant("d", value))))

    def extents(self):
        """x, y, width, height on the screen."""
        reply = self._call("Component", "GetExtents", "(u)", 0)
        return reply[0] if reply else (0, 0, 0, 0)


class Application(Accessible):
    """A running program's windows."""

    def __init__(self, bus, process):
        found = until(f"process {process} on the accessibility bus", lambda: next(
            (a for a in bus.applications() if bus.process_of(a.owner) == process), None), 20)
        super().__init__(bus, found.owner, found.path)

    def windows(self):
        return [w for w in self.children() if w.is_showing()]
