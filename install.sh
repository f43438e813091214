#!/bin/sh
# Installs the command line of a release, after checking it against the release's checksums:
#   install.sh [--version VERSION] [--to FOLDER]
# The default version is this file's, and the default folder is ~/.local/bin. Works on Linux on x86_64 and arm64; for other
# machines, use the release's jar. Releases come from the repository that this file comes from, or from the URL in
# CLAIMS_VERDICT_RELEASES, which must have a folder vVERSION for each release.
set -eu

version=0.1.0
folder=${HOME:-}/.local/bin
# OWNER/REPOSITORY. The release's workflow fills it in.
repository=

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --version) version=${2:?install.sh: --version needs a version}; shift 2 ;;
    --to) folder=${2:?install.sh: --to needs a folder}; shift 2 ;;
    *) fail "there is no option $1; usage: install.sh [--version VERSION] [--to FOLDER]" ;;
  esac
done
case $version in *[!0-9A-Za-z.-]* | '') fail "$version is not a version" ;; esac

releases=${CLAIMS_VERDICT_RELEASES:-}
if [ -z "$releases" ] && [ -n "$repository" ]; then
  releases=https://github.com/$repository/releases/download
fi
if [ -z "$releases" ]; then
  # A clone, such as that of a pre-commit hook, knows its origin.
  origin=$(git -C "$(dirname -- "$0")" remote get-url origin 2>/dev/null) || origin=
  case $origin in
    https://github.com/*) releases=${origin%.git}/releases/download ;;
    git@github.com:*) releases=https://github.com/$(printf '%s' "${origin%.git}" | sed 's/^git@github.com://')/releases/download ;;
    *) fail "the place of the releases is unknown: set CLAIMS_VERDICT_RELEASES" ;;
  esac
fi

[ "$(uname -s)" = Linux ] || fail "there is no executable for $(uname -s): use the release's jar with Java 25"
case $(uname -m) in
  x86_64 | amd64) architecture=x86_64 ;;
  aarch64 | arm64) architecture=arm64 ;;
  *) fail "there is no executable for $(uname -m): use the release's jar with Java 25" ;;
esac

archive=claims-verdict-$version-linux-$architecture.tar.gz
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
get() {
  curl -fsSL --proto-redir =https --retry 3 -o "$work/$1" "$releases/v$version/$1" || fail "$releases/v$version/$1 can't be read"
}
get SHA256SUMS
get "$archive"
(cd "$work" && grep "[ *]$archive\$" SHA256SUMS >expected && sha256sum -c --status expected) ||
  fail "$archive doesn't match SHA256SUMS, so nothing is installed"
tar -xzf "$work/$archive" -C "$work" claims-verdict
mkdir -p "$folder"
# Replaced by a move, so that a running program isn't changed.
cp "$work/claims-verdict" "$folder/.claims-verdict.$$"
chmod 755 "$folder/.claims-verdict.$$"
mv "$folder/.claims-verdict.$$" "$folder/claims-verdict"
echo "$folder/claims-verdict: $("$folder/claims-verdict" --version)"
