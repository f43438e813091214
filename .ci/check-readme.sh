#!/usr/bin/env bash
# Starts the first command of the README and of docs/protect-a-route.md, and runs their other commands against it, with the
# test that also compares the answers. Then runs the code of docs/check-amr-verdict.md, including the JavaScript.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source .ci/dev-gateway.sh

grep -qF './mvnw quarkus:dev' README.md
(dev_gateway ./mvnw -B -q surefire:test -Dtest=ReadmeTest -Dreadme.gateway=http://localhost:8080)
echo "The README's commands give the README's answers."

grep -qF 'CLAIMS_IDPS=examples/protect-a-route/registry ./mvnw quarkus:dev' docs/protect-a-route.md
(
  export CLAIMS_IDPS=examples/protect-a-route/registry
  dev_gateway ./mvnw -B -q surefire:test -Dtest=ReadmeTest -Dguide.gateway=http://localhost:8080
)
echo "The guide's commands give the guide's answers."

# Skipped tests would prove nothing.
(cd src/test/oidc-provider && npm ci --silent)
dev_log=$(mktemp)
trap 'rm -f "$dev_log"' EXIT
no_test_left_out 'Tests run: [1-9][0-9]*, Failures: 0, Errors: 0, Skipped: 0' \
  ./mvnw -B surefire:test -Dtest=AmrVerdictPageTest -Damr.verdict.modules=src/test/oidc-provider/node_modules
echo "The code that checks amr_verdict accepts and refuses the right tokens."
