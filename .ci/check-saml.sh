#!/usr/bin/env bash
# Judges SAML responses that SAML libraries from npm make and sign.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

(cd src/test/saml-idp && npm ci --silent)

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
node src/test/saml-idp/make.js "$folder/responses.json"

./mvnw -B surefire:test -Dtest=SamlIdpTest -Dsaml.responses="$folder/responses.json" | tee "$folder/tests"
# A skipped test would prove nothing.
grep -q 'Tests run: [1-9][0-9]*, Failures: 0, Errors: 0, Skipped: 0' "$folder/tests"
echo "SAML responses that other libraries signed are judged."
