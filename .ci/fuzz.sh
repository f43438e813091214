#!/usr/bin/env bash
# Looks for input that breaks a promise of the function (docs/proof.md): .ci/fuzz.sh [--seconds N | --minutes N] [TARGET…]
# Without arguments 15 seconds for each target. What it finds, and the inputs that it learned from, are left in target/fuzz.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

targets=(EventFuzz HttpFuzz TokenFuzz JwksFuzz IdpFuzz RuleFuzz TerraformFuzz SamlFuzz SequenceFuzz)
seconds=15
case "${1:-}" in
  --seconds) seconds=$2; shift 2 ;;
  --minutes) seconds=$(($2 * 60)); shift 2 ;;
esac
[ $# -gt 0 ] && targets=("$@")

./mvnw -B -q test-compile
./mvnw -B -q -Pfuzz org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
  -DincludeScope=test -Dmdep.outputFile="$PWD/target/fuzz.classpath"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

found=0
for target in "${targets[@]}"; do
  learned=target/fuzz/$target
  mkdir -p "$learned"
  seeds=("src/test/resources/fuzz/$target")
  [ "$target" = EventFuzz ] && seeds+=(src/test/resources/golden-events)
  result=0
  "$java" -Xmx2g -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED \
    -cp "target/test-classes:target/classes:$(cat target/fuzz.classpath)" com.code_intelligence.jazzer.Jazzer \
    --target_class="dev.claimsverdict.fuzz.$target" \
    --instrumentation_includes='dev.claimsverdict.**' \
    --instrumentation_excludes='dev.claimsverdict.fuzz.**:dev.claimsverdict.testing.**' \
    --reproducer_path=target/fuzz -artifact_prefix="target/fuzz/$target-" \
    -max_total_time="$seconds" -timeout=20 -rss_limit_mb=0 -print_final_stats=1 \
    "$learned" "${seeds[@]}" >"target/fuzz/$target.log" 2>&1 || result=$?
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "target/fuzz/$target.log")
  echo "$target: ${executions:-?} executions in $seconds s, $([ $result = 0 ] && echo nothing found || echo "FOUND, see target/fuzz/$target.log")"
  [ $result = 0 ] || found=1
done
exit $found
