#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# enter-root.sh [NAME=VALUE...] -- CMD [ARG...]
#
# Second half of debian13-root.sh: runs as root inside a fresh mount namespace,
# mounts what the command needs, makes the Debian 13 folder the root (pivot_root: a
# plain chroot denies user namespaces, which passt and swtpm need) and starts the
# command in a process namespace below a first process that reaps (QEMU's leftovers
# would otherwise keep a guest from being destroyed). Only the variables given cross.
set -euo pipefail
root=$VITRINE_ROOT
vars=()
while [ "$1" != -- ]; do vars+=("$1"); declare "IN_${1%%=*}=${1#*=}"; shift; done
shift

exec 8>>"$root.use"   # `remove` takes this lock alone, every run shares it
flock -s 8

bind() { # bind PATH: the host's PATH at the same place
    [ -e "$1" ] || return 0
    if [ -d "$1" ]; then mkdir -p "$root$1"; else mkdir -p "$root$(dirname "$1")"; [ -e "$root$1" ] || : > "$root$1"; fi
    mount --bind "$1" "$root$1"
}
bind_with_submounts() { # as bind, with what is mounted below PATH, but never the Debian 13 folder in itself
    local point
    bind "$1"
    while IFS= read -r point; do
        case $point in "$root"|"$root"/*) ;; "$1"/*) mount --bind "$point" "$root$point" 2>/dev/null || true ;; esac
    done < <(awk '{print $5}' /proc/self/mountinfo)
}
below() { case $1/ in "$2"/*) return 0 ;; esac; return 1; } # below PATH FOLDER

mount --bind "$root" "$root"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mkdir -m 1777 "$root/run/lock" # as Debian has it: libvirt locks the terminals of text consoles there
if [ -e /etc/resolv.conf ]; then
    : > "$root/run/resolv.conf"; mount --bind /etc/resolv.conf "$root/run/resolv.conf"
    [ "$(readlink "$root/etc/resolv.conf" || true)" = /run/resolv.conf ] || ln -sfn /run/resolv.conf "$root/etc/resolv.conf"
fi

case $ENTER_USER in
    caller) name=$ENTER_NAME uid=$ENTER_UID gid=$ENTER_GID groups=$ENTER_GROUPS home=$ENTER_HOME ;;
    root) name=root uid=0 gid=0 groups=0 home=/root ;;
    tester*) name=tester home=/home/tester; uid=$(chroot "$root" id -u tester); gid=$(chroot "$root" id -g tester)
        groups=$gid; if [ -e /dev/kvm ]; then groups=$groups,$(stat -c %g /dev/kvm); fi ;;
esac

runtime=${IN_XDG_RUNTIME_DIR:-} auth=${IN_XAUTHORITY:-}
if [ "$ENTER_USER" = caller ]; then
    bind_with_submounts "$ENTER_HOME"
    for place in /media /mnt /run/media; do bind_with_submounts "$place"; done
    [ -z "$runtime" ] || bind "$runtime"
    socket=${IN_DBUS_SESSION_BUS_ADDRESS:-}; socket=${socket#*unix:path=}; socket=${socket%%[,;]*}
    case $socket in /tmp/*) bind "$socket" ;; esac
    for place in "${IN_XDG_CACHE_HOME:-}" "$auth"; do
        [ -z "$place" ] || below "$place" "$ENTER_HOME" || below "$place" "${runtime:-/nowhere}" || bind "$place"
    done
elif [ "$ENTER_USER" != root ] && below "$ENTER_REPO" "$ENTER_HOME"; then
    # The sources show through, the rest of the caller's home folder does not.
    mkdir -p "$root$ENTER_HOME"; mount -t tmpfs -o mode=755 tmpfs "$root$ENTER_HOME"
fi
[ "$ENTER_USER" != caller ] && [ "$ENTER_USER" != tester+display ] || bind /tmp/.X11-unix
if [ "$ENTER_USER" != caller ] || ! below "$ENTER_REPO" "$ENTER_HOME"; then bind "$ENTER_REPO"; fi
case $ENTER_CWD/ in
    "$ENTER_HOME"/*|"$ENTER_REPO"/*|/tmp/|/|/usr/*|/etc/*|/var/*|/dev/*|/proc/*|/sys/*|/run/*|/bin/*|/lib*|/sbin/*|/boot/*|/root/) ;;
    *) bind "$ENTER_CWD" ;;
esac

if ! chroot "$root" getent passwd "$uid" >/dev/null; then
    cp "$root/etc/passwd" "$root/run/passwd"; cp "$root/etc/group" "$root/run/group"
    echo "$name:x:$uid:$gid::$home:/bin/bash" >> "$root/run/passwd"
    grep -q "^[^:]*:[^:]*:$gid:" "$root/run/group" || echo "$name:x:$gid:" >> "$root/run/group"
    mount --bind "$root/run/passwd" "$root/etc/passwd"; mount --bind "$root/run/group" "$root/etc/group"
fi
if [ "$ENTER_USER" = tester+display ]; then
    runtime=; vars+=(DBUS_SESSION_BUS_ADDRESS= WAYLAND_DISPLAY= XDG_CACHE_HOME=)
    if [ -r "$auth" ]; then install -m 600 -o "$uid" -g "$gid" "$auth" "$root/run/xauthority"; vars+=(XAUTHORITY=/run/xauthority); fi
fi
[ -n "$runtime" ] && [ -d "$root$runtime" ] || {
    runtime=/run/user/$uid
    mkdir -p "$root$runtime"; chown "$uid:$gid" "$root$runtime"; chmod 700 "$root$runtime"
}
vars+=(XDG_RUNTIME_DIR="$runtime" HOME="$home" USER="$name" LOGNAME="$name" SHELL=/bin/bash
    PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin)
for i in "${!vars[@]}"; do case ${vars[i]} in *=) unset "vars[i]" ;; esac; done

mkdir -p "$root/run/old-root"
pivot_root "$root" "$root/run/old-root"
cd "$ENTER_CWD" 2>/dev/null || cd /
subst=()
[ "$uid" = 0 ] || subst=(setpriv --reuid "$uid" --regid "$gid" --groups "$groups" --inh-caps=-all --)

# A new /proc can only be mounted from inside the new process namespace. The job has a mount
# namespace of its own in turn: this shell stays behind with the host's /proc to find and signal the
# job's first process, for unshare itself would swallow a SIGTERM.
setpriv --pdeathsig KILL unshare --mount --propagation slave --pid --fork --kill-child -- /bin/sh -c '
    mount -t proc proc /proc && umount -l /run/old-root && exec "$@"' sh \
    env -i --default-signal "${vars[@]}" /usr/bin/tini -s -- "${subst[@]}" "$@" <&0 8>&- &
job=$!
forward() {
    local first; first=$(cat "/run/old-root/proc/$job/task/$job/children" 2>/dev/null || true)
    kill -s "$1" $first 2>/dev/null || true
    ( for _ in 1 2 3 4 5; do sleep 1; kill -0 "$job" 2>/dev/null || exit 0; done; kill -KILL "$job" ) &
}
trap 'forward TERM' TERM HUP
trap : INT QUIT
while :; do
    wait "$job" && status=0 || status=$?
    kill -0 "$job" 2>/dev/null || break
done
exit "$status"
