#!/usr/bin/env bash
# Fails if anything of the local gateway is in what would be deployed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[ -f target/function.zip ] || { echo "target/function.zip is not there: run ./mvnw verify first"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unzip -q target/function.zip -d "$work"
if [ -d "$work/dev/claimsverdict" ]; then
  [ -d "$work/dev/claimsverdict/function" ] || { echo "function.zip has no function"; exit 1; }
  [ ! -e "$work/dev/claimsverdict/local" ] || { echo "function.zip has the local gateway"; exit 1; }
else
  [ -x "$work/bootstrap" ] || { echo "function.zip has neither classes nor an executable"; exit 1; }
  # A native executable holds the names of its classes.
  ! grep -qa 'dev.claimsverdict.local.' "$work/bootstrap" || { echo "the executable has the local gateway"; exit 1; }
fi
echo "function.zip ($(du -h target/function.zip | cut -f1)) has nothing of the local gateway."
