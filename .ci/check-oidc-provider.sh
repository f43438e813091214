#!/usr/bin/env bash
# Starts a real OpenID provider on loopback and judges its ID tokens before and after it rotates its keys. Ends only the
# process that it started.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

(cd src/test/oidc-provider && npm ci --silent)

log=$(mktemp)
node src/test/oidc-provider/server.js > "$log" 2>&1 < /dev/null &
provider=$!
stop() { kill "$provider" 2>/dev/null || true; wait "$provider" 2>/dev/null || true; rm -f "$log" "$log.tests"; }
trap stop EXIT

for _ in $(seq 60); do
  issuer=$(grep -m 1 '^http://' "$log" || true)
  if [ -n "$issuer" ]; then
    ./mvnw -B surefire:test -Dtest=OidcProviderTest -Doidc.issuer="$issuer" | tee "$log.tests"
    # A skipped test would prove nothing.
    grep -q 'Tests run: [1-9][0-9]*, Failures: 0, Errors: 0, Skipped: 0' "$log.tests"
    echo "The provider's tokens are judged with its current keys."
    exit 0
  fi
  sleep 1
done
echo "The OpenID provider did not start within a minute:"
cat "$log"
exit 1
