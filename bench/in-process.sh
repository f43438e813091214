#!/usr/bin/env bash
# What a verdict costs in a JVM, beside its own signature check and other libraries: bench/README.md.
# Arguments go to InProcess: iterations, the milliseconds of each, rounds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source bench/artefacts.sh

bench_classes
bench_java dev.claimsverdict.bench.InProcess bench/results/in-process.md "$@"
