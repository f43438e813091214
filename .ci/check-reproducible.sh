#!/usr/bin/env bash
# Builds the JVM artefact of this commit in two folders and compares the bytes of function.zip.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for copy in first second; do
  git clone -q . "$work/$copy"
  (cd "$work/$copy" && ./mvnw -B -q package -Dmaven.test.skip=true)
done
if ! cmp "$work/first/target/function.zip" "$work/second/target/function.zip"; then
  echo "Two builds of one commit differ in:"
  diff <(unzip -v "$work/first/target/function.zip") <(unzip -v "$work/second/target/function.zip") || true
  exit 1
fi
sha256sum "$work/first/target/function.zip" | sed "s# .*# function.zip, twice#"
