#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks a window's event loop for a sign of life every 5 ms; tells the longest time it took.

A process of its own: what the bench itself computes meanwhile must not look like the window's stall.
Reads the window's number from its standard input, measures until that is closed, prints seconds.
"""
import select
import subprocess
import sys
import time

from Xlib import X, display, protocol


class PingMeter:
    """The bench's side. Made before the program is started; waits for a window without cost."""

    def __init__(self, desktop):
        self.process = subprocess.Popen([sys.executable, "-B", __file__], env=desktop.env, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.process.stdout.readline()
        self.begun = False

    def begin(self, window_id):
        self.begun = True
        print(window_id, file=self.process.stdin, flush=True)

    def stop(self):
        """The longest answer in seconds; NaN if there was no window to ask."""
        answer, _ = self.process.communicate(timeout=20)
        return float(answer)


class Pings:
    """The process's side."""

    def __init__(self):
        self.x = display.Display()
        self.root = self.x.screen().root
        # The answer is a client message to the root window; GTK sends it with the first mask, Qt
        # (another than the EWMH names) with the second.
        self.root.change_attributes(event_mask=X.SubstructureNotifyMask | X.StructureNotifyMask)
        self.protocols = self.x.intern_atom("WM_PROTOCOLS")
        self.ping = self.x.intern_atom("_NET_WM_PING")
        self.longest, self.serial, self.waiting = 0.0, 0, {}

    def measure(self, window_id):
        window = self.x.create_resource_object("window", window_id)
        while True:
            self._ask(window)
            until = time.monotonic() + 0.005
            while time.monotonic() < until:
                self._collect()
                if select.select([sys.stdin], [], [], 0.0005)[0]:
                    return self._unanswered()

    def _ask(self, window):
        self.serial += 1
        window.send_event(protocol.event.ClientMessage(window=window, client_type=self.protocols,
                                                       data=(32, [self.ping, self.serial, window.id, 0, 0])))
        self.x.flush()
        self.waiting[self.serial] = time.monotonic()

    def _collect(self):
        while self.x.pending_events():
            event = self.x.next_event()
            if event.type != X.ClientMessage or event.client_type != self.protocols or event.data[1][0] != self.ping:
                continue
            serial = event.data[1][1]
            if serial in self.waiting:
                self.longest = max(self.longest, time.monotonic() - self.waiting[serial])
            for answered in [s for s in self.waiting if s <= serial]:
                del self.waiting[answered]

    def _unanswered(self):
        """What is asked to the end still stands. (A question lost while the window was made was dropped by _collect().)"""
        self._collect()
        if self.waiting:
            self.longest = max(self.longest, time.monotonic() - min(self.waiting.values()))
        return self.longest


def main():
    pings = Pings()
    print("ready", flush=True)
    window_id = sys.stdin.readline()
    print(pings.measure(int(window_id)) if window_id else "nan")


if __name__ == "__main__":
    main()
