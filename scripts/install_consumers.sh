#!/usr/bin/env bash
# Install what `make consumers` runs: bibtex, pdflatex, biber, pandoc, LibreOffice Calc and node,
# where they are not there, the citation styles, Typst and rispy, and citeproc-js, which goes into
# .venv/consumers.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=.venv/consumers
stamp=$folder/installed

has_command() { [ -n "$(command -v "$1")" ]; }
has_tex() { has_command kpsewhich && [ -n "$(kpsewhich "$1")" ]; }

# Debian's packages of what is not there.
missing_packages() {
  { has_command bibtex && has_command pdflatex && has_tex hyperref.sty && has_tex natbib.sty; } ||
    echo texlive-latex-base
  has_tex lmodern.sty || echo lmodern
  has_command biber || echo biber
  has_command pandoc || echo pandoc
  has_command soffice || echo libreoffice-calc
  has_command node || echo nodejs
  has_command npm || echo npm
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

is_fresh() {
  [ "$stamp" -nt pyproject.toml ] && [ "$stamp" -nt tests/consumers/package.json ] &&
    [ "$stamp" -nt "scripts/$(basename "$0")" ]
}

mapfile -t missing < <(missing_packages)
if [ "${#missing[@]}" -gt 0 ]; then
  install_packages "${missing[@]}"
fi
if ! is_fresh; then
  echo "installing citation styles, Typst, rispy and citeproc-js" >&2
  .venv/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[consumers]'
  mkdir -p "$folder"
  cp tests/consumers/package.json "$folder"
  npm install --prefix "$folder" --no-package-lock --ignore-scripts --no-audit --no-fund --silent
  touch "$stamp"
fi
