#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vitrine developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# fetch.sh FOLDER: every XML file of Debian 13's source packages of libvirt and of programs that write its
# documents, into FOLDER/PACKAGE/..., for the tests that prove that no edit loses anything. Kept while
# this recipe is unchanged. apt-get checks what it fetches; nothing is installed, no root is needed.
set -euo pipefail
folder=$1
packages=(libvirt virt-manager libvirt-glib libvirt-php)   # the first is the one that it can't do without
mirror=http://deb.debian.org/debian
tries=3

skip() { echo "SKIPPED: $*"; exit 77; }
want=$(sha256sum < "$0")
if [ "$(cat "$folder/stamp" 2>/dev/null)" = "$want" ]; then exit 0; fi
for program in apt-get xz; do
    [ -x "$(command -v $program)" ] || skip "$program is not installed"
done

mkdir -p "$folder"
exec 9>"$folder/lock"
flock 9
[ "$(cat "$folder/stamp" 2>/dev/null)" != "$want" ] || exit 0
work=$(mktemp -d "${TMPDIR:-/tmp}/vitrine-corpus.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{lists,cache/archives}/partial "$work/new"
echo "deb-src $mirror trixie main" > "$work/sources.list"
apt=(apt-get -qq -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o Acquire::Languages=none -o Acquire::Retries=$tries)
cd "$work"
"${apt[@]}" update > log 2>&1 || { tail -n 5 log; skip "no package source answers"; }
for package in "${packages[@]}"; do
    if ! "${apt[@]}" source --download-only --tar-only "$package" > log 2>&1; then
        tail -n 3 log
        [ "$package" != "${packages[0]}" ] || skip "the source of $package can't be had"
        continue
    fi
    mkdir "new/$package"
    # Links lead to files that are there under their own name.
    tar -C "new/$package" --strip-components=1 -xf "${package}_"*.orig.tar.* --wildcards '*.xml'
    find "new/$package" -type l -delete
done
find "$folder" -mindepth 1 -maxdepth 1 ! -name lock -exec rm -rf {} +
mv new/* "$folder"
chmod -R u+rwX,go+rX "$folder"
echo "$want" > "$folder/stamp"
