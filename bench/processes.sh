#!/usr/bin/env bash
# Starts the function and what it is compared with afresh, many times in turn: bench/README.md. What isn't there is built
# as far as the machine can; what can't be built is left out, and said.
#   NATIVE_ZIP, BARE_ZIP, JVM_ZIP, RIC_JARS name artefacts that are there already. Arguments go to ProcessComparison.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source bench/artefacts.sh

native_zip
bare_zip
jvm_zip
node_modules
bench_classes

bench_java dev.claimsverdict.bench.process.ProcessComparison \
  --native "$NATIVE_ZIP" --bare "$BARE_ZIP" --jvm "$JVM_ZIP" --ric "$RIC_JARS" \
  --node "$NODE_FUNCTION" --node-bundle "$NODE_BUNDLE" \
  --work target/bench/processes --out bench/results/processes.md "$@"
