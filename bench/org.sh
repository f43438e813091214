#!/usr/bin/env bash
# Measures what judging a whole org costs: bench/README.md.
# Arguments go to WholeOrg: IdPs, rules, runs of each kind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source bench/artefacts.sh

bench_classes
bench_java dev.claimsverdict.bench.WholeOrg bench/results/org.md "$@"
