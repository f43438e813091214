#!/usr/bin/env bash
# Tries load and faults through Lambda's runtime API, natively and on the JVM: bench/README.md. Builds missing artefacts if
# this machine can, and otherwise says what it leaves out. Exits with 1 if a promise is broken.
#   NATIVE_ZIP, JVM_ZIP and RIC_JARS name existing artefacts, FAKETIME names libfaketime. Arguments go to Faults.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source bench/artefacts.sh

native_zip
jvm_zip
bench_classes

bench_java dev.claimsverdict.bench.faults.Faults \
  --native "$NATIVE_ZIP" --jvm "$JVM_ZIP" --ric "$RIC_JARS" --faketime "$FAKETIME" \
  --work target/bench/faults --out bench/results/faults.md "$@"
