#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tour.sh VITRINE: the main job with a real installer on a private display, as an unprivileged user
# on the system this is started on. Numbered pictures in build/tour/.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
repo=$(cd "$here/../.." && pwd -P)
iso=$repo/build/test-output/debian-13-installer.iso
"$here/make-installer-iso.sh" "$iso"
exec "$here/isolated.sh" python3 -B "$here/../acceptance/mainjob.py" "$1" "$iso" "$repo/build/tour"
