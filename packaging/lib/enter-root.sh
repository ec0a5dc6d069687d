#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Second half of debian13-root.sh: runs as root inside fresh mount and process
# namespaces, mounts what the command needs, makes the Debian 13 folder the root
# (pivot_root: a plain chroot denies user namespaces, which passt and swtpm need)
# and starts the command below a first process that reaps (QEMU's leftovers would
# otherwise keep a guest from being destroyed).
set -euo pipefail
root=$VITRINE_ROOT

bind() { # bind PATH: the host's PATH at the same place
    [ -e "$1" ] || return 0
    if [ -d "$1" ]; then mkdir -p "$root$1"; else mkdir -p "$root$(dirname "$1")"; [ -e "$root$1" ] || : > "$root$1"; fi
    mount --rbind "$1" "$root$1"
}

mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
[ -e /etc/resolv.conf ] && { : > "$root/run/resolv.conf"; mount --bind /etc/resolv.conf "$root/run/resolv.conf"; ln -sf /run/resolv.conf "$root/etc/resolv.conf"; }
bind /tmp/.X11-unix
if [ "$ENTER_USER" != tester ] && [ -n "${XDG_RUNTIME_DIR:-}" ]; then bind "$XDG_RUNTIME_DIR"; fi
bind "$ENTER_HOME"
case $XAUTHORITY in ""|"$ENTER_HOME"/*|"$XDG_RUNTIME_DIR"/*) ;; *) bind "$XAUTHORITY" ;; esac
case $ENTER_REPO in "$ENTER_HOME"/*) ;; *) bind "$ENTER_REPO" ;; esac
case $ENTER_CWD in "$ENTER_HOME"*|"$ENTER_REPO"*|/tmp*) ;; *) bind "$ENTER_CWD" ;; esac

case $ENTER_USER in
    caller) name=$ENTER_NAME uid=$ENTER_UID gid=$ENTER_GID groups=$ENTER_GROUPS home=$ENTER_HOME ;;
    root) name=root uid=0 gid=0 groups=0 home=/root ;;
    tester) name=tester home=/home/tester; uid=$(chroot "$root" id -u tester); gid=$(chroot "$root" id -g tester)
        groups=$gid; [ -e /dev/kvm ] && groups=$groups,$(stat -c %g /dev/kvm) ;;
esac
if ! chroot "$root" getent passwd "$uid" >/dev/null; then
    cp "$root/etc/passwd" "$root/run/passwd"; cp "$root/etc/group" "$root/run/group"
    echo "$name:x:$uid:$gid::$home:/bin/bash" >> "$root/run/passwd"
    echo "$name:x:$gid:" >> "$root/run/group"
    mount --bind "$root/run/passwd" "$root/etc/passwd"; mount --bind "$root/run/group" "$root/etc/group"
fi
if [ "$ENTER_USER" = tester ]; then
    export XDG_RUNTIME_DIR=/run/user/$uid DBUS_SESSION_BUS_ADDRESS="" DISPLAY="" WAYLAND_DISPLAY="" XAUTHORITY=""
fi
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then export XDG_RUNTIME_DIR=/run/user/$uid; fi
if [ ! -d "$root$XDG_RUNTIME_DIR" ]; then
    mkdir -p "$root$XDG_RUNTIME_DIR"; chown "$uid:$gid" "$root$XDG_RUNTIME_DIR"; chmod 700 "$root$XDG_RUNTIME_DIR"
fi

mkdir -p "$root/run/old-root"
pivot_root "$root" "$root/run/old-root"
cd "$ENTER_CWD" 2>/dev/null || cd /
umount -l /run/old-root
for v in DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS PULSE_SERVER XDG_SESSION_TYPE XDG_CURRENT_DESKTOP; do
    [ -n "${!v:-}" ] || unset "$v"
done
export HOME=$home USER=$name LOGNAME=$name SHELL=/bin/bash
export PATH=${ENTER_PATH_EXTRA:+$ENTER_PATH_EXTRA:}/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin
[ "$uid" = 0 ] && subst=() || subst=(setpriv --reuid "$uid" --regid "$gid" --groups "$groups" --inh-caps=-all --)
exec tini -s -- "${subst[@]}" "$@"
