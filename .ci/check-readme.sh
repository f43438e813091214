#!/usr/bin/env bash
# Starts the README's first command and runs the README's other commands against it, by the test that also compares the
# answers. Ends only what it started.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log=$(mktemp)
grep -qF './mvnw quarkus:dev' README.md
setsid ./mvnw -B quarkus:dev < /dev/null > "$log" 2>&1 &
dev=$!
stop() { kill -- -"$dev" 2>/dev/null || true; wait "$dev" 2>/dev/null || true; rm -f "$log"; }
trap stop EXIT

for _ in $(seq 120); do
  if curl -sf -o /dev/null http://localhost:8080/v1/amr-table; then
    ./mvnw -B -q surefire:test -Dtest=ReadmeTest -Dreadme.gateway=http://localhost:8080
    echo "The README's commands give the README's answers."
    exit 0
  fi
  sleep 1
done
echo "quarkus:dev did not answer within two minutes:"
cat "$log"
exit 1
