#!/usr/bin/env bash
# Gets a fresh clone ready: Python packages into .venv, and what Qt needs from the system.
#
#   bash tools/setup.sh [run|test|package|office|a11y]
#
# What is already there is left alone; without root or sudo it names the one command to run instead.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly purpose="${1:-run}"
readonly venv=.venv
readonly python="$venv/bin/python"

# Settings of the caller that would lead pip or uv past our .venv, or keep them from writing bytecode.
unset VIRTUAL_ENV PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE UV_PYTHON UV_PROJECT
export UV_PROJECT_ENVIRONMENT="$venv" UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf 'setup: %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# ---- system packages ----------------------------------------------------------------------------------------------

# Prints how a command becomes root, or fails: a password prompt in the middle of `make` would hang a build.
root_prefix() {
  if [ "$(id -u)" -eq 0 ]; then
    echo env
  elif has sudo && sudo -n true 2>/dev/null; then
    echo "sudo -n env"
  else
    return 1
  fi
}

# The package lists of a new machine are empty until the first update; once a run is enough.
lists_updated=
update_lists() {
  [ -z "$lists_updated" ] || return 0
  say "reading the package lists"
  $1 apt-get update -qq >/dev/null || say "apt-get update did not succeed; going on with the lists that are there"
  lists_updated=yes
}

# Installs the packages that the function in $1 names, or says what to run and fails.
# It is a function because the right names (libglib2.0-0 or libglib2.0-0t64) are known only after the update.
install_packages() {
  local become packages log
  packages=$($1)
  if ! has apt-get; then
    say "please install with your system's package tool what Debian calls: $packages"
    return 1
  fi
  if ! become=$(root_prefix); then
    say "please run once: sudo apt-get update && sudo apt-get install -y --no-install-recommends $packages"
    return 1
  fi
  update_lists "$become"
  packages=$($1)
  say "installing $packages"
  log=$(mktemp)
  # shellcheck disable=SC2086 # both are lists of words
  if ! $become DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    say "apt-get could not install $packages"
    return 1
  fi
  rm -f "$log"
}

# Debian names a library's package after the library: libX11.so.6 -> libx11-6, libxcb-cursor.so.0 -> libxcb-cursor0.
library_package() {
  local stem=${1%%.so*} version=${1##*.so} name
  stem=${stem,,}
  stem=${stem//_/-}
  version=${version#.}
  case $stem in
    libglib-2.0 | libgthread-2.0) name=libglib2.0-0 ;;
    libz) name=zlib1g ;;
    libpython*) name="$stem" ;;
    *[0-9]) name="$stem-$version" ;;
    *) name="$stem$version" ;;
  esac
  # Ubuntu 24.04 and Debian 13 renamed some libraries when time_t grew to 64 bits.
  if has apt-cache && apt-cache show "${name}t64" >/dev/null 2>&1; then
    name="${name}t64"
  fi
  echo "$name"
}

# ---- Python and its packages --------------------------------------------------------------------------------------

new_enough() {
  has "$1" && "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null
}

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
    if new_enough "$name"; then
      command -v "$name"
      return
    fi
  done
  fail "please install Python 3.11 or newer, for example: sudo apt-get install python3.11 python3.11-venv"
}

# The Python found outside; set by make_venv.
base=
venv_package() { "$base" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'; }

# Debian keeps venv's pip in a package of its own; without it `python -m venv` stops half way.
can_make_venv() { "$base" -c 'import ensurepip, venv' 2>/dev/null; }

make_venv() {
  base=$(find_python)
  say "making $venv with $("$base" --version)"
  if has uv; then
    uv venv --quiet --clear --python "$base" "$venv"
  elif can_make_venv; then
    "$base" -m venv --clear "$venv"
  elif "$base" -m pip --version >/dev/null 2>&1; then
    # A pip outside can fill a .venv that has none: nothing to install, no root needed.
    "$base" -m venv --clear --without-pip "$venv"
    "$base" -m pip --python "$python" install --quiet 'uv>=0.13,<0.14'
  else
    install_packages venv_package || exit 1
    "$base" -m venv --clear "$venv"
  fi
}

find_uv() {
  if [ -x "$venv/bin/uv" ]; then
    echo "$venv/bin/uv"
  else
    command -v uv
  fi
}

# A .venv that uv made has no pip; Python brings one along.
install_uv() {
  "$python" -m pip --version >/dev/null 2>&1 || "$python" -m ensurepip >/dev/null 2>&1 ||
    fail "$venv has neither uv nor pip: please remove $venv and try again"
  say "installing uv into $venv"
  "$python" -m pip install --quiet 'uv>=0.13,<0.14'
}

# --inexact leaves uv itself in .venv. Bytecode is made here so that the first start is as fast as the second.
sync_packages() {
  local uv
  "$python" -c '' 2>/dev/null || make_venv
  uv=$(find_uv) || { install_uv && uv=$(find_uv); }
  say "installing the Python packages named in uv.lock"
  "$uv" sync --quiet --locked --inexact --compile-bytecode --python "$python"
  "$python" -m compileall -q assessor ui 2>/dev/null || true # sources that do not compile are for the linter to name
}

# ---- what each purpose needs --------------------------------------------------------------------------------------

# Shared libraries that the given files of PySide6 need and the system lacks.
missing_libraries() {
  local folder file
  for folder in "$venv"/lib/python3*/site-packages/PySide6; do
    for file in "$@"; do
      [ ! -e "$folder/$file" ] || ldd "$folder/$file" 2>/dev/null
    done
  done | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u
}

# Without these no window opens, not even an invisible one.
core_libraries() { missing_libraries QtWidgets.abi3.so Qt/plugins/platforms/libqoffscreen.so; }

display_libraries() {
  missing_libraries Qt/plugins/platforms/libqxcb.so Qt/plugins/platforms/libqwayland.so \
    Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so Qt/plugins/xcbglintegrations/libqxcb-egl-integration.so
}

has_japanese_font() { has fc-list && [ -n "$(fc-list :lang=ja file)" ]; }

# PyInstaller copies Python's shared library, which Debian keeps in a package of its own.
python_library() {
  "$python" -c 'import sysconfig; print(sysconfig.get_config_var("INSTSONAME"))'
}

has_python_library() {
  "$python" -c 'from PyInstaller.depend.bindepend import get_python_library_path as p; p()' >/dev/null 2>&1
}

# What a screen reader and the window talk over; the session bus starts it when it is asked for.
has_accessibility_bus() { [ -e /usr/share/dbus-1/services/org.a11y.Bus.service ]; }

# Whether windows are shown on a virtual display; `run` shows them where there is one, `office` shows none.
shows_windows() { [ "$purpose" = test ] || [ "$purpose" = package ] || [ "$purpose" = a11y ]; }

# Names the packages whose absence shows, each once.
needed_packages() {
  local library
  {
    for library in $(core_libraries) $(display_libraries); do library_package "$library"; done
    has fc-list || echo fontconfig
    has_japanese_font || echo fonts-noto-cjk
    if shows_windows; then
      has xvfb-run && has Xvfb || echo xvfb
      has xauth || echo xauth
    fi
    if [ "$purpose" = package ]; then
      has objcopy && has objdump || echo binutils
      has_python_library || library_package "$(python_library)"
    fi
    [ "$purpose" != office ] || has soffice || echo libreoffice-calc
    if [ "$purpose" = a11y ]; then
      has dbus-run-session || echo dbus
      has_accessibility_bus || echo at-spi2-core
    fi
  } | sort -u | tr '\n' ' ' | sed 's/ $//'
}

# What the purpose cannot do without; the rest has been named above and may wait.
require() {
  local missing
  missing=$(
    {
      core_libraries
      ! shows_windows || display_libraries
    } | sort -u
  )
  [ -z "$missing" ] || fail "Qt cannot start without" "${missing//$'\n'/, }"
  case $purpose in
    test) { has xvfb-run && has xauth; } || fail "the window's journeys cannot be tested without xvfb and xauth" ;;
    package) { has objcopy && has_python_library; } || fail "PyInstaller needs binutils and $(python_library)" ;;
    a11y)
      { has xvfb-run && has xauth && has dbus-run-session && has_accessibility_bus; } ||
        fail "the window cannot be walked without xvfb, xauth, dbus and at-spi2-core"
      ;;
    office) has soffice || fail "the round trip cannot be tested without LibreOffice (soffice)" ;;
  esac
}

# Returns 0 when nothing is missing any more, so that the next run need not look.
check_system() {
  [ "$(uname -s)" = Linux ] || return 0
  [ -n "$(needed_packages)" ] || return 0
  if install_packages needed_packages && [ -z "$(needed_packages)" ]; then
    return 0
  fi
  require
  return 1
}

# ---- once is enough -----------------------------------------------------------------------------------------------

fingerprint() { cat pyproject.toml uv.lock tools/setup.sh | cksum; }

# $1 names a step; it is done again when one of the files in the fingerprint, or .venv itself, has changed.
is_done() { [ -x "$python" ] && [ -e "$venv/.done-$1" ] && [ "$(<"$venv/.done-$1")" = "$(fingerprint)" ]; }

mark_done() { fingerprint >"$venv/.done-$1"; }

main() {
  case $purpose in
    run | test | package | office | a11y) ;;
    *) fail "usage: bash tools/setup.sh [run|test|package|office|a11y]" ;;
  esac
  if ! is_done packages; then
    sync_packages
    mark_done packages
  fi
  if ! is_done "$purpose"; then
    if check_system; then mark_done "$purpose"; fi
  fi
}

main
