#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes, enters and removes a Debian 13 system in a folder, for hosts whose own
# packages are too old for Vitrine.
#
#   debian13-root.sh make              make it, or bring it up to the package list
#   debian13-root.sh run [--as-tester] CMD [ARG...]
#                                      run a command in it, in the current folder
#   debian13-root.sh shell [--as-tester]
#   debian13-root.sh remove
#   debian13-root.sh path              print where it is
#
# The folder is $VITRINE_ROOT, or debian13-root in the cache folder. Commands run
# as the calling user (as "tester", an unprivileged user, with --as-tester), with
# his display, sound, home folder, D-Bus session and /dev/kvm. Each run has mount
# and process namespaces of its own: nothing stays mounted or running behind it.
set -euo pipefail

self=$(readlink -f "${BASH_SOURCE[0]}")
here=$(dirname "$self")
packages="$here/packages/debian.txt"
cache=${XDG_CACHE_HOME:-$HOME/.cache}/vitrine
root=${VITRINE_ROOT:-$cache/debian13-root}
tester_uid=4242

say() { printf '%s\n' "$*" >&2; }
die() { say "vitrine: $*"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo -- "$@"
    else die "this step needs root: run it as root, or install sudo."
    fi
}

wanted() { grep -vE '^(#|\[|$)' "$packages" | sort -u; }
stamp() { { wanted; echo v1; } | sha256sum | cut -d' ' -f1; }
is_current() { [ "$(cat "$root/etc/vitrine-root.stamp" 2>/dev/null)" = "$(stamp)" ]; }

need_space() {
    local free; mkdir -p "$(dirname "$root")"
    free=$(df -Pm "$(dirname "$root")" | awk 'NR==2{print $4}')
    [ "$free" -ge 4000 ] || die "only $free MB free at $(dirname "$root"); 4,000 MB are needed. Free some, or set VITRINE_ROOT to another place."
}

need_mmdebstrap() {
    command -v mmdebstrap >/dev/null && return
    command -v apt-get >/dev/null || die "mmdebstrap is missing; install it with this system's package manager."
    say "Installing mmdebstrap..."
    as_root apt-get update -qq || die "no package source answers (apt-get update failed)."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq mmdebstrap >/dev/null \
        || die "mmdebstrap could not be installed."
}

make_new() {
    need_space; need_mmdebstrap
    local fresh="$root.new"
    as_root rm -rf --one-file-system "$fresh"
    say "Making a Debian 13 system in $root (about 2.5 GB, 2 minutes)..."
    trap 'as_root rm -rf --one-file-system "$fresh"' EXIT
    as_root mmdebstrap --quiet --variant=apt --aptopt='APT::Install-Recommends "false"' \
        --include="$(wanted | paste -sd,)" trixie "$fresh" \
        || die "the Debian 13 system could not be made (see the lines above)."
    trap - EXIT
    as_root rm -rf --one-file-system "$root"
    as_root mv "$fresh" "$root"
}

update() {
    say "Bringing the Debian 13 system up to the package list..."
    enter root /bin/sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null' \
        sh $(wanted) || die "packages could not be installed into $root; 'debian13-root.sh remove' starts anew."
}

finish() {
    as_root env ROOT="$root" UID_="$tester_uid" STAMP="$(stamp)" sh -eu -c '
        grep -q "^tester:" "$ROOT/etc/passwd" || {
            chroot "$ROOT" useradd -u "$UID_" -m -s /bin/bash tester
            chroot "$ROOT" usermod --add-subuids 400000-465535 --add-subgids 400000-465535 tester; }
        echo "$STAMP" > "$ROOT/etc/vitrine-root.stamp"'
}

make() {
    is_current && return
    if [ -f "$root/etc/vitrine-root.stamp" ]; then update; else make_new; fi
    finish
    say "The Debian 13 system is ready."
}

# enter USER CMD...: USER is root, tester, or caller.
enter() {
    local user=$1; shift
    as_root env VITRINE_ROOT="$root" ENTER_USER="$user" ENTER_UID="$(id -u)" ENTER_GID="$(id -g)" \
        ENTER_GROUPS="$(id -G | tr ' ' ',')" ENTER_NAME="$(id -un)" ENTER_HOME="$HOME" ENTER_CWD="$PWD" \
        ENTER_REPO="$(dirname "$here")" ENTER_PATH_EXTRA="${ENTER_PATH_EXTRA:-}" \
        DISPLAY="${DISPLAY:-}" WAYLAND_DISPLAY="${WAYLAND_DISPLAY:-}" XAUTHORITY="${XAUTHORITY:-}" \
        XDG_RUNTIME_DIR="${XDG_RUNTIME_DIR:-}" DBUS_SESSION_BUS_ADDRESS="${DBUS_SESSION_BUS_ADDRESS:-}" \
        PULSE_SERVER="${PULSE_SERVER:-}" LANG="${LANG:-C.UTF-8}" TERM="${TERM:-dumb}" \
        XDG_SESSION_TYPE="${XDG_SESSION_TYPE:-}" XDG_CURRENT_DESKTOP="${XDG_CURRENT_DESKTOP:-}" \
        unshare --mount --pid --fork --kill-child --propagation private -- "$here/lib/enter-root.sh" "$@"
}

case ${1:-} in
    make) make ;;
    run|shell)
        what=$1; shift; who=caller
        [ "${1:-}" = --as-tester ] && { who=tester; shift; }
        make
        if [ "$what" = shell ]; then set -- /bin/bash -l; fi
        [ $# -gt 0 ] || die "run: which command?"
        enter "$who" "$@" ;;
    remove)
        case $root in /|"$HOME"|/usr|/home) die "refusing to remove $root." ;; esac
        as_root rm -rf --one-file-system "$root" "$root.new"; say "Removed $root." ;;
    path) printf '%s\n' "$root" ;;
    *) sed -n '5,20s/^# \{0,1\}//p' "$self"; exit 2 ;;
esac
