#!/usr/bin/env bash
# Load and faults through Lambda's runtime API, natively and on the JVM: bench/README.md. What isn't there is built as far as the
# machine can; what can't be built is left out, and said. Ends with 1 if a promise is broken.
#   NATIVE_ZIP, JVM_ZIP, RIC_JARS name artefacts that are there already, FAKETIME libfaketime. Arguments go to Faults.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source bench/artefacts.sh

native_zip
jvm_zip
bench_classes

bench_java dev.claimsverdict.bench.faults.Faults \
  --native "$NATIVE_ZIP" --jvm "$JVM_ZIP" --ric "$RIC_JARS" --faketime "$FAKETIME" \
  --work target/bench/faults --out bench/results/faults.md "$@"
