# shellcheck shell=bash
# What scripts source that need more than Python: which commands there are, and Debian's packages.

has_command() { [ -n "$(command -v "$1")" ]; }

# Install the packages that are named, if any are.
install_packages() {
  local as_root=()
  [ "$#" -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo)
  fi
  if ! has_command apt-get || ! has_command "${as_root[0]:-apt-get}"; then
    echo "these are missing; install them, or run this as root on Debian: $*" >&2
    return 1
  fi
  echo "installing $*" >&2
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@"
}
