#!/usr/bin/env bash
# Takes the picture of the library's page that the documentation shows: needs chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

.venv/bin/enrich refresh --offline --quiet --to html --output "$folder" 2>/dev/null
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$folder/browser" \
  --virtual-time-budget=4000 --window-size=1280,860 --screenshot="$folder/page.png" \
  "file://$folder/library.html" 2>/dev/null
mv "$folder/page.png" docs/assets/library-page.png
echo "docs/assets/library-page.png: taken"
