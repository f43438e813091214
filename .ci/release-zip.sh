#!/usr/bin/env bash
# Gives what was built last the name under which it is released: target/release/claims-verdict-VERSION-….zip. A native
# executable must run on Lambda's provided.al2023, whose glibc is 2.34.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=$(sed -n 's#.*<version>\(.*\)</version>.*#\1#p' pom.xml | head -n 1)
mkdir -p target/release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unzip -q target/function.zip -d "$work"

if [ -x "$work/bootstrap" ]; then
  command -v objdump >/dev/null || { echo "objdump is missing: install binutils"; exit 1; }
  needed=$(objdump -T "$work/bootstrap" | sed -n 's/.*GLIBC_\([0-9][0-9.]*\).*/\1/p' | sort -V | tail -n 1)
  [ -n "$needed" ] || { echo "the executable names no glibc"; exit 1; }
  if [ "$(printf '%s\n' "$needed" 2.34 | sort -V | tail -n 1)" != 2.34 ]; then
    echo "The executable needs glibc $needed, and provided.al2023 has 2.34: build it on an older Linux."
    exit 1
  fi
  case $(uname -m) in
  aarch64 | arm64) form=linux-arm64-native ;;
  *) form=linux-x86_64-native ;;
  esac
else
  form=jvm
fi
cp target/function.zip "target/release/claims-verdict-$version-$form.zip"
echo "target/release/claims-verdict-$version-$form.zip"
