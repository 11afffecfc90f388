#!/bin/sh
# Fetches the faces of fonts/ again from Adobe's npm packages and checks their sums.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fetch() { # package version file-stem styles...
    package=$1 version=$2 stem=$3
    shift 3
    (cd "$work" && npm pack --silent "$package@$version" >/dev/null && tar xzf "$package-$version.tgz")
    for style; do cp "$work/package/TTF/$stem-$style.ttf" .; done
    rm -rf "$work/package"
}
fetch source-serif 4.5.1 SourceSerif4 Regular It Semibold SemiboldIt Bold BoldIt
fetch source-sans 3.52.0 SourceSans3 Regular It Semibold SemiboldIt Bold BoldIt
fetch source-code-pro 2.42.0 SourceCodePro Regular Bold
sha256sum --check --quiet SHA256SUMS
