#!/usr/bin/env bash
# Microsoft's validator must find nothing wrong in the command line's SARIF. Its exit status is always 0.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The validator exists only for x86_64.
[ "$(uname -m)" = x86_64 ] || { echo "SARIF is not validated on $(uname -m)."; exit 0; }
(cd src/test/sarif-multitool && npm ci --silent --ignore-scripts && chmod u+x node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool)
# Without this variable, .NET needs a library for languages that small machines lack.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
validate() { src/test/sarif-multitool/node_modules/.bin/sarif-multitool validate "$1"; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
golden=src/test/resources/golden
bin/claims-verdict lint --format sarif --fail-on never --ignore PKCE_NOT_REQUIRED \
  examples/*.json src/test/resources/terraform $golden/idp-*/request.json README.md >"$work/report.sarif" || [ $? = 2 ]
said=$(validate "$work/report.sarif")
if grep -E ': (error|warning|note) ' <<<"$said" || ! grep -q 'Analysis completed successfully' <<<"$said"; then
  echo "$said"
  exit 1
fi

# Makes sure that the check can fail: the validator must object to a driver without a version.
sed 's/"version":"[^"]*","semanticVersion":"[^"]*",//' "$work/report.sarif" >"$work/bad.sarif"
validate "$work/bad.sarif" | grep -q 'warning SARIF2005' || { echo "The validator no longer objects to anything"; exit 1; }
echo "The SARIF of $(ls examples/*.json $golden/idp-*/request.json | wc -l) files is valid."
