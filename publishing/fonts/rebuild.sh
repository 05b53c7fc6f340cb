#!/bin/sh
# Fetches the fonts of this folder again, byte for byte. Needs node and npm; nothing else in the project does.
# After it, `python build_cards.py` makes the fonts of the drawn pictures from them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$work"
cd "$work"
npm ci --no-audit --no-fund
package=node_modules/@fontsource/source-serif-4
for subset in latin latin-ext; do
    for style in 400-normal 400-italic 600-normal 600-italic; do
        cp "$package/files/source-serif-4-$subset-$style.woff2" "$here"
    done
done
cp "$package/LICENSE" "$here/OFL.txt"
