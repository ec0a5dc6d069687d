#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# build.sh PRESET [TARGET]: configures if need be and builds build/PRESET of this tree, on the system
# it is started on. Says nothing when nothing is to do; else one line a tenth of the work.
set -euo pipefail
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
preset=$1 target=${2:-all} folder=$repo/build/$1
cd "$repo"
export CCACHE_DIR=${CCACHE_DIR:-$cache/ccache} CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-2G} CCACHE_BASEDIR=$repo CCACHE_NOHASHDIR=1
mkdir -p "$CCACHE_DIR" 2>/dev/null && [ -w "$CCACHE_DIR" ] || die "$CCACHE_DIR (CCACHE_DIR) can't be written here."
mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ] && { [ ! -e "$folder/build.ninja" ] || [ -w "$folder/build.ninja" ]; } \
    || die "$folder can't be written (it was built as another user?); remove it, then run this again."

exec 7>>"$folder/.lock"
flock -n 7 || { say "Another build is running in $folder; waiting for it..."; flock 7; }

if [ ! -f "$folder/build.ninja" ]; then
    say "Configuring ($preset)..."
    cmake --preset "$preset" > "$folder/configure.log" 2>&1 7>&- || { tail -n 30 "$folder/configure.log" >&2; rm -f "$folder/build.ninja" "$cache/installed.stamp"; die "configuring failed (see above, and $folder/configure.log)."; }
fi

tenths() { # ninja's lines in, a line a tenth of the work and everything that is no progress line out
    local line last=0 busy='' done total
    while IFS= read -r line; do
        if [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\  ]]; then
            done=${BASH_REMATCH[1]} total=${BASH_REMATCH[2]} busy=1
            if [ -t 2 ]; then printf '\r  building %d of %d \033[K' "$done" "$total" >&2
            elif (( done * 10 / total != last )); then (( last = done * 10 / total )) || true; say "  building $done of $total"; fi
        elif [[ $line != "ninja: no work to do." && $line != "ninja: Entering"* ]]; then
            if [ -t 2 ] && [ -n "$busy" ]; then printf '\r\033[K' >&2; fi
            busy=''; say "$line"
        fi
    done
    if [ -t 2 ] && [ -n "$busy" ]; then printf '\r\033[K' >&2; fi
}
NINJA_STATUS='[%f/%t] ' ninja -C "$folder" "$target" 7>&- 2>&1 | tenths \
    || { [ "$(df -Pm "$folder" | awk 'NR==2{print $4}')" -gt 50 ] || die "the disk is full."; die "the build failed (see above)."; }
