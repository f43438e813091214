#!/usr/bin/env bash
# Compares the worst bodies within the limits with plain ones, and hostile files on the command line: bench/README.md.
# Arguments go to Hostile: rounds, the milliseconds of each, the bytes of a file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source bench/artefacts.sh

bench_classes
bench_java dev.claimsverdict.bench.Hostile bench/results/hostile.md "$@"
