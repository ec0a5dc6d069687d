# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for something to become true, with a deadline and without a fixed sleep."""
import time


def until(what, condition, seconds=10.0, every=0.1):
    """Returns the first true value of condition(); a TimeoutError that names `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds:g} s: {what}")
        time.sleep(every)
