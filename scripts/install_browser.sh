#!/usr/bin/env bash
# Install what `make browser` runs: Debian's Chromium, where there is none, and what drives it,
# which goes into .venv.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/debian_packages.sh

stamp=.venv/browser-installed

# Debian's packages of what is not there.
missing_packages() {
  has_command chromium || [ -n "${CHROMIUM:-}" ] || echo chromium
  has_command pdftotext || echo poppler-utils
}

mapfile -t missing < <(missing_packages)
install_packages "${missing[@]}"
if ! { [ "$stamp" -nt pyproject.toml ] && [ "$stamp" -nt "scripts/$(basename "$0")" ]; }; then
  echo "installing what drives the browser" >&2
  .venv/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[browser]'
  touch "$stamp"
fi
