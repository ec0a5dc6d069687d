# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Shared by the scripts in packaging/ and tests/. To be sourced by bash; sets `repo` and `cache`.
# shellcheck shell=bash

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/vitrine

say() { printf '%s\n' "$*" >&2; }
die() { say "vitrine: $*"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo -- "$@"
    else die "this step needs root: run it as root, or install sudo."
    fi
}

# Ends with a plain line when the caller can't become root; says why a password is asked for.
need_rights() { # WHAT-FOR
    [ "$(id -u)" = 0 ] && return
    command -v sudo >/dev/null || die "$1 needs root: run this as root, or install sudo."
    sudo -n true 2>/dev/null && return
    say "$1 needs administrator rights; sudo asks for your password."
    sudo -v || die "$1 needs administrator rights, and sudo did not give them."
}

need_space() { # FOLDER MEGABYTES
    local free
    mkdir -p "$1" || die "can't make the folder $1."
    free=$(df -Pm "$1" | awk 'NR==2{print $4}')
    [ "$free" -ge "$2" ] || die "only $free MB free at $1; $2 MB are needed. Free some space, or set XDG_CACHE_HOME or VITRINE_ROOT to another place."
}

# package_list FILE GROUP...: the packages of these groups, one a line
package_list() {
    local file=$1; shift
    awk -v groups=" $* " '/^#/||NF==0{next} /^\[/{g=substr($1,2,length($1)-2); next} index(groups," " g " ")' "$file" | sort -u
}

# A line every few seconds for work that prints nothing by itself: progress_while PID FUNCTION
progress_while() {
    local pid=$1 start=$SECONDS said=$SECONDS text
    while kill -0 "$pid" 2>/dev/null; do
        sleep 2
        text="  $("$2"), $((SECONDS - start)) s"
        if [ -t 2 ]; then printf '\r%s ' "$text" >&2
        elif (( SECONDS - said >= 20 )); then said=$SECONDS; say "$text"; fi
    done
    if [ -t 2 ]; then printf '\r\033[K' >&2; fi
}

# Which set-up this system needs: "apt", "dnf" or "pacman" when its own packages suffice, else "root".
system_kind() {
    local ID='' ID_LIKE='' VERSION_ID=''
    [ "${VITRINE_FORCE_ROOT:-}" = 1 ] && { echo root; return; }
    # shellcheck source=/dev/null
    [ -r /etc/os-release ] && . /etc/os-release
    local major=${VERSION_ID%%.*}
    case $ID in
        debian) if [ -z "$major" ] || [ "$major" -ge 13 ]; then echo apt; else echo root; fi ;;
        ubuntu) if [ "${VERSION_ID/./}" -ge 2504 ]; then echo apt; else echo root; fi ;;
        fedora) if [ "${major:-0}" -ge 41 ]; then echo dnf; else echo root; fi ;;
        arch) echo pacman ;;
        *) case " $ID_LIKE " in *" arch "*) echo pacman ;; *) echo root ;; esac ;;
    esac
}

have_display() { [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }
