# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A black-box test as a story: numbered pictures on the way, and what was on the screen when it failed."""
import os
import pathlib
import time
import traceback

from .desktop import Desktop
from .guests import explain_guests


class Story:
    """Steps on a desktop of their own. Derived classes set `app` to the program and have run()."""

    def __init__(self, desktop, pictures):
        self.desktop, self.pictures, self.app = desktop, pictures, None
        self.count, self.began = 0, time.monotonic()

    def step(self, text):
        """Tells what has just been reached, and keeps a picture of it."""
        self.count += 1
        slug = "".join(c if c.isalnum() else "-" for c in text.lower())[:50].strip("-")
        self.desktop.settled_picture().save(self.pictures / f"{self.count:02d}-{slug}.png")
        print(f"{time.monotonic() - self.began:6.1f} s  {self.count:2d}. {text}", flush=True)

    def machine_files(self):
        """What belongs to a machine below the private home: disks, definitions, firmware settings.
        (Vitrine's own firmware templates, made once for all machines, do not.)"""
        top = pathlib.Path(os.environ["HOME"]).parent
        files = [p.relative_to(top) for p in top.rglob("*") if p.is_file()]
        return [str(p) for p in files if p.parts[0] != "cache" and p.parts[:2] != ("data", "vitrine") and (
            p.suffix in (".qcow2", ".raw", ".fd") or p.parts[:3] == ("config", "libvirt", "qemu"))]


def explain(desktop, pictures):
    """What was there when a story failed, as pictures, and as text for where only the log is kept:
    the screen, what each guest shows and does by itself, the log."""
    screen = desktop.picture()
    screen.save(pictures / "failure.png")
    print(f"The screen:\n{screen.as_text()}")
    explain_guests(pictures)
    log = (pictures / "log.txt").read_text(errors="replace").splitlines()
    print("The log's end:", *[line for line in log if "qt.accessibility.atspi" not in line][-40:], sep="\n  ")


def tell(make_story, pictures):
    """Runs make_story(desktop, pictures) on a private desktop; 0 if it ended well."""
    pictures.mkdir(parents=True, exist_ok=True)
    for old in (*pictures.glob("*.png"), pictures / "log.txt"):
        old.unlink(missing_ok=True)
    with Desktop(pictures / "log.txt") as desktop:
        story = None
        try:
            story = make_story(desktop, pictures)
            story.run()
        except Exception:
            traceback.print_exc()
            explain(desktop, pictures)
            if story and story.app:
                (pictures / "failure.txt").write_text(story.app.outline())
            print(f"see {pictures}/failure.png, failure.txt and log.txt")
            return 1
    print(f"{story.count} pictures in {pictures}")
    return 0
