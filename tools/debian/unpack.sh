#!/bin/sh
# unpack.sh LIST FOLDER: downloads the packages that a file lists, and unpacks them into a folder.
# Nothing is installed, and apt's own lists stay as they are, so any user can do it.
set -eu
packages=$(grep -v '^#' "$1")
folder=$2
apt=$folder/.apt
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/packages"
get() {
  apt-get -qq -o APT::Sandbox::User=root -o Dir::State::Lists="$apt/lists" -o Dir::Cache="$apt/cache" "$@"
}
get update
cd "$apt/packages"
get download $packages
for package in *.deb; do
  dpkg -x "$package" "$folder"
done
ls >"$folder/packages"
rm -rf "$apt"
