#!/bin/sh
# Rebuilds prosemirror.min.js and LICENSES.txt from the exact versions in package-lock.json. Needs Node 20 and npm.
# To update: change package.json, run `npm install --package-lock-only` here, then this script, then the browser tests.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$here/entry.js" "$work/"
cd "$work"
npm ci --ignore-scripts --no-audit --no-fund
npx --no-install esbuild entry.js --bundle --minify --format=iife --global-name=ProseMirror --target=es2020 \
    --legal-comments=none --banner:js="/* ProseMirror, MIT; versions in package.json, licences in LICENSES.txt */" \
    --outfile="$here/prosemirror.min.js"

# Every package that lands in the bundle, so not the bundler itself.
npm ls --all --omit=dev --parseable | tail -n +2 | sort | while read -r package; do
    name=${package#"$work/node_modules/"}
    version=$(node -p "require('$package/package.json').version")
    printf '==== %s %s ====\n\n' "$name" "$version"
    cat "$package"/LICENSE*
    printf '\n'
done > "$here/LICENSES.txt"
