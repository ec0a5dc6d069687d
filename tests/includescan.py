#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the walls between the layers by reading every #include line.

    includescan.py FOLDER       scan the sources below FOLDER, exit 1 on a forbidden include
    includescan.py --self-test  prove that each rule fails on a bad include

Dependencies point one way: app -> ui -> models -> backends/core, and app -> backends/<concrete>.
"""
import pathlib
import re
import sys
import tempfile

LAYERS = ("app", "ui", "models", "backends", "tests")
INCLUDE = re.compile(r'^\s*#\s*(?:include|import)\s*[<"]([^>"]+)[>"]', re.M)

# Headers of other libraries, and the only folders that may include them.
NATIVE = [
    ("libvirt", re.compile(r"libvirt/|virterror"), ("backends/libvirt",)),
    ("SPICE", re.compile(r"spice"), ("backends/console",)),
    ("VNC", re.compile(r"rfb/"), ("backends/console",)),
    ("osinfo", re.compile(r"osinfo/|libosinfo"), ("backends/osinfo",)),
    ("GLib", re.compile(r"(glib|gio|gobject|glib-object|gio-unix-2\.0)([/.]|$)"),
     ("backends/console", "backends/osinfo", "backends/libvirt")),
    ("GStreamer", re.compile(r"gst/"), ("backends/console",)),
    ("pugixml", re.compile(r"pugixml"), ("backends/",)),
]
# Public headers of backends/console: what a view sees of a session carries no transport.
CONSOLE_PUBLIC = ("consolesession.h", "consoletypes.h", "consolefactory.h", "framebuffer.h", "sessionfactory.h")
# Folders whose plain-value headers (no native include) the upper layers may use.
VALUE_BACKENDS = ("core", "host", "images", "osinfo")
MAY_USE = {
    "backends": ("backends",),
    "models": ("models", "backends"),
    "ui": ("ui", "models", "backends"),
    "app": ("app", "ui", "models", "backends"),
}


def layer(path):
    return path.split("/", 1)[0]


def folder(path):
    """"backends/console" for "backends/console/x.h"."""
    return "/".join(path.split("/")[:2])


def is_native_header(name):
    return any(pattern.match(name) for _, pattern, _ in NATIVE)


def complaint(path, name, public_console):
    """What is wrong with `path` including `name`, or None."""
    for library, pattern, allowed in NATIVE:
        if pattern.match(name) and not any(path.startswith(a) for a in allowed) and layer(path) != "tests":
            return f"{library} headers belong to {' and '.join(allowed)} only"
    if path.startswith("backends/console/") and is_native_header(name) and path.split("/")[-1] in public_console:
        return "a public console header must stay free of its transport's headers"
    target = layer(name)
    if layer(path) == "tests" or target not in LAYERS or "/" not in name:
        return None
    if target not in MAY_USE[layer(path)]:
        return f"{layer(path)}/ must not depend on {target}/"
    return backend_complaint(path, name, public_console)


def backend_complaint(path, name, public_console):
    if layer(name) != "backends":
        return None
    here, there, header = folder(path), folder(name), name.split("/")[-1]
    if here == there:
        return None
    if layer(path) == "backends":
        if here == "backends/core":
            return "backends/core stands on nothing of ours"
        return None
    if layer(path) == "app" or there.split("/")[1] in VALUE_BACKENDS:
        return None
    if layer(path) == "ui" and there == "backends/console" and header in public_console:
        return None
    return f"{layer(path)}/ must not know {there}"


def sources(top):
    for name in LAYERS:
        for path in sorted((top / name).rglob("*")):
            if path.suffix in (".h", ".cpp", ".hpp", ".c"):
                yield path


def transport_free_closure(top):
    """Headers of backends/console that pull in no native header, themselves or through each other."""
    headers = {p.name: INCLUDE.findall(p.read_text(errors="replace")) for p in (top / "backends/console").glob("*.h")}
    clean = set(headers)
    while True:
        bad = {h for h in clean if any(
            is_native_header(i) or (i.startswith("backends/console/") and i.split("/")[-1] not in clean)
            for i in headers[h])}
        if not bad:
            return clean
        clean -= bad


def scan(top):
    """Public to ui/ is every console header that stays free of transports; the named ones must."""
    clean = transport_free_closure(top)
    found = []
    for header in CONSOLE_PUBLIC:
        if (top / "backends/console" / header).exists() and header not in clean:
            found.append(f"backends/console/{header}: a public console header reaches a transport's header")
    for path in sources(top):
        relative = path.relative_to(top).as_posix()
        text = path.read_text(errors="replace")
        for match in INCLUDE.finditer(text):
            why = complaint(relative, match[1], clean | set(CONSOLE_PUBLIC))
            if why:
                line = text.count("\n", 0, match.start(1)) + 1
                found.append(f'{relative}:{line}: "{match[1]}": {why}')
    return found


BAD = {
    "ui/main/a.cpp": "#include <libvirt/libvirt.h>",
    "models/a.cpp": "#include <libvirt/virterror.h>",
    "ui/console/a.h": "  #  include <spice-client.h>",
    "ui/console/b.cpp": "#include <rfb/rfbclient.h>",
    "models/b.h": "#include <osinfo/osinfo.h>",
    "ui/create/a.cpp": "#include <gio/gio.h>",
    "ui/console/film.cpp": "#include <gst/gst.h>",
    "models/c.cpp": '#include "ui/main/mainwindow.h"',
    "models/d.cpp": '#include "backends/libvirt/libvirtconnection.h"',
    "ui/main/b.cpp": '#include "backends/demo/democonnection.h"',
    "ui/main/c.cpp": '#include "app/application.h"',
    "ui/console/c.cpp": '#include "backends/console/spicethings.h"',
    "backends/core/a.h": '#include "backends/libvirt/handles.h"',
    "backends/host/a.cpp": '#include "models/machinestore.h"',
    "backends/demo/a.cpp": "#include <libvirt/libvirt.h>",
    "backends/console/framebuffer.h": "#include <glib.h>",
}
GOOD = {
    "app/main.cpp": '#include "backends/libvirt/factory.h"\n#include "ui/main/mainwindow.h"',
    "ui/main/ok.cpp": '#include "models/machinestore.h"\n#include "backends/core/error.h"\n#include "backends/host/kvmprobe.h"',
    "ui/console/ok.cpp": '#include "backends/console/consolesession.h"\n#include <QWidget>',
    "backends/console/consolesession.h": "#include <QObject>",
    "backends/console/spicethings.h": "#include <spice-client.h>",
    "backends/libvirt/ok.cpp": '#include <libvirt/libvirt.h>\n#include "backends/core/error.h"',
    "tests/unit/ok.cpp": '#include "backends/libvirt/handles.h"',
}


def write(top, files):
    for name, text in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("// x\n" + text + "\n")


def self_test():
    with tempfile.TemporaryDirectory() as name:
        top = pathlib.Path(name)
        write(top, GOOD)
        unexpected = scan(top)
        write(top, BAD)
        found = scan(top)
    missed = [f for f in BAD if not any(line.startswith(f + ":") for line in found)]
    wrong = [line for line in found if line.split(":")[0] in GOOD]
    for line in unexpected + wrong:
        print("wrongly refused:", line)
    for name in missed:
        print("not noticed:", name, BAD[name])
    print(f"{len(BAD) - len(missed)} of {len(BAD)} bad includes noticed, {len(unexpected)} good ones refused")
    return 1 if missed or unexpected or wrong else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    found = scan(pathlib.Path(sys.argv[1]))
    print("\n".join(found) if found else "the walls between the layers hold")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
