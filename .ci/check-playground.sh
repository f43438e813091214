#!/usr/bin/env bash
# Starts quarkus:dev and uses its playground in Chromium, as a user would. Ends only what it started.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log=$(mktemp)
setsid ./mvnw -B quarkus:dev < /dev/null > "$log" 2>&1 &
dev=$!
stop() { kill -- -"$dev" 2>/dev/null || true; wait "$dev" 2>/dev/null || true; rm -f "$log" "$log.tests"; }
trap stop EXIT

for _ in $(seq 120); do
  if curl -sf -o /dev/null http://localhost:8080/v1/amr-table; then
    ./mvnw -B surefire:test -Pbrowser -Dplayground.url=http://localhost:8080/ | tee "$log.tests"
    # No test at all would be no proof.
    grep -q 'Tests run: [1-9][0-9]*, Failures: 0, Errors: 0' "$log.tests"
    echo "The playground does in a browser what it says."
    exit 0
  fi
  sleep 1
done
echo "quarkus:dev did not answer within two minutes:"
cat "$log"
exit 1
