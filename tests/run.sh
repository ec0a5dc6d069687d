#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds the development preset and runs the tests.
#
#   tests/run.sh                     all but the benchmarks
#   tests/run.sh CTEST-ARGUMENTS     e.g. -R errortext, -L unit, -L bench, --rerun-failed
#
# Tests run as an unprivileged user: the caller, or "tester" when the caller is root. They may
# write to build/test-output and build/tour only. Labels: lint unit contract integration ui
# fuzz acceptance bench.
set -euo pipefail
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../packaging/lib/common.sh"
. "$repo/packaging/lib/system.sh"
case ${1:-} in -h|--help) sed -n '5,12s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
step_down_from_sudo "$@"
began=$SECONDS
[ $# -gt 0 ] || set -- -LE bench

prepare_system build run test
say "The system is ready after $((SECONDS - began)) s."
inside "$repo/packaging/lib/build.sh" dev
case "$*" in "-LE bench") ;; *bench*) inside "$repo/packaging/lib/build.sh" release vitrine ;; esac # what they measure
say "Built after $((SECONDS - began)) s."

make_shared_folders
mkdir -p "$repo/build/dev/Testing/Temporary"
[ "$(id -u)" != 0 ] || chmod -R a+rwX "$repo/build/dev/Testing"
status=0
inside_as_tester ctest --test-dir "$repo/build/dev" -j2 --output-on-failure --no-tests=error "$@" </dev/null || status=$?
say "Took $(((SECONDS - began) / 60)) min $(((SECONDS - began) % 60)) s. Pictures of the acceptance run: build/tour/. Log: build/dev/Testing/Temporary/LastTest.log"
exit "$status"
