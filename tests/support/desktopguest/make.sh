#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make.sh FOLDER: a Debian 13 desktop to test the console with, from Debian's packages: FOLDER/linux,
# FOLDER/initrd and FOLDER/disk.img, a raw ext4 disk without partitions. Kept while this recipe is
# unchanged. Needs mmdebstrap, a package source, and no root.
#
#   -append "root=/dev/vda rw quiet init=/sbin/desktop-init"
#
# An uncompressed disk and a start script of its own instead of live-boot and systemd: both halve the
# time to the desktop under software emulation. What is in there: Xorg on virtio-gpu, openbox, an
# xterm, spice-vdagent, spice-webdavd, qemu-guest-agent; a root shell waits on the second serial line.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
folder=$1
packages=(alsa-utils avahi-daemon curl dbus e2fsprogs evtest fonts-dejavu-core iproute2 kmod linux-image-amd64 openbox passwd procps qemu-guest-agent
    spice-vdagent spice-webdavd udev x11-utils x11-xserver-utils xclip xdotool xinput xserver-xorg-core xserver-xorg-input-libinput xterm)
# Nothing of these is needed, and each is large.
unwanted=(/usr/share/{man,doc,info,locale,i18n,lintian,perl,gtk-doc}/'*' '/usr/lib/x86_64-linux-gnu/libLLVM*' '/usr/lib/x86_64-linux-gnu/libicudata*'
    /usr/lib/modules/'*'/kernel/drivers/{net,media,infiniband,scsi,staging,iio,hwmon,usb/gadget,usb/serial,mtd,platform,nvme,ata,md,target,isdn,comedi,bluetooth,edac}/'*'
    /usr/lib/modules/'*'/kernel/drivers/gpu/drm/{amd,i915,nouveau,radeon,xe,gma500,ast,mgag200,vmwgfx}/'*'
    /usr/lib/modules/'*'/kernel/{net,sound/{soc,usb,firewire},fs/{btrfs,xfs,nfs,nfsd,smb,ocfs2,gfs2,ceph,f2fs,bcachefs,jfs,reiserfs}}/'*')
# But for these: a test of hot-plug wants to see from inside what comes and goes.
wanted=(/usr/lib/modules/'*'/kernel/drivers/net/{virtio_net,net_failover}.ko'*' /usr/lib/modules/'*'/kernel/net/core/failover.ko'*'
    /usr/lib/modules/'*'/kernel/drivers/scsi/{scsi_mod,scsi_common,sd_mod,sr_mod,virtio_scsi}.ko'*'
    /usr/lib/modules/'*'/kernel/drivers/ata/{libata,libahci,ahci}.ko'*')

want=$(cat "$0" "$here"/*.guest | sha256sum)
if [ -s "$folder/disk.img" ] && [ "$(cat "$folder/stamp" 2>/dev/null)" = "$want" ]; then exit 0; fi
[ -x "$(command -v mmdebstrap)" ] || { echo "SKIPPED: mmdebstrap is not installed"; exit 77; }

mkdir -p "$folder"
# apt tells mmdebstrap of packages by "cat >&N" in a shell that knows only one digit; CTest leaves files open.
for fd in /proc/$$/fd/*; do
    fd=${fd##*/}
    if [ "$fd" -gt 2 ] && [ "$fd" != 255 ]; then eval "exec $fd>&-"; fi
done
exec 9>"$folder/lock"
flock 9
[ "$(cat "$folder/stamp" 2>/dev/null)" != "$want" ] || exit 0
work=$(mktemp -d "${TMPDIR:-/tmp}/vitrine-desktop.XXXXXX")
chmod 755 "$work"   # the steps below run as other users of a user namespace
trap 'rm -rf "$work" "$folder"/*.part' EXIT
before=$work/before.sh
cat > "$before" <<'CFG'
mkdir -p "$1/etc/initramfs-tools/conf.d" "$1/etc/kernel"
printf 'MODULES=list\nCOMPRESS=zstd\nCOMPRESSLEVEL=1\nRUNSIZE=30%%\n' > "$1/etc/initramfs-tools/conf.d/desktop"
printf '%s\n' virtio_pci virtio_blk ext4 > "$1/etc/initramfs-tools/modules"
CFG
chmod 755 "$before"
make_tree() {
    mmdebstrap --quiet --variant=essential --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
        --aptopt='Acquire::Retries "3"' "${unwanted[@]/#/--dpkgopt=path-exclude=}" "${wanted[@]/#/--dpkgopt=path-include=}" \
        --dpkgopt='path-include=/usr/share/doc/*/copyright' --dpkgopt=force-unsafe-io \
        --include="$(IFS=,; echo "${packages[*]}")" --essential-hook="$before" \
        --customize-hook="copy-in $here/init.guest $here/session.guest $here/follow.guest $here/xorg.guest /usr/local/lib" \
        --customize-hook='chroot "$1" sh /usr/local/lib/init.guest install' \
        trixie - > "$work/tree.tar" 2> "$work/log" 9>&-
}
# A package source may be away for a moment.
for pause in 5 20 0; do
    if make_tree; then break; fi
    tail -n 20 "$work/log"
    [ $pause != 0 ] || { echo "SKIPPED: the desktop guest could not be made; does a package source answer?"; exit 77; }
    sleep $pause
done
size=$(($(stat -c %s "$work/tree.tar") / 1048576 * 5 / 4 + 200))
mke2fs -q -t ext4 -O ^has_journal,^metadata_csum -m 0 -L desktop -d "$work/tree.tar" "$folder/disk.img.part" "${size}M"
tar -xOf "$work/tree.tar" --wildcards './boot/vmlinuz-*' > "$folder/linux.part"
tar -xOf "$work/tree.tar" --wildcards './boot/initrd.img-*' > "$folder/initrd.part"
for file in linux initrd disk.img; do mv "$folder/$file.part" "$folder/$file"; done
echo "$want" > "$folder/stamp"
