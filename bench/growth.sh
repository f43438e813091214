#!/usr/bin/env bash
# Measures how the time of a verdict grows with its input: bench/README.md. Writes docs/growth.svg.
# Arguments go to Growth: rounds, and the milliseconds of each.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source bench/artefacts.sh

bench_classes
bench_java dev.claimsverdict.bench.Growth docs/growth.svg "$@"
