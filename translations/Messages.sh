#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Messages.sh: collects every text a user sees into $podir/vitrine.pot (default: build/).
# KDE's scripty calls it with XGETTEXT and podir set; by hand it needs gettext and python3 only.
# A language is translations/LANGUAGE/vitrine.po: ki18n_install() installs what is there.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
podir=${podir:-build}
mkdir -p "$podir"
XGETTEXT=${XGETTEXT:-xgettext --from-code=UTF-8 -C --kde -ci18n \
    -ki18n:1 -ki18nc:1c,2 -ki18np:1,2 -ki18ncp:1c,2,3 -kki18n:1 -kki18nc:1c,2 -kki18np:1,2 -kki18ncp:1c,2,3 \
    -kxi18n:1 -kxi18nc:1c,2 -kxi18np:1,2 -kxi18ncp:1c,2,3 -kkxi18n:1 -kkxi18nc:1c,2 --package-name=vitrine}

# Menus of .rc files, as KDE's extractrc would.
menus=$(mktemp --suffix=.cpp)
python3 - > "$menus" <<'PY'
import json, pathlib, xml.etree.ElementTree as tree
for path in sorted(pathlib.Path("ui").rglob("*.rc")):
    for node in tree.parse(path).iter():
        if node.tag.endswith("}text") or node.tag == "text":
            print(f'i18nc({json.dumps(node.get("context", "@title:menu"))}, {json.dumps(node.text)}); // {path}')
PY
trap 'rm -f "$menus" "$menus.list"' EXIT
find app ui models backends -name '*.cpp' -o -name '*.h' | LC_ALL=C sort > "$menus.list"
# shellcheck disable=SC2086 # a command with its options
$XGETTEXT -f "$menus.list" "$menus" -o "$podir/vitrine.pot"
