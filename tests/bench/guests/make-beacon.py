#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the beacon guest: make-beacon.py INIT OUT_DIR -> OUT_DIR/{linux,initrd}

Kernel and modules come from Debian's installer (package debian-installer-13-netboot-amd64), which
the tests have anyway; INIT is beacon.c built statically. The result boots in some 10 s under software
emulation to a screen drawn through virtio-gpu.
"""
import gzip
import lzma
import pathlib
import shutil
import sys

SOURCE = pathlib.Path("/usr/lib/debian-installer/images/13/amd64/gtk/debian-installer/amd64")
MODULES = ["virtio_dma_buf", "drm", "drm_kms_helper", "drm_shmem_helper", "virtio-gpu", "evdev"]


def read_cpio(data):
    """Yields (name, content) of a newc archive."""
    at = 0
    while data[at:at + 6] == b"070701":
        field = [int(data[at + 6 + 8 * i:at + 14 + 8 * i], 16) for i in range(13)]
        size, name_size = field[6], field[11]
        name = data[at + 110:at + 109 + name_size].decode()
        start = (at + 110 + name_size + 3) & ~3
        if name == "TRAILER!!!":
            return
        yield name, data[start:start + size]
        at = (start + size + 3) & ~3


def cpio_entry(name, content, mode):
    encoded = name.encode() + b"\0"
    head = "070701" + "".join("%08x" % v for v in (0, mode, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(encoded), 0))
    entry = head.encode() + encoded
    entry += b"\0" * (-len(entry) % 4) + content
    return entry + b"\0" * (-len(entry) % 4)


def main(init, out):
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    found = {}
    for name, content in read_cpio(gzip.open(SOURCE / "initrd.gz").read()):
        stem = name.rsplit("/", 1)[-1].split(".ko")[0]
        if ".ko" in name and stem in MODULES:
            found[stem] = lzma.decompress(content) if name.endswith(".xz") else content
    archive = cpio_entry("init", pathlib.Path(init).read_bytes(), 0o100755)
    archive += cpio_entry("modules", b"", 0o040755)
    order = [m for m in MODULES if m in found]
    archive += cpio_entry("modules/order", ("\n".join(order) + "\n").encode(), 0o100644)
    for module in order:
        archive += cpio_entry("modules/" + module, found[module], 0o100644)
    archive += cpio_entry("TRAILER!!!", b"", 0)
    (out / "initrd").write_bytes(gzip.compress(archive, 6))
    shutil.copyfile(SOURCE / "linux", out / "linux")
    missing = [m for m in MODULES if m not in found]
    if missing:
        print("built into the kernel or absent:", *missing)


main(*sys.argv[1:3])
