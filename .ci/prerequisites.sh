# shellcheck shell=bash
# Sourced by ./exposure, ./test and .ci/run: what the project needs from the system, and getting it.
# Everything said here goes to standard error, because standard output belongs to the command.

# Whether someone is there to type a password.
attended=no
if [ -t 0 ] && [ -t 2 ]; then attended=yes; fi

say() { printf 'exposure: %s\n' "$*" >&2; }

# The set-up could not be completed: a fault that no argument of the user's can mend.
give_up() {
  say "$@"
  exit 3
}

# The packages among those named that are not installed, one a line.
packages_missing() {
  local name
  for name in "$@"; do
    if ! dpkg-query -W -f '${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed; then
      printf '%s\n' "$name"
    fi
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif ! command -v sudo >/dev/null 2>&1; then
    echo "this needs root, and there is no sudo" >&2
    return 1
  elif [ "$attended" = yes ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

# Installs packages; a fresh machine has no package lists yet, so a second try refreshes them.
install_packages() {
  local log status=0
  if ! command -v apt-get >/dev/null 2>&1; then
    say "there is no apt-get here to install $*"
    return 1
  fi
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=180)
  log=$(mktemp)
  say "installing $*"
  {
    as_root "${apt[@]}" install -y --no-install-recommends "$@" ||
      { as_root "${apt[@]}" update &&
        as_root "${apt[@]}" install -y --no-install-recommends "$@"; }
  } </dev/null >"$log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then cat "$log" >&2; fi
  rm -f "$log"
  return "$status"
}

# What a build needs. Fonts only make pictures better (DejaVu for Latin, Greek, Cyrillic, Hebrew and
# Arabic; Droid's fallback for Chinese and Japanese; Nanum for Korean), so doing without them is no failure.
require_prerequisites() {
  local missing
  if ! command -v swift >/dev/null 2>&1; then
    give_up "Swift is not on the PATH; https://www.swift.org/install/linux/ says how to install it"
  fi
  if command -v dpkg-query >/dev/null 2>&1; then
    mapfile -t missing < <(
      packages_missing libgraphviz-dev libyaml-dev zlib1g-dev libxml2-dev pkg-config fonts-dejavu-core fonts-droid-fallback fonts-nanum
    )
    if [ "${#missing[@]}" -gt 0 ] && ! install_packages "${missing[@]}"; then
      say "could not install ${missing[*]}"
    fi
  fi
  if ! pkg-config --exists libgvc 2>/dev/null; then
    give_up "Graphviz's library is missing. Install it and try again:" \
      "sudo apt-get install libgraphviz-dev pkg-config"
  fi
}

# What the tests need beside: a browser, and Python to drive it. Without them only the tests that
# open a page fail, and say so.
require_test_prerequisites() {
  local missing
  if command -v dpkg-query >/dev/null 2>&1; then
    mapfile -t missing < <(packages_missing chromium python3 python3-venv graphviz)
    if [ "${#missing[@]}" -gt 0 ] && ! install_packages "${missing[@]}"; then
      say "could not install ${missing[*]}; tests of pages and of exports will fail"
    fi
  fi
  # A solver of fault trees, which not every distribution has.
  if apt-cache show scram >/dev/null 2>&1 && [ -n "$(packages_missing scram)" ]; then
    install_packages scram || say "could not install scram; its comparison will be skipped"
  fi
  require_foreign_readers
}

# Readers of other projects in a virtual environment, made anew when the list of them changes. Without them the
# tests that read exports fail, and say so.
require_foreign_readers() {
  local home=.build/readers lists=(Tests/ForeignReaderTests/{requirements,library}.txt) log
  if [ -f "$home/lists" ] && cat "${lists[@]}" | cmp -s - "$home/lists"; then return; fi
  say "installing the readers of exports in $home"
  rm -rf "$home"
  mkdir -p .build
  log=$(mktemp)
  if install_foreign_readers "$home" "${lists[@]}" >"$log" 2>&1; then
    cat "${lists[@]}" >"$home/lists"
  else
    cat "$log" >&2
    say "could not install the readers; the tests of exports will fail"
  fi
  rm -f "$log"
}

install_foreign_readers() {
  local home=$1
  python3 -m venv "$home" &&
    "$home/bin/pip" install --no-input --disable-pip-version-check -r "$2" &&
    "$home/bin/pip" download --no-input --disable-pip-version-check --no-deps --require-hashes \
      --only-binary=:all: --python-version 3.13 -d "$home/library" -r "$3" &&
    "$home/bin/python" -m zipfile -e "$home"/library/*.whl "$home/library"
}

# What ./package needs besides: the tools that make a Debian package and read what a program needs.
require_package_prerequisites() {
  local missing
  command -v dpkg-query >/dev/null 2>&1 || give_up "./package needs the tools of Debian or Ubuntu"
  mapfile -t missing < <(packages_missing dpkg-dev binutils python3)
  if [ "${#missing[@]}" -gt 0 ] && ! install_packages "${missing[@]}"; then
    give_up "could not install ${missing[*]}"
  fi
}
