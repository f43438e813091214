#!/usr/bin/env bash
# Makes a Java client of docs/openapi.json and lets it call each route of quarkus:dev.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source .ci/dev-gateway.sh

# First, so that a document that makes no client fails before anything is started.
./mvnw -B -q -f examples/client/pom.xml test-compile

export CLAIMS_HOOK_SECRET=hook-secret-of-the-client
dev_gateway no_test_left_out 'Tests run: [1-9][0-9]*, Failures: 0, Errors: 0, Skipped: 0' \
  ./mvnw -B -f examples/client/pom.xml test "-Dhook.secret=$CLAIMS_HOOK_SECRET"
echo "The generated client gets typed answers."
