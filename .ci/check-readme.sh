#!/usr/bin/env bash
# Starts the README's first command and runs the README's other commands against it, by the test that also compares the
# answers.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source .ci/dev-gateway.sh

grep -qF './mvnw quarkus:dev' README.md
dev_gateway ./mvnw -B -q surefire:test -Dtest=ReadmeTest -Dreadme.gateway=http://localhost:8080
echo "The README's commands give the README's answers."
