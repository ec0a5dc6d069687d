#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# systemdaemon.sh COMMAND...: runs a command beside a libvirt system daemon (qemu:///system) of its own, in a
# network and mount namespace of their own with empty folders, so that nothing of this computer is touched.
# Needs root; exit 77 where it can't be done.
set -euo pipefail
skip() {
    echo "SKIPPED: $1"
    exit 77
}
if [ "${VITRINE_SYSTEM_DAEMON:-}" != inside ]; then
    [ "$(id -u)" = 0 ] || skip "a system daemon needs root"
    command -v libvirtd dnsmasq ip >/dev/null || skip "libvirtd, dnsmasq or ip is not installed"
    unshare --net --mount --fork --pid --kill-child true 2>/dev/null || skip "no namespaces can be made here"
    export VITRINE_SYSTEM_DAEMON=inside
    exec unshare --net --mount --propagation private --fork --pid --mount-proc --kill-child "$0" "$@"
fi
for folder in /run /etc/libvirt /var/lib/libvirt /var/log/libvirt /var/cache/libvirt; do
    mkdir -p "$folder"
    mount -t tmpfs tmpfs "$folder"
done
ip link set lo up
virtlogd --daemon
libvirtd --timeout 0 --daemon
for _ in $(seq 100); do
    virsh --connect qemu:///system --quiet version >/dev/null 2>&1 && break
    sleep 0.1
done
"$@"
