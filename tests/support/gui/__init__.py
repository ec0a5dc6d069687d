# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a desktop program from outside: a private display, the accessibility interface, keys, pixels.

    with Desktop(folder) as desktop:
        app = desktop.start([vitrine])
        app.find(role="push button", name="Create").click()
"""
from .atspi import Accessible, Application, NotThere
from .desktop import Desktop
from .focus import FocusWatch
from .guests import virsh
from .screen import Picture
from .story import Story, explain, tell
from .waiting import until
from .wayland import WaylandDesktop

__all__ = ["Accessible", "Application", "Desktop", "FocusWatch", "NotThere", "Picture", "Story", "WaylandDesktop", "explain",
           "tell", "until", "virsh"]
