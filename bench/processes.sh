#!/usr/bin/env bash
# Starts the function, and the functions that it is compared with, many times in turn: bench/README.md. Builds missing
# artefacts if this machine can, and otherwise says what it leaves out.
#   NATIVE_ZIP, BARE_ZIP, JVM_ZIP and RIC_JARS name existing artefacts. Arguments go to ProcessComparison.
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
