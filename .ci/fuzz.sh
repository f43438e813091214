#!/usr/bin/env bash
# Looks for input that breaks a promise of the function (docs/proof.md): .ci/fuzz.sh [--seconds N | --minutes N] [TARGET…]
# Without arguments, each target runs for 10 seconds. Findings and learned inputs stay in target/fuzz.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

targets=(EventFuzz HttpFuzz TokenFuzz JwksFuzz IdpFuzz OrgFuzz RuleFuzz TerraformFuzz SamlFuzz SequenceFuzz)
seconds=10
case "${1:-}" in
  --seconds) seconds=$2; shift 2 ;;
  --minutes) seconds=$(($2 * 60)); shift 2 ;;
esac
[ $# -gt 0 ] && targets=("$@")

. .mvn/jdk.sh
jdk=$JAVA_HOME/bin/
here=target/fuzz
rm -rf $here/classes
mkdir -p $here/classes
./mvnw -B -q -Pfuzz org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
  -DincludeScope=test -Dmdep.outputFile="$PWD/$here/classpath"
# Jazzer can't read the class files of Java 24 and 25.
"${jdk}javac" --release 23 -proc:none -parameters -nowarn -d $here/classes -cp "$(cat $here/classpath)" \
  $(find src/main/java src/test/java/dev/claimsverdict/{fuzz,testing} -name '*.java')
cp -r src/main/resources/. $here/classes

found=0
for target in "${targets[@]}"; do
  learned=$here/$target
  mkdir -p "$learned"
  seeds=("src/test/resources/fuzz/$target")
  [ "$target" = EventFuzz ] && seeds+=(src/test/resources/golden-events)
  result=0
  "${jdk}java" -Xmx2g -XX:+UseSerialGC -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED \
    -cp "$here/classes:$(cat $here/classpath)" com.code_intelligence.jazzer.Jazzer \
    --target_class="dev.claimsverdict.fuzz.$target" \
    --instrumentation_includes='dev.claimsverdict.**' \
    --instrumentation_excludes='dev.claimsverdict.fuzz.**:dev.claimsverdict.testing.**' \
    --custom_hook_includes='dev.claimsverdict.**' \
    --reproducer_path=$here -artifact_prefix="$here/$target-" \
    -max_total_time="$seconds" -timeout=300 -rss_limit_mb=0 -print_final_stats=1 \
    "$learned" "${seeds[@]}" >"$here/$target.log" 2>&1 || result=$?
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$here/$target.log")
  if [ $result = 0 ]; then
    echo "$target: ${executions:-?} executions in $seconds s, nothing found"
  else
    echo "$target: FOUND something, see $here/$target.log"
    found=1
  fi
done
exit $found
