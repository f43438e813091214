#!/usr/bin/env bash
# Measures where the time of a verdict goes, apart from its signature: bench/README.md.
# Arguments go to Profile: the seconds of each of four profiles.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source bench/artefacts.sh

bench_classes
# Without these flags, Flight Recorder sees only the places where a thread may be stopped.
JDK_JAVA_OPTIONS="-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints" \
  bench_java dev.claimsverdict.bench.Profile bench/results/profile.md "$@"
