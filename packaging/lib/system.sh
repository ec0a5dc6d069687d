# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Chooses and prepares the system that Vitrine is built and run on: this one, if its own packages
# are new enough, else a Debian 13 system in a folder. To be sourced after common.sh.
# shellcheck shell=bash

kind=$(system_kind)

# prepare_system GROUP...: after it, `inside` and `inside_as_tester` work.
prepare_system() {
    local groups=$*
    case $kind in
        root) "$repo/packaging/debian13-root.sh" make ;;
        apt) install_missing debian.txt "$groups" apt_missing apt_install ;;
        dnf) install_missing fedora.txt "$groups" dnf_missing dnf_install ;;
        pacman) install_missing arch.txt "$groups" pacman_missing pacman_install ;;
    esac
}

# install_missing LIST GROUPS ASK INSTALL: asks the package manager only when the list has changed.
install_missing() {
    local list=$repo/packaging/packages/$1 groups=$2 stamp=$cache/installed.stamp want
    local -a packages=() missing=()
    # shellcheck disable=SC2086 # one word a group
    mapfile -t packages < <(package_list "$list" $groups)
    want=$(printf '%s\n' "${packages[@]}" | sha256sum)
    mkdir -p "$cache" || die "can't make the folder $cache."
    grep -qxF "$want" "$stamp" 2>/dev/null && return
    mapfile -t missing < <("$3" "${packages[@]}")
    if [ ${#missing[@]} -gt 0 ]; then
        need_space "$cache" 500
        need_rights "Installing ${#missing[@]} packages"
        say "Installing ${#missing[@]} packages..."
        "$4" "${missing[@]}" || die "some packages could not be installed: ${missing[*]}"
    fi
    echo "$want" >> "$stamp"
}

apt_missing() { dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | awk '$2=="installed"{print $1}' | sort | comm -13 - <(printf '%s\n' "$@" | sort); }
apt_install() {
    as_root apt-get update -qq || die "no package source answers (apt-get update failed)."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
dnf_missing() { local p; for p in "$@"; do rpm -q --quiet --whatprovides "$p" || echo "$p"; done; }
dnf_install() { as_root dnf install -y -q --setopt=install_weak_deps=False "$@"; }
pacman_missing() { pacman -T "$@" || true; }
# Without -y, which alone would upgrade a part of the system: an old package list is to be renewed by a whole upgrade.
pacman_install() { as_root pacman -S --needed --noconfirm "$@" || die "pacman could not install them; after \"pacman -Syu\" it may."; }

# inside CMD...: as the calling user, on the prepared system, in the current folder.
inside() {
    if [ "$kind" = root ]; then "$repo/packaging/debian13-root.sh" run "$@"; else "$@"; fi
}

# inside_as_tester [--display] CMD...: as an unprivileged user; the caller himself if he is one.
inside_as_tester() {
    if [ "$(id -u)" != 0 ]; then [ "$1" != --display ] || shift; inside "$@"; return; fi
    if [ "$kind" = root ]; then "$repo/packaging/debian13-root.sh" run --as-tester "$@"; return; fi
    [ "$1" != --display ] || shift
    id -u tester >/dev/null 2>&1 || { say "Making the unprivileged user \"tester\" (programs and guests don't run as root)."; useradd -m -s /bin/bash tester || die "the user could not be made."; }
    setpriv --reuid tester --regid tester --init-groups -- test -r "$repo/README.md" || \
        die "the user \"tester\" can't read $repo: put the sources where everybody can, as /srv, or start this as an ordinary user."
    local runtime status=0; runtime=$(mktemp -d /tmp/vitrine-run.XXXXXX); chown tester: "$runtime"
    setpriv --reuid tester --regid tester --init-groups --inh-caps=-all -- env HOME="$(getent passwd tester | cut -d: -f6)" \
        USER=tester LOGNAME=tester XDG_RUNTIME_DIR="$runtime" DBUS_SESSION_BUS_ADDRESS= "$@" || status=$?
    rm -rf "$runtime"
    return "$status"
}

# The folders that tests and the tour write to, whoever runs them.
make_shared_folders() {
    mkdir -p "$repo/build/test-output" "$repo/build/tour"
    [ "$(id -u)" != 0 ] || chmod 777 "$repo/build/test-output" "$repo/build/tour"
}

# When root got here by sudo, the person's own account is the one to work as.
step_down_from_sudo() {
    [ "$(id -u)" = 0 ] && [ -n "${SUDO_USER:-}" ] && [ "$SUDO_USER" != root ] || return 0
    say "Called through sudo: going on as $SUDO_USER."
    local home; home=$(getent passwd "$SUDO_USER" | cut -d: -f6)
    exec setpriv --reuid "$SUDO_USER" --regid "$(id -g "$SUDO_USER")" --init-groups -- env -u SUDO_USER -u XDG_CACHE_HOME \
        HOME="$home" USER="$SUDO_USER" LOGNAME="$SUDO_USER" XDG_RUNTIME_DIR="${XDG_RUNTIME_DIR:-/run/user/$(id -u "$SUDO_USER")}" "$0" "$@"
}
