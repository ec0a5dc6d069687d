#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# lint.sh CHECK [FILE]: one check on the sources, or on what was built of them; says "SKIPPED: why" when its tool is absent.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

need() { command -v "$1" >/dev/null || { echo "SKIPPED: $1 is not installed"; exit 0; }; }

# The sources that git knows; without git, all but the build folder.
copy_sources() {
    git -c safe.directory='*' ls-files -z 2>/dev/null | while IFS= read -r -d '' f; do
        if [ -f "$f" ]; then printf '%s\0' "$f"; fi
    done | tar --null -T - -cf - | tar -xf - -C "$1"
}

case $1 in
    licences)
        need reuse; need git
        dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
        copy_sources "$dir"
        reuse --root "$dir" lint --lines || { reuse --root "$dir" lint | tail -n 30; exit 1; } ;;
    desktop-file) need desktop-file-validate; desktop-file-validate resources/*.desktop ;;
    metainfo) need appstreamcli; appstreamcli validate --no-net --override=url-homepage-missing=info resources/*.metainfo.xml ;;
    shell)
        find packaging tests translations .ci -type f \( -name '*.sh' -o -path .ci/run \) -print0 | xargs -0 -n1 bash -n
        if command -v shellcheck >/dev/null; then find packaging tests translations -name '*.sh' -print0 | xargs -0 shellcheck -x -S warning; fi ;;
    translations) # every text is found, and says what it is for
        need xgettext; need python3
        dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
        podir=$dir translations/Messages.sh
        grep -q '^msgid "&Machine"' "$dir/vitrine.pot" || { echo "the menus are not among the texts"; exit 1; }
        awk -v RS= 'NR > 1 && !/\nmsgctxt/ { print "no context:\n" $0; bad = 1 } END { exit bad }' "$dir/vitrine.pot" ;;
    start-libraries) # FILE: the program, which loads these libraries by its module when they are needed
        need ldd
        libraries=$(ldd "$2")
        grep -q libQt6Widgets <<<"$libraries" || { echo "what $2 needs can't be told: $libraries"; exit 1; }
        if grep -E '/lib(spice|gst|vnc|osinfo)' <<<"$libraries"; then echo "read before main(): use backends/ondemand"; exit 1; fi ;;
    library-paths) # FILE...: where they look for libraries of their own
        need readelf
        shift
        for file; do
            paths=$(readelf -d "$file" | sed -nE 's/.*\(R(UN)?PATH\).*\[(.*)\]$/\2/p')
            [ -n "$paths" ] || { echo "$file looks nowhere"; exit 1; }
            # An empty entry is the current folder.
            if tr : '\n' <<<"$paths" | grep -vE '^\$ORIGIN(/|$)'; then echo "$file: [$paths]"; exit 1; fi
        done ;;
    *) echo "unknown check $1"; exit 2 ;;
esac
