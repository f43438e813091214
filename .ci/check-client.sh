#!/usr/bin/env bash
# Makes a Java client of docs/openapi.json and lets it call each route of quarkus:dev. Ends only what it started.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# First, so that a document that makes no client fails before anything is started.
./mvnw -B -q -f examples/client/pom.xml test-compile

log=$(mktemp)
secret=hook-secret-of-the-client
CLAIMS_HOOK_SECRET=$secret setsid ./mvnw -B quarkus:dev < /dev/null > "$log" 2>&1 &
dev=$!
stop() { kill -- -"$dev" 2>/dev/null || true; wait "$dev" 2>/dev/null || true; rm -f "$log" "$log.tests"; }
trap stop EXIT

for _ in $(seq 120); do
  if curl -sf -o /dev/null http://localhost:8080/v1/amr-table; then
    ./mvnw -B -f examples/client/pom.xml test -Dhook.secret=$secret | tee "$log.tests"
    # A skipped test would be no proof.
    grep -q 'Tests run: [1-9][0-9]*, Failures: 0, Errors: 0, Skipped: 0' "$log.tests"
    echo "The generated client gets typed answers."
    exit 0
  fi
  sleep 1
done
echo "quarkus:dev did not answer within two minutes:"
cat "$log"
exit 1
