#!/usr/bin/env bash
# Token verdicts, in the JVM and in the native executable, beside three Node libraries, in one run: bench/README.md.
#   NATIVE_ZIP names a function.zip that is there already. Arguments go to PeerComparison.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source bench/artefacts.sh

native_zip
node_modules
bench_classes

bench_java dev.claimsverdict.bench.process.PeerComparison \
  --native "$NATIVE_ZIP" --peers "$NODE_PEERS" --node "$NODE_FUNCTION" --work target/bench/peers --out bench/results/node.md "$@"
