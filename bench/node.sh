#!/usr/bin/env bash
# Compares token verdicts, in the JVM and in the native executable, with three Node libraries in one run: bench/README.md.
#   NATIVE_ZIP names an existing function.zip. Arguments go to PeerComparison.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source bench/artefacts.sh

native_zip
node_modules
bench_classes

bench_java dev.claimsverdict.bench.process.PeerComparison \
  --native "$NATIVE_ZIP" --peers "$NODE_PEERS" --node "$NODE_FUNCTION" --work target/bench/peers --out bench/results/node.md "$@"
