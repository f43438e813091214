# Sourced by the other scripts: where the artefacts are, and how to build missing ones.

NATIVE_ZIP=${NATIVE_ZIP:-target/bench/native.zip}
BARE_ZIP=${BARE_ZIP:-bench/bare/target/function.zip}
JVM_ZIP=${JVM_ZIP:-target/bench/jvm.zip}
RIC_JARS=${RIC_JARS:-bench/ric/target/ric}
FAKETIME=${FAKETIME:-$(ls /usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null | head -n 1 || true)}
NODE_BUNDLE=target/bench/node-bundle/index.mjs
NODE_FUNCTION=bench/node/function/index.mjs
NODE_PEERS=bench/node/peers/index.mjs
mkdir -p target/bench

# Both kinds of build write target/function.zip. A native one has an executable in it.
keep_zip() {
  [ -f target/function.zip ] || return 0
  # Not unzip | grep -q: grep closes the pipe, unzip fails, and with pipefail a native zip would pass for the JVM's.
  if unzip -l target/function.zip bootstrap >/dev/null; then
    cp target/function.zip target/bench/native.zip
  else
    cp target/function.zip target/bench/jvm.zip
  fi
}
keep_zip

can_build_native() {
  [ -n "${GRAALVM_HOME:-}" ] && return
  echo "No GRAALVM_HOME: $1 isn't built"
  return 1
}

native_zip() {
  [ -f "$NATIVE_ZIP" ] && return
  can_build_native "the native function" || return 0
  ./mvnw -B -q package -Pnative -DskipUTs -DskipITs
  keep_zip
}

bare_zip() {
  [ -f "$BARE_ZIP" ] && return
  can_build_native "the bare function" || return 0
  ./mvnw -B -q -f bench/bare/pom.xml package
}

jvm_zip() {
  if [ ! -f "$JVM_ZIP" ]; then
    ./mvnw -B -q package -DskipUTs
    keep_zip
  fi
  [ -d "$RIC_JARS" ] || ./mvnw -B -q -f bench/ric/pom.xml package
}

node_modules() {
  if ! command -v npm >/dev/null; then
    echo "No npm: Node is left out"
    NODE_FUNCTION= NODE_BUNDLE= NODE_PEERS=
    return
  fi
  [ -d bench/node/node_modules/aws-jwt-verify ] || (cd bench/node && npm ci --no-audit --no-fund --loglevel=error)
  (cd bench/node && npx --no-install esbuild function/index.mjs --bundle --minify --platform=node --format=esm \
    --target=node20 --log-level=warning --outfile="../../$NODE_BUNDLE")
}

bench_classes() {
  ./mvnw -B -q process-test-classes -Pbench
}

# Runs the JVM that the build runs on.
bench_java() {
  local java_home
  java_home=$(./mvnw --version | sed -n 's/.*runtime: //p')
  "$java_home/bin/java" --enable-native-access=ALL-UNNAMED -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
    -cp "target/classes:target/test-classes:$(cat target/bench.classpath)" "$@"
}
