#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes, enters and removes a Debian 13 system in a folder, for hosts whose own
# packages are too old for Vitrine.
#
#   debian13-root.sh make              make it, or bring it up to the package list
#   debian13-root.sh run [--as-tester [--display]] CMD [ARG...]
#                                      run a command in it, in the current folder
#   debian13-root.sh shell [--as-tester]
#   debian13-root.sh remove [--with-machines]
#   debian13-root.sh path              print where it is
#
# The folder is $VITRINE_ROOT, or debian13-root in the cache folder. Commands run
# as the calling user (as "tester", an unprivileged user, with --as-tester), with
# his display, sound, home folder, D-Bus session and /dev/kvm. Each run has mount
# and process namespaces of its own: nothing stays mounted or running behind it.
set -euo pipefail

self=$(readlink -f "${BASH_SOURCE[0]}")
here=$(dirname "$self")
. "$here/lib/common.sh"
packages="$here/packages/debian.txt"
root=${VITRINE_ROOT:-$cache/debian13-root}
tester_uid=4242

# What of the caller's environment crosses into the Debian 13 system; all else stays out.
crossing_names='LANG|LANGUAGE|LC_[A-Z]+|TZ|TERM|COLORTERM|NO_COLOR|CI|CCACHE_[A-Z]+|VITRINE_[A-Z_]+|CTEST_[A-Z_]+|QT_[A-Z_]+|XMODIFIERS|GTEST_[A-Z_]+'
session_names='DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_RUNTIME_DIR|XDG_CACHE_HOME|XDG_SESSION_TYPE|XDG_CURRENT_DESKTOP|KDE_[A-Z_]+|DBUS_SESSION_BUS_ADDRESS|PULSE_SERVER'

wanted() { package_list "$packages" build run test peers root; }
stamp() { { wanted; echo v1; } | sha256sum | cut -d' ' -f1; }
is_current() { [ "$(cat "$root/etc/vitrine-root.stamp" 2>/dev/null)" = "$(stamp)" ]; }

need_mmdebstrap() {
    command -v mmdebstrap >/dev/null && return
    command -v apt-get >/dev/null || die "mmdebstrap is missing; install it with this system's package manager, then run this again."
    say "Installing mmdebstrap..."
    apt-get update -qq || die "no package source answers (apt-get update failed)."
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq mmdebstrap debian-archive-keyring >/dev/null \
        || die "mmdebstrap could not be installed."
}

# The kernel's view, not df's: anything mounted below the folder would be emptied with it.
refuse_if_mounted() {
    if awk -v r="$1/" '{ if (index($5 "/", r) == 1) found = 1 } END { exit !found }' /proc/self/mountinfo; then
        die "something is mounted below $1; unmount it first."
    fi
}
remove_tree() { refuse_if_mounted "$1"; rm -rf --one-file-system "$1"; }

explain_failure() { # LOG
    tail -n 12 "$1" >&2
    if grep -q 'No space left' "$1"; then die "the disk is full; nothing was kept."; fi
    if grep -qiE 'failed to fetch|could not resolve|temporary failure|unable to connect|connection (timed|refused)' "$1"; then
        die "no package source answers; nothing was kept."
    fi
    die "the Debian 13 system could not be made (see the lines above); nothing was kept."
}

make_new() {
    need_space "$(dirname "$root")" 5000; need_mmdebstrap
    fresh="$root.new" log="$root.log"
    remove_tree "$fresh"
    say "Making a Debian 13 system in $root (takes about 4 GB and 2 minutes)..."
    trap '[ -z "${job:-}" ] || kill -KILL "$job" 2>/dev/null || true; wait 2>/dev/null; remove_tree "$fresh"' EXIT
    trap 'die "interrupted; nothing was kept."' INT TERM HUP
    made_so_far() {
        # sudo stands between this and the caller, whose end by a signal would go unnoticed.
        [ -d "/proc/${VITRINE_CALLER:-self}" ] || kill -TERM $$
        printf '%s MB written' "$(du -sm "$fresh" 2>/dev/null | cut -f1)"
    }
    # In namespaces of its own, so that an interruption leaves nothing mounted or running.
    unshare --mount --pid --fork --kill-child --mount-proc --propagation private -- \
        mmdebstrap --mode=root --variant=apt --aptopt='APT::Install-Recommends "false"' \
        --include="$(wanted | paste -sd,)" trixie "$fresh" >"$log" 2>&1 91>&- </dev/null &
    job=$!
    progress_while "$job" made_so_far
    wait "$job" || { job=; explain_failure "$log"; }
    job=
    finish "$fresh"
    remove_tree "$root"
    mv "$fresh" "$root"
    trap - EXIT INT TERM HUP
}

update() {
    say "Bringing the Debian 13 system up to the package list..."
    # shellcheck disable=SC2046 # one word a package
    (enter root /bin/sh -c 'export DEBIAN_FRONTEND=noninteractive
        dpkg --configure -a && apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null' \
        sh $(wanted)) || die "packages could not be installed into $root; 'packaging/debian13-root.sh remove' starts anew."
    finish "$root"
}

finish() { # FOLDER: the unprivileged user, then the stamp that calls it complete
    if ! grep -q '^tester:' "$1/etc/passwd"; then
        chroot "$1" useradd -u "$tester_uid" -m -s /bin/bash tester
        chroot "$1" usermod --add-subuids 400000-465535 --add-subgids 400000-465535 tester
    fi
    stamp > "$1/etc/vitrine-root.stamp"
}

make() {
    is_current && return
    mkdir -p "$(dirname "$root")" || die "can't make the folder $(dirname "$root")."
    if [ "$(id -u)" != 0 ]; then
        need_rights "Making the Debian 13 system"
        sudo -- env VITRINE_ROOT="$root" VITRINE_CALLER=$$ HOME="$HOME" TERM="${TERM:-dumb}" "$self" make
        return
    fi
    exec 91>>"$root.lock" # not 9: callers hold locks of their own on the small numbers
    flock -n 91 || { say "Another run is making the Debian 13 system; waiting for it..."; flock 91; }
    is_current || { if [ -f "$root/etc/vitrine-root.stamp" ]; then update; else make_new; fi; say "The Debian 13 system is ready."; }
    exec 91>&-
}

crossing() { # PATTERN: NAME=VALUE of the caller's variables with these names, NUL-ended
    env -0 | grep -zE "^($1)=" || true
}

# enter USER CMD...: USER is root, tester, tester+display or caller. Replaces this process, so that
# a signal sent to this script reaches the command.
enter() {
    local user=$1 names=$crossing_names; shift
    case $user in caller|tester+display) names="$names|$session_names" ;; esac
    local -a vars=()
    mapfile -d '' -t vars < <(crossing "$names")
    local -a sudo=()
    [ "$(id -u)" = 0 ] || { need_rights "Entering the Debian 13 system"; sudo=(sudo --); }
    exec "${sudo[@]}" env VITRINE_ROOT="$root" ENTER_USER="$user" ENTER_UID="$(id -u)" ENTER_GID="$(id -g)" \
        ENTER_GROUPS="$(id -G | tr ' ' ',')" ENTER_NAME="$(id -un)" ENTER_HOME="$HOME" ENTER_CWD="$PWD" \
        ENTER_REPO="$repo" \
        unshare --mount --propagation slave -- "$here/lib/enter-root.sh" "${vars[@]}" -- "$@"
}

remove() {
    case $root in /|"$HOME"|/usr|/home) die "refusing to remove $root." ;; esac
    if [ "$(id -u)" != 0 ]; then
        need_rights "Removing the Debian 13 system"
        sudo -- env VITRINE_ROOT="$root" HOME="$HOME" "$self" remove "$@"
        return
    fi
    [ -e "$root" ] || [ -e "$root.new" ] || { say "There is no $root."; return; }
    # Vitrine started by root runs as "tester", who has his home folder in there.
    local disks; disks=$(find "$root/home" -path '*/libvirt/images/*' -type f 2>/dev/null || true)
    if [ -n "$disks" ] && [ "${1:-}" != --with-machines ]; then
        say "$disks"
        die "these disks of machines are in it: move them away, or delete them, too, with \"remove --with-machines\"."
    fi
    exec 91>>"$root.lock" # not 9: callers hold locks of their own on the small numbers
    flock -n 91 || die "another run is making it; end that one first."
    exec 8>>"$root.use"
    flock -n 8 || die "it is in use; close what runs in it first."
    remove_tree "$root.new"; remove_tree "$root"
    rm -f "$root.lock" "$root.use" "$root.log"
    say "Removed $root."
}

case ${1:-} in
    make) make ;;
    run|shell)
        what=$1 who=caller; shift
        if [ "${1:-}" = --as-tester ]; then who=tester; shift; fi
        if [ "$who" = tester ] && [ "${1:-}" = --display ]; then who=tester+display; shift; fi
        if [ "$what" = shell ]; then set -- /bin/bash -l; fi
        [ $# -gt 0 ] || die "run: which command?"
        make
        enter "$who" "$@" ;;
    remove) shift; remove "$@" ;;
    path) printf '%s\n' "$root" ;;
    *) sed -n '5,20s/^# \{0,1\}//p' "$self"; exit 2 ;;
esac
