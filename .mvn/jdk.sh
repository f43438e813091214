# Sourced by mvnw. Sets JAVA_HOME to a JDK 25, or says in one line that there is none. Looks at JAVA_HOME first, then at
# javac on the PATH, then at the usual places of Linux, macOS and SDKMAN.

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
  # mvnw has turned globbing off. This function runs in a subshell, so turning it on has no effect elsewhere.
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
  # Suppresses JDK 25's warnings about Maven's own libraries. Not in .mvn/jvm.config, because an older JVM doesn't know these
  # options and would end before the enforcer can say which JDK is needed.
  export MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
else
  echo "mvnw: no JDK 25 found (looked at JAVA_HOME, the PATH and the usual folders): install one, for instance Temurin 25 from https://adoptium.net, or set JAVA_HOME to it." >&2
  exit 1
fi
