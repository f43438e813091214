#!/usr/bin/env bash
# Compares a verdict in a JVM with its own signature check and with other libraries: bench/README.md.
# Arguments go to InProcess: iterations, the milliseconds of each, rounds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source bench/artefacts.sh

bench_classes
bench_java dev.claimsverdict.bench.InProcess bench/results/in-process.md "$@"
