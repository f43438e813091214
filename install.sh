#!/bin/sh
# Installs the command line of a release, after checking it against the release's checksums:
#   install.sh [--version VERSION] [--to FOLDER]
# Without --version, the version of this file; without --to, ~/.local/bin. Linux on x86_64 and arm64. For other machines a
# release has a jar. CLAIMS_VERDICT_RELEASES says where releases are, if not at the repository that this file comes from:
# a URL that has a folder vVERSION for each.
set -eu

version=0.1.0
folder=${HOME:-}/.local/bin
# The release's workflow writes it: OWNER/REPOSITORY.
repository=

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --version) version=${2:?install.sh: --version needs a version}; shift 2 ;;
    --to) folder=${2:?install.sh: --to needs a folder}; shift 2 ;;
    *) fail "there is no option $1; install.sh [--version VERSION] [--to FOLDER]" ;;
  esac
done
case $version in *[!0-9A-Za-z.-]* | '') fail "$version is no version" ;; esac

releases=${CLAIMS_VERDICT_RELEASES:-}
if [ -z "$releases" ] && [ -n "$repository" ]; then
  releases=https://github.com/$repository/releases/download
fi
if [ -z "$releases" ]; then
  # A clone, for instance that of a pre-commit hook, knows where it comes from.
  origin=$(git -C "$(dirname -- "$0")" remote get-url origin 2>/dev/null) || origin=
  case $origin in
    https://github.com/*) releases=${origin%.git}/releases/download ;;
    git@github.com:*) releases=https://github.com/$(printf '%s' "${origin%.git}" | sed 's/^git@github.com://')/releases/download ;;
    *) fail "nothing says where releases are: set CLAIMS_VERDICT_RELEASES" ;;
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
  fail "$archive isn't what SHA256SUMS says: nothing is installed"
tar -xzf "$work/$archive" -C "$work" claims-verdict
mkdir -p "$folder"
# Moved, so that a program that runs meanwhile isn't changed under way.
cp "$work/claims-verdict" "$folder/.claims-verdict.$$"
chmod 755 "$folder/.claims-verdict.$$"
mv "$folder/.claims-verdict.$$" "$folder/claims-verdict"
echo "$folder/claims-verdict: $("$folder/claims-verdict" --version)"
