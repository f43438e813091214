#!/usr/bin/env bash
# Checks that the comparisons still run, with a few starts and events, and without judging the figures. Builds only the
# bench's own classes. Says which missing artefacts it leaves out, and fails if an artefact fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source bench/artefacts.sh

node_modules
bench_classes

bench_java dev.claimsverdict.bench.process.ProcessComparison \
  --native "$NATIVE_ZIP" --bare "$BARE_ZIP" --jvm "$JVM_ZIP" --ric "$RIC_JARS" \
  --node "$NODE_FUNCTION" --node-bundle "$NODE_BUNDLE" \
  --starts 2 --warm-starts 1 --warm-up 10 --events 50 --work target/bench/smoke --out target/bench/smoke/processes.md
bench_java dev.claimsverdict.bench.process.PeerComparison \
  --native "$NATIVE_ZIP" --peers "$NODE_PEERS" --node "$NODE_FUNCTION" \
  --rounds 1 --round-millis 20 --events 50 --work target/bench/smoke --out target/bench/smoke/node.md
bench_java dev.claimsverdict.bench.InProcess target/bench/smoke/in-process.md 1 20 1
bench_java dev.claimsverdict.bench.Growth target/bench/smoke/growth.svg 2 5
bench_java dev.claimsverdict.bench.Hostile target/bench/smoke/hostile.md 1 5 1048576
bench_java dev.claimsverdict.bench.WholeOrg target/bench/smoke/org.md 20 50 1
bench_java dev.claimsverdict.bench.Profile target/bench/smoke/profile.md 1
