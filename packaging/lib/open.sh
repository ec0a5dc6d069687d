#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# open.sh [ARG...]: starts the built Vitrine on the system this is started on, with a D-Bus session
# of its own if the caller has none.
set -euo pipefail
repo=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd -P)
program=$repo/build/release/bin/vitrine
if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ] && [ ! -S "${XDG_RUNTIME_DIR:-/nowhere}/bus" ]; then
    exec dbus-run-session -- "$program" "$@"
fi
exec "$program" "$@"
