#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole settings dialog by keyboard alone, on the real program with the make-believe hypervisor.

    isolated.sh settingskeyboard.py VITRINE PICTURES

Goes through every page with everything advanced: Tab has to reach every control and to come back, what has
the focus has to be in sight and to look like it. Then changes something of each kind, applies and closes.
No pointer is used.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from gui import FocusWatch, Story, tell, until  # noqa: E402

MOST_STOPS = 400
PARTS = ("list item", "tree item", "table cell", "table column header", "column header", "table row header", "row header",
         "menu item", "filler", "scroll pane", "viewport", "scroll area", "window", "dialog", "page tab list", "label", "panel")


class Keyboard(Story):
    def __init__(self, desktop, pictures, vitrine):
        super().__init__(desktop, pictures)
        self.focus = FocusWatch(desktop.accessibility)
        self.app = desktop.start([vitrine, "--connect", "demo:///"])
        self.app.find(id="MainWindow", seconds=20)
        self.app.find(role="list item", seconds=20)
        self.faults = []

    def run(self):
        self.open()
        names = self.go_through_the_pages()
        assert not self.faults, "\n".join(self.faults)
        self.search()
        self.change_and_apply()
        self.close()
        print(f"{len(names)} pages: {', '.join(names)}")

    def key(self, *keys):
        self.desktop.key(*keys)

    def tab(self, key="Tab"):
        return self.focus.after(lambda: self.key(key))

    def open(self):
        self.key("Down", "ctrl+s")
        self.dialog = self.app.find(id="machineSettings", seconds=20)
        self.dialog.find(id="general.title", seconds=20)
        until("the pages have the keyboard", lambda: self.at_pages(self.focus.now()), 10)
        self.step("The settings are open, and the keyboard is at the pages")
        back = self.tab("shift+Tab")
        assert back.identifier.endswith("settingsAdvanced"), back
        if "checked" not in back.states():
            self.key("space")
        until("everything is shown", lambda: "checked" in back.states(), 10)
        assert self.at_pages(self.tab())
        self.key("Home")

    @staticmethod
    def at_pages(widget):
        return widget is not None and (widget.identifier.endswith("settingsPages") or (widget.role, widget.name) == ("list", "Pages"))

    def page_names(self):
        pages = self.dialog.find(role="list", name="Pages")
        return [item.name for item in pages.all(role="list item")]

    def go_through_the_pages(self):
        names = self.page_names()
        assert len(names) > 10, names
        for number, name in enumerate(names):
            if number:
                self.focus.after(lambda: self.key("Down"))
            self.go_through(name)
        self.step("Every page was gone through")
        return names

    def go_through(self, name):
        wanted = self.controls()
        reached, previous = [], None
        for _ in range(MOST_STOPS):
            before = self.desktop.picture()
            widget = self.tab()
            picture = self.picture_after(before)
            if previous:
                self.judge_look(name, previous, picture)
            if self.at_pages(widget):
                break
            self.judge_place(name, widget)
            reached.append(widget)
            previous = (widget, widget.extents(), picture)
        else:
            raise AssertionError(f"{name}: Tab does not come back to the pages: {reached[-5:]}")
        if reached[0].identifier.endswith("settingsChangesArea") or reached[0].name in ("OK", "Cancel", "Apply"):
            self.faults.append(f"{name}: Tab leads past the page to {reached[0]!r}")
        # A list or tree has the keyboard by way of one of its items.
        met = set(reached) | {widget.parent() for widget in reached}
        missed = [widget for widget in wanted if widget not in met]
        for widget in missed:
            self.faults.append(f"{name}: Tab does not reach {widget!r}")
        print(f"  {name}: {len(reached)} stops, {len(wanted)} controls, {len(missed)} missed", flush=True)

    def controls(self):
        """What a person could want to reach: enabled, focusable, on this page."""
        found = []
        for widget in self.dialog.walk():
            states = widget.states()
            if {"focusable", "enabled"} <= states and widget.role not in PARTS and widget.path != self.dialog.path:
                if not self.at_pages(widget) and "settingsPages" not in widget.identifier:
                    found.append(widget)
        return found

    def judge_place(self, page, widget):
        """In sight: inside the window, and of the scrolled page inside what shows of it."""
        x, y, width, height = widget.extents()
        left, top, wide, high = self.dialog.extents()
        if not (left <= x and top <= y and x < left + wide and y + min(height, 10) <= top + high):
            self.faults.append(f"{page}: {widget!r} has the keyboard out of sight at {x},{y}")
        if not widget.name:
            self.faults.append(f"{page}: {widget!r} has no name")

    def picture_after(self, before):
        """The focus is told before it is painted."""
        try:
            return until("another picture", lambda: (now := self.desktop.picture()).differs_from(before, share=0) and now, 1, every=0.02)
        except TimeoutError:
            return before

    def judge_look(self, page, previous, now):
        """What had the focus looks otherwise without it, where it still stands in the same place."""
        widget, extents, then = previous
        if widget.extents() != extents:
            return
        x, y, width, height = extents
        area = (max(0, x - 3), max(0, y - 3), width + 6, height + 6)
        if not then.part(*area).differs_from(now.part(*area), share=0):
            self.faults.append(f"{page}: {widget!r} does not look focused")

    def search(self):
        found = self.focus.after(lambda: self.key("ctrl+f"))
        assert found.identifier.endswith("settingsSearch"), found
        self.desktop.type("cache")
        until("the search leaves few pages", lambda: len([i for i in self.page_names()]) < 8, 10)
        self.step("A search by keyboard")
        for _ in "cache":
            self.key("BackSpace")
        until("all pages are back", lambda: len(self.page_names()) > 10, 10)

    def go_to(self, identifier):
        """Tabs to a control of the page that shows."""
        for _ in range(MOST_STOPS):
            widget = self.tab()
            if widget.identifier.split(".")[-2:] == identifier.split(".") or widget.identifier.endswith("." + identifier):
                return widget
        raise AssertionError(f"Tab does not reach {identifier}")

    def to_page(self, name):
        for _ in range(MOST_STOPS):
            if self.at_pages(self.tab()):
                break
        self.key("Home")
        for _ in range(self.page_names().index(name)):
            self.key("Down")
        until(f"the page {name} is chosen", lambda: "selected" in self.dialog.find(role="list item", name=name).states(), 5)

    def changes(self):
        return self.dialog.find(id="settingsChanges").name

    def change_and_apply(self):
        self.to_page("General")
        self.go_to("general.title")
        self.key("ctrl+a")
        self.desktop.type("By keyboard")
        self.to_page("System")
        self.go_to("memory.size")
        self.key("Up")
        self.go_to("firmware.type")
        self.key("Down")
        self.to_page("Ports")
        self.go_to("settingsPage_6_add")
        self.key("space", "Down", "Return")
        until("a port is added", lambda: "added" in self.changes(), 10)
        for text in ("By keyboard", "Memory", "Firmware"):
            assert text in self.changes(), (text, self.changes())
        self.step("A text, a number, a choice and a device by keyboard")
        for _ in range(MOST_STOPS):
            if self.tab().name == "Apply":
                break
        self.key("space")
        until("nothing is left to change", lambda: "Nothing was changed" in self.changes(), 20)
        self.step("Applied by keyboard")

    def close(self):
        self.key("Escape")
        until("the settings are closed", lambda: not self.app.has(id="machineSettings"), 10)
        self.app.find(role="list item", contains="By keyboard")
        self.step("Closed by keyboard, and the machine has its new name")


def main():
    vitrine, pictures = sys.argv[1:]
    return tell(lambda desktop, folder: Keyboard(desktop, folder, vitrine), pathlib.Path(pictures))


if __name__ == "__main__":
    sys.exit(main())
