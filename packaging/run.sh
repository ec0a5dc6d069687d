#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds Vitrine and opens it.
#
#   packaging/run.sh [ARGUMENTS for vitrine, as an .iso file]
#   packaging/run.sh --tour     show the main job on a private virtual display instead, and leave
#                               numbered pictures of it in build/tour/
#
# Works as root and as an ordinary user with sudo, and may be run again at any time.
set -euo pipefail
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib/common.sh"
. "$repo/packaging/lib/system.sh"
case ${1:-} in -h|--help) sed -n '5,11s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
step_down_from_sudo "$@"

tour=0
if [ "${1:-}" = --tour ]; then tour=1; shift
elif ! have_display; then say "There is no display here (DISPLAY and WAYLAND_DISPLAY are empty): running the tour instead."; tour=1
fi

if [ "$tour" = 1 ]; then prepare_system build run test; else prepare_system build run; fi
inside "$repo/packaging/lib/build.sh" release vitrine

if [ "$tour" = 1 ]; then
    make_shared_folders
    say "The tour: Vitrine on a private display, with a real installer. It takes about two minutes."
    inside_as_tester "$repo/tests/support/tour.sh" "$repo/build/release/bin/vitrine"
    exit
fi
if [ "$(id -u)" = 0 ]; then
    say "You are root: Vitrine opens as the unprivileged user \"tester\"; start this as an ordinary user to use your own account."
    for argument; do
        [ ! -e "$argument" ] || inside_as_tester test -r "$(readlink -f "$argument")" || \
            die "\"tester\" can't read $argument. Put it where everybody can read it, as /var/tmp, and name it from there."
    done
    inside_as_tester --display "$repo/packaging/lib/open.sh" "$@"
else
    inside "$repo/packaging/lib/open.sh" "$@"
fi
