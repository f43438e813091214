#!/usr/bin/env bash
# Starts the first command of the README and of docs/protect-a-route.md, and runs their other commands against it, by the
# test that also compares the answers.
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
