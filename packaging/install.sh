#!/bin/sh
# Installs codex-tui from its release archive, and takes it away again. Needs a POSIX shell, tar and gzip.
#
#   ./install.sh [--prefix DIR]             from the unpacked archive that this file lies in
#   sh install.sh [--prefix DIR] ARCHIVE    from codex-tui-VERSION-SYSTEM-CPU.tar.gz, with ARCHIVE.sha256 beside it
#   ./install.sh --uninstall [--prefix DIR] takes away exactly what was installed there
#
# DIR is /usr/local for root and ~/.local for others. Nothing is written before every checksum is right and the
# program has run. Configuration and conversations are never touched.
set -eu
umask 022
LC_ALL=C
export LC_ALL

name=codex-tui
prefix=
archive=
task=install
unpacked=

say() { printf '%s\n' "install.sh: $*" >&2; }

fail() {
  say "$*"
  exit 1
}

usage() {
  sed -n '4,6s/^# *//p' "$0" >&2
  exit 2
}

# The sum of a file, by whichever tool this system has.
sum_of() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum <"$1" | cut -d' ' -f1
  elif command -v shasum >/dev/null 2>&1; then
    shasum -a 256 <"$1" | cut -d' ' -f1
  elif command -v openssl >/dev/null 2>&1; then
    openssl dgst -sha256 -r <"$1" | cut -d' ' -f1
  else
    fail "there is no sha256sum, shasum or openssl here to check sums with"
  fi
}

# check FILE SUM
check() {
  [ -f "$1" ] || fail "$1 is missing"
  found=$(sum_of "$1")
  [ "$found" = "$2" ] || fail "$1 is damaged: its sum is $found, not $2. Nothing was installed"
}

# What was installed in this prefix, one path a line; a folder that was made for it ends in a slash.
record() { printf '%s\n' "$prefix/share/$name/installed"; }

# Unpacks into a folder of its own, once the archive is what it should be.
unpack() {
  [ -f "$archive" ] || fail "there is no $archive"
  [ -f "$archive.sha256" ] || fail "there is no $archive.sha256 to check it with"
  read -r sum rest <"$archive.sha256" || [ -n "$sum" ]
  : "$rest"
  check "$archive" "$sum"
  unpacked=$(mktemp -d)
  trap 'rm -rf "$unpacked"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  gzip -dc "$archive" | tar -xf - -C "$unpacked"
  for here in "$unpacked"/*; do
    [ -f "$here/SHA256SUMS" ] && return
  done
  fail "$archive holds no SHA256SUMS"
}

# Every file that would be installed, with its sum; a path that leads elsewhere is refused.
check_files() {
  [ -f "$here/SHA256SUMS" ] || fail "$here/SHA256SUMS is missing: is this the unpacked archive?"
  while read -r sum path; do
    case /$path/ in
      */../* | *//* | */./*) fail "SHA256SUMS names $path, which is no place of ours" ;;
    esac
    case $path in
      bin/* | share/*) check "$here/$path" "$sum" ;;
      *) fail "SHA256SUMS names $path, which is no place of ours" ;;
    esac
  done <"$here/SHA256SUMS"
}

# A program for another machine, or one that misses a library, is not installed.
try_program() {
  if ! version=$("$here/bin/$name" --version 2>&1); then
    say "the program does not run here, so nothing was installed: $version"
    say "It needs SQLite: apt install libsqlite3-0 · dnf install sqlite-libs · pacman -S sqlite"
    exit 1
  fi
  # libcurl is loaded when it is needed.
  trouble=$("$here/bin/$name" doctor --json 2>/dev/null | grep '"area":"connections"' | grep '"level":"problem"' || :)
  if [ -n "$trouble" ]; then
    say "libcurl 7.66 or newer is missing, so nothing was installed:" \
      "apt install libcurl4 · dnf install libcurl · zypper install libcurl4 · pacman -S curl"
    exit 1
  fi
}

# Makes a folder below the prefix and writes down those that were not there.
make_folder() {
  if [ -d "$prefix/$1" ]; then return; fi
  case $1 in */*) make_folder "${1%/*}" ;; esac
  mkdir "$prefix/$1"
  printf '%s/\n' "$1" >>"$news"
}

install_files() {
  if ! mkdir -p "$prefix" 2>/dev/null || ! [ -w "$prefix" ]; then
    fail "cannot write into $prefix. Choose another: --prefix DIR"
  fi
  news=$(mktemp)
  cut -c 67- "$here/SHA256SUMS" | while read -r path; do
    make_folder "${path%/*}"
    # In place at once: a program that runs keeps its own file.
    cp "$here/$path" "$prefix/$path.new"
    mv -f "$prefix/$path.new" "$prefix/$path"
    printf '%s\n' "$path" >>"$news"
  done
  # What an earlier version had and this one has not; folders stay ours.
  if [ -f "$(record)" ]; then
    while read -r path; do
      case $path in
        */) grep -qxF -- "$path" "$news" || printf '%s\n' "$path" >>"$news" ;;
        *) grep -qxF -- "$path" "$news" || rm -f "$prefix/$path" ;;
      esac
    done <"$(record)"
  fi
  cat "$news" >"$(record)"
  rm -f "$news"
  say "$name $version is in $prefix"
  case :$PATH: in
    *":$prefix/bin:"*) ;;
    *) say "$prefix/bin is not in PATH. Put into your shell's profile: PATH=\"$prefix/bin:\$PATH\"" ;;
  esac
}

uninstall_files() {
  [ -f "$(record)" ] || fail "$prefix holds no $name that this script installed"
  list=$(mktemp)
  # Files first, then folders from the inside out.
  sort -r "$(record)" >"$list"
  while read -r path; do
    case $path in */) ;; *) rm -f "$prefix/$path" ;; esac
  done <"$list"
  rm -f "$(record)"
  while read -r path; do
    case $path in */) rmdir "$prefix/$path" 2>/dev/null || : ;; esac
  done <"$list"
  rm -f "$list"
  say "$name is gone from $prefix. Conversations and configuration stay where they are"
}

while [ $# -gt 0 ]; do
  case $1 in
    --prefix)
      [ $# -gt 1 ] || usage
      prefix=$2
      shift
      ;;
    --prefix=*) prefix=${1#*=} ;;
    --uninstall) task=uninstall ;;
    -h | --help) usage ;;
    -*) usage ;;
    *)
      [ -z "$archive" ] || usage
      archive=$1
      ;;
  esac
  shift
done

if [ -z "$prefix" ]; then
  if [ "$(id -u)" = 0 ]; then prefix=/usr/local; else prefix=${HOME:?}/.local; fi
fi
case $prefix in
  /*) ;;
  *) prefix=$PWD/$prefix ;;
esac
prefix=${prefix%/}

if [ "$task" = uninstall ]; then
  uninstall_files
  exit 0
fi
here=$(cd "$(dirname "$0")" && pwd)
[ -z "$archive" ] || unpack
check_files
try_program
install_files
