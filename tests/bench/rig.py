# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benches share: a private desktop, a private libvirt session, and measures from outside.

Nothing here trusts a program's own counters. Pixels are read from Xvfb's framebuffer file
(-fbdir, XWD format: X11/XWDFile.h), processor time and memory from /proc, and stalls (pingmeter.py) by
the window manager's own question "are you alive" (_NET_WM_PING of the EWMH), which every toolkit
answers from its event loop. Run as an unprivileged user; everything that is started here is ended by its id.
"""
import mmap
import os
import pathlib
import re
import signal
import statistics
import struct
import subprocess
import tempfile
import time

from Xlib import X, display
from Xlib.ext import xtest


ROOT = pathlib.Path(__file__).resolve().parents[2]


class Failed(Exception):
    """The bench can't be run or went wrong; the text says why."""


def vitrine():
    """The program as users get it; peers, too, are measured as their packages have them."""
    path = ROOT / "build" / "release" / "bin" / "vitrine"
    if not path.exists():
        raise Failed(f"{path} isn't built: `packaging/run.sh` or `tests/run.sh -L bench` builds it")
    return str(path)


def wait_for(what, seconds, probe, pause=0.02):
    """The first true value of probe(); Failed after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = probe()
        if value:
            return value
        time.sleep(pause)
    raise Failed(f"{what}: not within {seconds} s")


class Process:
    """A child and all it starts, in a session of its own."""

    def __init__(self, args, env, log, pass_fds=()):
        self.log = open(log, "ab")
        self.child = subprocess.Popen(args, env=env, stdin=subprocess.DEVNULL, stdout=self.log,
                                      stderr=self.log, start_new_session=True, pass_fds=pass_fds)
        self.pid = self.child.pid

    def running(self):
        return self.child.poll() is None

    def stop(self):
        if self.running():
            os.killpg(self.pid, signal.SIGTERM)
            try:
                self.child.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self.pid, signal.SIGKILL)
                self.child.wait()
        self.log.close()

    def tree(self):
        """Ids of the process and its descendants."""
        parents = {}
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    stat = pathlib.Path("/proc", entry, "stat").read_text()
                    parents[int(entry)] = int(stat.rsplit(")", 1)[1].split()[1])
                except (OSError, IndexError):
                    pass
        mine, grew = {self.pid}, True
        while grew:
            more = {p for p, parent in parents.items() if parent in mine} - mine
            mine |= more
            grew = bool(more)
        return mine


def cpu_seconds(pids):
    ticks = 0
    for pid in pids:
        try:
            fields = pathlib.Path("/proc", str(pid), "stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return ticks / os.sysconf("SC_CLK_TCK")


def pss_mib(pids):
    total = 0
    for pid in pids:
        try:
            for line in pathlib.Path("/proc", str(pid), "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            pass
    return total / 1024


def threads(pids):
    """Of each thread: its name, voluntary context switches and processor nanoseconds so far."""
    found = {}
    for pid in pids:
        for task in pathlib.Path("/proc", str(pid), "task").glob("*"):
            try:
                status = (task / "status").read_text()
                switches = int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", status, re.M).group(1))
                found[task.name] = (re.search(r"^Name:\s+(.*)", status).group(1), switches, int((task / "schedstat").read_text().split()[0]))
            except OSError:
                pass
    return found


def work_between(before, after):
    """Wake-ups and processor seconds between two threads(). What threads did that have ended meanwhile is left
    out; a difference of two sums would lose all they ever did."""
    wakes = sum(switches - before.get(tid, (name, 0, 0))[1] for tid, (name, switches, _) in after.items())
    return wakes, sum(spent - before.get(tid, (name, 0, 0))[2] for tid, (name, _, spent) in after.items()) / 1e9


def who_wakes(before, after, seconds):
    """"name 1.2/s" of each thread that has woken, most first."""
    counts = {}
    for tid, (name, switches, _) in after.items():
        counts[name] = counts.get(name, 0) + switches - before.get(tid, (name, 0, 0))[1]
    return ", ".join(f"{name} {count / seconds:.2f}/s" for name, count in sorted(counts.items(), key=lambda c: -c[1]) if count)


class Screen:
    """Xvfb's framebuffer as a memory map."""

    def __init__(self, folder):
        self.file = open(pathlib.Path(folder, "Xvfb_screen0"), "rb")
        self.map = mmap.mmap(self.file.fileno(), 0, prot=mmap.PROT_READ)
        head = struct.unpack(">25I", self.map[:100])
        self.width, self.height, self.stride = head[4], head[5], head[12]
        self.start = head[0] + head[19] * 12
        if head[11] != 32:
            raise Failed("the screen has %d bits a pixel, not 32" % head[11])

    def pixel(self, x, y):
        at = self.start + y * self.stride + x * 4
        return self.map[at:at + 3]

    def snapshot(self):
        return self.map[self.start:self.start + self.stride * self.height]


class Desktop:
    """Xvfb, a session bus, a window manager, and private folders for libvirt and settings."""

    def __init__(self, width=2560, height=1440):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vb-"))
        self.processes = []
        for name in ("fb", "run", "config", "cache", "data", "home"):
            (self.folder / name).mkdir(mode=0o700)
        keep = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "VITRINE_BENCH_ARGS")}
        self.env = {**keep, "HOME": str(self.folder / "home"), "XDG_RUNTIME_DIR": str(self.folder / "run"),
                    "XDG_CONFIG_HOME": str(self.folder / "config"), "XDG_CACHE_HOME": str(self.folder / "cache"),
                    "XDG_DATA_HOME": str(self.folder / "data"), "GDK_BACKEND": "x11", "QT_QPA_PLATFORM": "xcb",
                    "NO_AT_BRIDGE": "1", "XDG_SESSION_TYPE": "x11"}
        try:
            self._start(width, height)
        except BaseException:
            self.close()
            raise

    def _start(self, width, height):
        read, write = os.pipe()
        self.run(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp",
                  "-fbdir", str(self.folder / "fb")], pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as pipe:
            self.env["DISPLAY"] = ":" + pipe.readline().strip()
        bus = f"unix:path={self.folder}/run/bus"
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus
        self.run(["dbus-daemon", "--session", "--nofork", "--address=" + bus])
        wait_for("the session bus", 10, lambda: os.path.exists(f"{self.folder}/run/bus"))
        os.environ["DISPLAY"] = self.env["DISPLAY"]
        self.x = wait_for("Xvfb", 20, self._connect)
        self.run(["openbox", "--sm-disable"])
        self.root = self.x.screen().root
        check = self.x.intern_atom("_NET_SUPPORTING_WM_CHECK")
        wait_for("the window manager", 10, lambda: self.root.get_full_property(check, X.AnyPropertyType))
        self.screen = Screen(self.folder / "fb")

    def _connect(self):
        try:
            return display.Display(self.env["DISPLAY"])
        except Exception:
            return None

    def run(self, args, pass_fds=(), **env):
        process = Process(args, {**self.env, **env}, self.folder / "log", pass_fds)
        self.processes.append(process)
        return process

    def call(self, *args, seconds=60):
        done = subprocess.run(args, env=self.env, capture_output=True, text=True, timeout=seconds)
        if done.returncode:
            raise Failed(f"{' '.join(args)}: {done.stderr.strip()}")
        return done.stdout

    def windows(self):
        """Top-level client windows: (window, title, width, height)."""
        listed = self.root.get_full_property(self.x.intern_atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
        found = []
        for wid in listed.value if listed else []:
            window = self.x.create_resource_object("window", wid)
            try:
                geometry = window.get_geometry()
                title = window.get_full_property(self.x.intern_atom("_NET_WM_NAME"), X.AnyPropertyType)
                found.append((window, title.value.decode(errors="replace") if title else "", geometry.width, geometry.height))
            except Exception:
                continue
        return found

    def log_text(self):
        return (self.folder / "log").read_text(errors="replace")[-4000:]

    def close(self):
        for process in reversed(self.processes):
            process.stop()
        self._end_daemons()
        subprocess.run(["rm", "-rf", str(self.folder)], check=False)

    def _end_daemons(self):
        """libvirt's session daemon detaches itself; its pid files lie in our private folder."""
        for pid_file in (self.folder / "run").rglob("*.pid"):
            try:
                os.kill(int(pid_file.read_text()), signal.SIGTERM)
            except (OSError, ValueError):
                pass

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()


class Beacon:
    """The marker and counters that guests/beacon.c draws, found on the screen at scale 1."""

    CELL, BITS = 16, 16
    MARKER = re.compile(rb"(?:\xff\x00\xff.){16}(?:\xff\xff\x00.){16}(?:\x00\xff\xff.){16}(?:\xff\x00\xff.){16}", re.S)

    def __init__(self, screen, size):
        self.screen = screen
        self.size = size
        self.origin = None

    def find(self):
        """True when the whole picture is on the screen, unscaled."""
        match = self.MARKER.search(self.screen.map, self.screen.start)
        if not match:
            return False
        at = match.start() - self.screen.start
        x, y = at % self.screen.stride // 4, at // self.screen.stride
        bottom = y + self.size[1] - self.CELL
        if bottom >= self.screen.height or self.screen.pixel(x + 8, bottom + 8) != b"\xff\x00\xff":
            return False
        self.origin = (x, y)
        return True

    def _word(self, first_cell, row):
        x, y = self.origin
        y += 8 if row == 0 else self.size[1] - 8
        value = 0
        for bit in range(self.BITS):
            if self.screen.pixel(x + (first_cell + bit) * self.CELL + 8, y)[0] > 127:
                value |= 1 << bit
        return value

    def frame(self):
        """The frame counter, or None while top and bottom disagree (a torn picture)."""
        top = self._word(4, 0)
        return top if top == self._word(4, 1) else None

    def keys(self):
        return self._word(4 + self.BITS + 1, 0)


def frames_shown(beacon, seconds):
    """Distinct whole frames seen in `seconds`, as a rate, and the 95th percentile of the gaps in ms."""
    seen, last, gaps, last_at = 0, None, [], None
    start = now = time.monotonic()
    while now - start < seconds:
        frame = beacon.frame()
        now = time.monotonic()
        if frame is not None and frame != last:
            if last_at is not None:
                gaps.append((now - last_at) * 1000)
            last, last_at, seen = frame, now, seen + 1
        time.sleep(0.0007)
    gaps.sort()
    return seen / (now - start), gaps[int(len(gaps) * 0.95)] if gaps else float("inf")


def key_latencies(desktop, beacon, presses, keysym=0x61):
    """Milliseconds from an XTEST key press to the guest's changed pixel, one a press; None: missed."""
    code = desktop.x.keysym_to_keycode(keysym)
    result = []
    for i in range(presses):
        time.sleep(0.12 + (i * 37 % 150) / 1000)
        before, asked = beacon.keys(), time.monotonic()
        xtest.fake_input(desktop.x, X.KeyPress, code)
        desktop.x.flush()
        took = None
        while time.monotonic() - asked < 1:
            if beacon.keys() != before:
                took = (time.monotonic() - asked) * 1000
                break
            time.sleep(0.0002)
        xtest.fake_input(desktop.x, X.KeyRelease, code)
        desktop.x.flush()
        result.append(took)
    return result


def spread(values):
    """median (lowest..highest)"""
    return f"{statistics.median(values):.2f} ({min(values):.2f}..{max(values):.2f})"
