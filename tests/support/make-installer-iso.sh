#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make-installer-iso.sh OUT.iso: a real installer to test with: Debian 13's graphical installer from
# the package debian-installer-13-netboot-amd64, bootable by BIOS and UEFI. Kept while the package's
# files are unchanged. The volume id is one by which osinfo-db knows Debian 13.
set -euo pipefail
out=$1
from=/usr/lib/debian-installer/images/13/amd64/gtk/debian-installer/amd64
[ -r "$from/initrd.gz" ] || { echo "the package debian-installer-13-netboot-amd64 is not installed" >&2; exit 1; }
want="v1 $(stat -c '%s %Y' "$from/linux" "$from/initrd.gz" | paste -sd' ')"
if [ -s "$out" ] && [ "$(cat "$out.stamp" 2>/dev/null)" = "$want" ]; then exit 0; fi

work=$(mktemp -d "${TMPDIR:-/tmp}/vitrine-iso.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/tree/boot/grub" "$work/tree/install.amd" "$work/tree/.disk" "$(dirname "$out")"
cp "$from/linux" "$work/tree/install.amd/vmlinuz"
cp "$from/initrd.gz" "$work/tree/install.amd/initrd.gz"
echo 'Debian GNU/Linux 13 "Trixie" - Official amd64 NETINST' > "$work/tree/.disk/info"
cat > "$work/tree/boot/grub/grub.cfg" <<'CFG'
set timeout=0
menuentry "Graphical install" {
    linux /install.amd/vmlinuz vga=788 --- quiet
    initrd /install.amd/initrd.gz
}
CFG
grub-mkrescue --fonts= --locales= --themes= \
    --install-modules="linux normal iso9660 search search_fs_file part_msdos part_gpt fat all_video gzio" \
    -o "$work/out.iso" "$work/tree" \
    -- -volid 'Debian trixie-DI-rc1 amd64 n' -publisher 'Debian' -application_id 'Debian installer for tests' \
    > "$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; exit 1; }
mv "$work/out.iso" "$out.part" && mv "$out.part" "$out"
echo "$want" > "$out.stamp"
