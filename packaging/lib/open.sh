#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# open.sh [ARG...]: starts the built Vitrine on the system this is started on, with a D-Bus session
# of its own if the caller has none. In the Debian 13 folder it ends with the last machine that runs:
# with it ends all that was started there.
set -euo pipefail
repo=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd -P)
. "$repo/packaging/lib/common.sh"
run=("$repo/build/release/bin/vitrine" "$@")
if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ] && [ ! -S "${XDG_RUNTIME_DIR:-/nowhere}/bus" ]; then
    run=(dbus-run-session -- "${run[@]}")
fi
[ "$(cat /proc/1/comm)" = tini ] || exec "${run[@]}" # its first process is enter-root.sh's

machines_run() { pgrep -u "$(id -u)" -f '^[^ ]*qemu-system-' >/dev/null; }
"${run[@]}" && status=0 || status=$?
if machines_run; then
    say "Machines go on in the background, and so does this command; Ctrl+C switches them off."
    while machines_run; do sleep 1; done
fi
exit "$status"
