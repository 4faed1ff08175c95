#!/usr/bin/env bash
# Install what `make consumers` runs: bibtex, pdflatex, biber, pandoc, LibreOffice Calc and node,
# where they are not there, the citation styles, Typst and rispy, and citeproc-js, which goes into
# .venv/consumers.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/debian_packages.sh

folder=.venv/consumers
stamp=$folder/installed

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

is_fresh() {
  [ "$stamp" -nt pyproject.toml ] && [ "$stamp" -nt tests/consumers/package.json ] &&
    [ "$stamp" -nt "scripts/$(basename "$0")" ]
}

mapfile -t missing < <(missing_packages)
install_packages "${missing[@]}"
if ! is_fresh; then
  echo "installing citation styles, Typst, rispy and citeproc-js" >&2
  .venv/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[consumers]'
  mkdir -p "$folder"
  cp tests/consumers/package.json "$folder"
  npm install --prefix "$folder" --no-package-lock --ignore-scripts --no-audit --no-fund --silent
  touch "$stamp"
fi
