#!/bin/bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# isolated.sh CMD [ARG...]: runs CMD with HOME, XDG folders and a runtime folder that are new, empty
# and its own, no session bus and Qt's offscreen platform; afterwards ends what CMD left running
# (libvirt's session daemon, guests) and removes the folders. CTest starts every test program by it.
dir=$(mktemp -d /tmp/vt.XXXXXX) || exit 99
finish() {
    local left
    for signal in TERM KILL; do
        left=$(cd /proc && grep -lsF "=$dir/" [0-9]*/environ | cut -d/ -f1 | grep -vx "$$")
        [ -z "$left" ] && break
        kill -s $signal $left 2>/dev/null
        for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 $left 2>/dev/null || break; sleep 0.1; done
    done
    rm -rf "$dir" 2>/dev/null
}
trap finish EXIT
trap 'kill -TERM $job 2>/dev/null' TERM INT HUP
mkdir -m 700 "$dir/run" "$dir/home" "$dir/config" "$dir/cache" "$dir/data" "$dir/state"
if [ "$(ulimit -Hc)" != unlimited ]; then
    # libvirt grants guests core files of any size and fails where that is forbidden (sudo in a container).
    mkdir "$dir/config/libvirt" && echo 'max_core = 0' > "$dir/config/libvirt/qemu.conf"
fi
env HOME="$dir/home" XDG_RUNTIME_DIR="$dir/run" XDG_CONFIG_HOME="$dir/config" XDG_CACHE_HOME="$dir/cache" \
    XDG_DATA_HOME="$dir/data" XDG_STATE_HOME="$dir/state" DBUS_SESSION_BUS_ADDRESS=disabled: \
    VITRINE_ISOLATED=1 QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}" LC_ALL=C.UTF-8 "$@" <&0 &
job=$!
while :; do wait $job; status=$?; kill -0 $job 2>/dev/null || break; done
exit $status
