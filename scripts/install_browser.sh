#!/usr/bin/env bash
# Install what `make browser` runs: Debian's Chromium, where there is none, and what drives it,
# which goes into .venv.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/browser-installed

has_command() { [ -n "$(command -v "$1")" ]; }

# Debian's packages of what is not there.
missing_packages() {
  has_command chromium || [ -n "${CHROMIUM:-}" ] || echo chromium
  has_command pdftotext || echo poppler-utils
}

install_packages() {
  local as_root=()
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

mapfile -t missing < <(missing_packages)
if [ "${#missing[@]}" -gt 0 ]; then
  install_packages "${missing[@]}"
fi
if ! { [ "$stamp" -nt pyproject.toml ] && [ "$stamp" -nt "scripts/$(basename "$0")" ]; }; then
  echo "installing what drives the browser" >&2
  .venv/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[browser]'
  touch "$stamp"
fi
