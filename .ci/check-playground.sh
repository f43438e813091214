#!/usr/bin/env bash
# Uses the playground of quarkus:dev in Chromium, as a user would.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source .ci/dev-gateway.sh

dev_gateway no_test_left_out 'Tests run: [1-9][0-9]*, Failures: 0, Errors: 0' \
  ./mvnw -B surefire:test -Pbrowser -Dplayground.url=http://localhost:8080/
echo "The playground works in a browser."
