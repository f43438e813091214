#!/usr/bin/env bash
# Builds the JVM artefact of this commit in two folders and compares the files in function.zip. Quarkus numbers its recorded
# objects in the order in which its parallel build steps finish, so the recorded classes and the order of files differ
# between builds. All other files must have the same bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for copy in first second; do
  git clone -q . "$work/$copy"
  (cd "$work/$copy" && ./mvnw -B -q package -Dmaven.test.skip=true)
  unzip -v "$work/$copy/target/function.zip" | awk '$NF != "/" && NF == 8 { print $7, $8 }' |
    grep -v ' io/quarkus/runner/recorded/' | sort > "$work/$copy.files"
done
if ! diff "$work/first.files" "$work/second.files"; then
  echo "Two builds of one commit differ in these files (CRC-32, name)."
  exit 1
fi
echo "$(wc -l < "$work/first.files") files of function.zip are the same in two builds"
