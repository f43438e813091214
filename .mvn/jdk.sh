# Sourced by mvnw. Exports JAVA_HOME as a JDK 25, or says in one line what is missing.
# JAVA_HOME wins if it is one; else java on the PATH, else the usual places of Linux, macOS and SDKMAN.

claims_verdict_is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

claims_verdict_find_jdk_25() {
  if claims_verdict_is_jdk_25 "${JAVA_HOME:-}"; then
    printf '%s\n' "$JAVA_HOME"
    return 0
  fi
  on_path=$(command -v javac 2>/dev/null) || on_path=
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
    on_path=${on_path%/bin/javac}
  fi
  # mvnw switches globbing off; this runs in a subshell, so switching it on stays here.
  set +f
  for candidate in "$on_path" "${GRAALVM_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/local/lib/jvm/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.asdf/installs/java/* \
    "${HOME:-}"/.local/share/mise/installs/java/*; do
    if claims_verdict_is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

if JAVA_HOME=$(claims_verdict_find_jdk_25); then
  export JAVA_HOME
  # What Maven's own libraries do, JDK 25 warns of. Not in .mvn/jvm.config: an older JVM knows no such options and would
  # end before the enforcer can say which one is needed.
  export MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
else
  echo "mvnw: no JDK 25 found (looked at JAVA_HOME, the PATH and the usual folders): install one, for instance Temurin 25 from https://adoptium.net, or set JAVA_HOME to it." >&2
  exit 1
fi
