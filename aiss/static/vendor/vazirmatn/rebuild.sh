#!/bin/sh
# Makes the font of this folder again, byte for byte. Needs node and npm; nothing else in the project does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$here/subset.mjs" "$work"
cd "$work"
npm ci --no-audit --no-fund
node subset.mjs "node_modules/vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2" "$here/vazirmatn.woff2"
cp node_modules/vazirmatn/OFL.txt "$here/OFL.txt"
