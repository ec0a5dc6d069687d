#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start, memory, stalls and idle cost of the machine list, beside another program in the same run.

  list.py [--machines 10,1000] [--rounds 5] [--idle 60] [--churn 10] [--running 0]
          [--program NAME="COMMAND {uri}"]... [--check]

All machines are off unless --running says how many are not: Vitrine shows live pictures of those,
virt-manager does not, so that they would be measured as part of filling the list. Defaults compare
build/release/bin/vitrine with virt-manager (left out, with a word, when it isn't
installed). Columns, medians of interleaved rounds (lowest..highest):
  window s   command to first pixels
  filled s   command to the last sizeable change of the list (LIST_AREA: of virt-manager's that is
             the window, of Vitrine's the left of it; the details at its right come later)
  stall ms   longest time the event loop took to answer a ping while it loaded
  PSS MiB    of the whole process tree, settled
  idle s/min processor time a minute, over --idle seconds of nothing happening
  churn ms   longest stall while one machine changes 50 times a second (live session daemon)
--check ends with failure when a target of the project (see TARGETS) is missed or could not be measured.
  list.py --self-test   prove that --check sees that
"""
import argparse
import shlex
import shutil
import statistics
import subprocess
import sys
import time

import rig
from pingmeter import PingMeter

# machines: (filled ratio, PSS ratio) at most, beside virt-manager in the same run
TARGETS = {10: (0.4, 0.65), 1000: (0.15, 0.5)}
STALL_MS, IDLE_S = 16, 0.1
CHURN_MACHINES = 1000  # with fewer a change costs nothing worth measuring
# The share of the window's width, from the left, that the list takes, by the last word of a program's
# name (so of an "older vitrine", too); 1 for those not named.
LIST_AREA = {"vitrine": 0.2}


def fixture(path, count, running=0):
    """A test-driver node file: `count` small machines, the first `running` of them on."""
    machines = "".join(
        f"<domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>"
        f"<name>machine-{i:04d}</name><uuid>{i:08x}-0000-4000-8000-000000000000</uuid>"
        f"<memory unit='MiB'>64</memory><vcpu>1</vcpu><os><type>hvm</type></os>"
        f"<test:runstate>{1 if i < running else 5}</test:runstate></domain>"
        for i in range(count))
    path.write_text(f"<node>{machines}</node>")


class Picture:
    """Watches the whole screen for sizeable changes."""

    def __init__(self, screen):
        self.screen = screen
        self.last = screen.snapshot()

    def changed_rows(self, left, right):
        """How many rows of the screen have changed at all, and between two columns, since the last call."""
        now, before = self.screen.snapshot(), self.last
        if now == before:
            return 0, 0
        self.last = now
        stride = self.screen.stride
        rows = [y for y in range(0, len(now), stride) if now[y:y + stride] != before[y:y + stride]]
        span = slice(left * 4, right * 4)
        return len(rows), sum(now[y:y + stride][span] != before[y:y + stride][span] for y in rows)


def load(desktop, command, list_area=1):
    """Starts the program and waits until it is quiet. -> (process, window s, filled s, stall ms)"""
    meter = PingMeter(desktop)
    picture, started = Picture(desktop.screen), time.monotonic()
    process = desktop.run(shlex.split(command))
    first = last = filled = None
    left, right = 0, desktop.screen.width
    while True:
        rows, list_rows = picture.changed_rows(left, right)
        now = time.monotonic()
        if rows:
            first, last = first or now, now
        if list_rows > 40 or not filled:  # a blinking text cursor is some 20 rows high
            filled = now if list_rows else filled
        if not meter.begun and first and (windows := desktop.windows()):
            window, _, width, _ = windows[0]
            left = window.translate_coords(desktop.root, 0, 0).x * -1
            right = left + int(width * list_area)
            meter.begin(window.id)
        if last and now - last > 1.5:
            break
        if now - started > 60 or not process.running():
            raise rig.Failed(f"{command}: no settled window\n{desktop.log_text()}")
        time.sleep(0.004)
    return process, first - started, filled - started, meter.stop() * 1000


def measure(name, command, machines, running, idle):
    with rig.Desktop(1280, 1024) as desktop:
        node = desktop.folder / "node.xml"
        fixture(node, machines, running)
        process, window, filled, stall = load(desktop, command.format(uri=f"test://{node}"), LIST_AREA.get(name.split()[-1], 1))
        time.sleep(2)
        result = {"window s": window, "filled s": filled, "stall ms": stall, "PSS MiB": rig.pss_mib(process.tree())}
        if idle:
            before = rig.cpu_seconds(process.tree())
            time.sleep(idle)
            result["idle s/min"] = (rig.cpu_seconds(process.tree()) - before) * 60 / idle
        process.stop()
        return result


def measure_churn(command, machines, seconds):
    """Longest stall in ms while machine-0000's title changes 50 times a second."""
    with rig.Desktop(1280, 1024) as desktop:
        define_many(desktop, machines)
        process, *_ = load(desktop, command.format(uri="qemu:///session"))
        meter = PingMeter(desktop)
        meter.begin(desktop.windows()[0][0].id)
        virsh = subprocess.Popen(["virsh", "-q", "-c", "qemu:///session"], env=desktop.env, stdin=subprocess.PIPE,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
        end, i = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            virsh.stdin.write(f"desc --title --config machine-0000 'Title {i}'\n")
            virsh.stdin.flush()
            i += 1
            time.sleep(0.02)
        virsh.stdin.close()
        virsh.wait(20)
        stall = meter.stop() * 1000
        process.stop()
        return {"churn ms": stall}


def define_many(desktop, count):
    commands = []
    for i in range(count):
        path = desktop.folder / f"d{i}.xml"
        path.write_text(f"<domain type='qemu'><name>machine-{i:04d}</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>"
                        "<os><type arch='x86_64' machine='q35'>hvm</type></os></domain>")
        commands.append(f"define {path}")
    subprocess.run(["virsh", "-q", "-c", "qemu:///session"], input="\n".join(commands) + "\n", env=desktop.env,
                   stdout=subprocess.DEVNULL, text=True, check=True, timeout=240)


def table(title, columns, rows):
    print(f"\n{title}")
    print("| program | " + " | ".join(columns) + " |")
    print("|---|" + "---|" * len(columns))
    for name, results in rows.items():
        cells = [rig.spread([r[c] for r in results if c in r]) if any(c in r for r in results) else "-" for c in columns]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def median(rows, name, column):
    return statistics.median(r[column] for r in rows[name] if column in r)


def missed_limits(machines, rows, limits):
    """What of `limits` (column: below what) is not kept; what was not measured (NaN: no window answered) isn't."""
    missed = []
    for column, limit in limits.items():
        if not any(column in r for r in rows["vitrine"]):
            missed.append(f"{machines}: {column} was not measured")
        elif not median(rows, "vitrine", column) < limit:
            missed.append(f"{machines}: {column} {median(rows, 'vitrine', column):.2f} (below {limit})")
    return missed


def missed_targets(machines, rows, idle, churn):
    limits = {"stall ms": STALL_MS} | ({"idle s/min": IDLE_S} if idle else {})
    if churn and machines >= CHURN_MACHINES:
        limits["churn ms"] = STALL_MS
    missed = missed_limits(machines, rows, limits)
    if "virt-manager" in rows and machines in TARGETS:
        for column, limit in zip(("filled s", "PSS MiB"), TARGETS[machines]):
            ratio = median(rows, "vitrine", column) / median(rows, "virt-manager", column)
            print(f"{column}, vitrine / virt-manager: {ratio:.2f} (target {limit})")
            if ratio > limit:
                missed.append(f"{machines}: {column} ratio {ratio:.2f}")
    return missed


def self_test():
    good = {"stall ms": 5.0, "idle s/min": 0.01, "churn ms": 7.0}
    bad = [{"churn ms": 16.0}, {"stall ms": 20.0}, {"idle s/min": 0.5}, {"churn ms": float("nan")}]
    assert missed_targets(1000, {"vitrine": [good]}, 60, 10) == []
    assert missed_targets(10, {"vitrine": [{"stall ms": 5.0}]}, 0, 10) == [], "small lists have no churn"
    for change in bad:
        assert len(missed_targets(1000, {"vitrine": [good | change]}, 60, 10)) == 1, change
    for column in good:
        without = {name: value for name, value in good.items() if name != column}
        assert missed_targets(1000, {"vitrine": [without]}, 60, 10) == [f"1000: {column} was not measured"], column


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--machines", default="10,1000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--idle", type=float, default=60)
    parser.add_argument("--churn", type=float, default=10)
    parser.add_argument("--running", type=int, default=0)
    parser.add_argument("--program", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    programs = dict(p.split("=", 1) for p in args.program)
    if not programs:
        programs["vitrine"] = f"{rig.vitrine()} --connect {{uri}}"
        if shutil.which("virt-manager"):
            programs["virt-manager"] = "virt-manager --no-fork -c {uri}"
        else:
            print("virt-manager is not installed: no comparison")
    missed = []
    for machines in map(int, args.machines.split(",")):
        rows = {name: [] for name in programs}
        for round_number in range(args.rounds):
            for name, command in programs.items():
                # Idle cost is long to take and steady: once a program and size is enough.
                rows[name].append(measure(name, command, machines, args.running, args.idle if round_number == 0 else 0))
                if args.churn and round_number == 0 and machines >= CHURN_MACHINES:
                    rows[name].append(measure_churn(command, machines, args.churn))
        table(f"{machines} machines, {args.rounds} rounds",
              ["window s", "filled s", "stall ms", "PSS MiB", "idle s/min", "churn ms"], rows)
        if "vitrine" in rows:
            missed += missed_targets(machines, rows, args.idle, args.churn)
    for line in missed:
        print("missed:", line)
    return 1 if missed and args.check else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except rig.Failed as why:
        sys.exit(f"bench: {why}")
