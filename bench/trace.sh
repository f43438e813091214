#!/usr/bin/env bash
# Follows one request through the packages: bench/README.md. Arguments are commits; without any, the working tree.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. .mvn/jdk.sh

request=examples/token-satisfied.json
[ -f target/bench.classpath ] || ./mvnw -B -q process-test-classes -Pbench
libraries=$(cat target/bench.classpath)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# trace SOURCES CLASSES: compiles as much of the program as the request needs, and traces the request.
trace() {
  local sources=$1 classes=$2
  mkdir -p "$classes"
  cp -r "$sources/src/main/resources/." "$classes"
  "$JAVA_HOME/bin/javac" -nowarn -proc:none -g -parameters -d "$classes" -cp "$libraries" \
    -sourcepath "$sources/src/main/java:$sources/src/test/java" \
    bench/java/dev/claimsverdict/bench/{Trace,TracedRequest}.java
  "$JAVA_HOME/bin/java" -cp "$classes:$libraries" dev.claimsverdict.bench.Trace "$classes:$libraries" "$request"
}

cat <<END
# The way of one request

Made by \`bench/trace.sh${*:+ $*}\` from \`$request\`; what it means: [bench/README.md](../README.md#the-path-of-a-request).

END
if [ $# = 0 ]; then
  trace . "$work/classes"
fi
for commit in "$@"; do
  mkdir "$work/$commit"
  git archive "$commit" src | tar -x -C "$work/$commit"
  printf '## %s: %s\n\n' "$(git log -1 --format=%h "$commit")" "$(git log -1 --format=%s "$commit")"
  trace "$work/$commit" "$work/$commit/classes"
  echo
done
