#!/usr/bin/env bash
# Generates a Java client from docs/openapi.json and calls each route of quarkus:dev with it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source .ci/dev-gateway.sh

# First, so that an unusable document fails before anything is started.
./mvnw -B -q -f examples/client/pom.xml test-compile

export CLAIMS_HOOK_SECRET=hook-secret-of-the-client
dev_gateway no_test_left_out 'Tests run: [1-9][0-9]*, Failures: 0, Errors: 0, Skipped: 0' \
  ./mvnw -B -f examples/client/pom.xml test "-Dhook.secret=$CLAIMS_HOOK_SECRET"
echo "The generated client gets typed answers."
