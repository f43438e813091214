#!/usr/bin/env bash
# mvnw must run on a JDK 25 although JAVA_HOME and the PATH say otherwise, and say in one line if there is none.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=$(JAVA_HOME=/nonexistent ./mvnw --version | sed -n 's/^Java version: \([0-9]*\).*/\1/p')
[ "$version" = 25 ] || { echo "mvnw ran on Java $version"; exit 1; }

# A copy of the search that looks nowhere but at JAVA_HOME and the PATH.
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
sed 's#/usr/lib/jvm/\*#'"$empty"'/*#; s#/opt/[^ ]*##g; s#/usr/local/[^ ]*##g' .mvn/jdk.sh > "$empty/jdk.sh"
if message=$(env -i PATH=/usr/bin:/bin HOME="$empty" sh -c ". '$empty/jdk.sh'" 2>&1); then
  echo "no message without a JDK 25"; exit 1
fi
[ "$(printf '%s\n' "$message" | wc -l)" = 1 ] || { echo "more than one line: $message"; exit 1; }
case $message in
*"no JDK 25 found"*) echo "$message" ;;
*) echo "unclear: $message"; exit 1 ;;
esac

# Whoever passes mvnw by with another JDK learns from the enforcer which one it takes.
for other in /usr/lib/jvm/*; do
  if command -v mvn >/dev/null && [ -x "$other/bin/javac" ] && ! grep -q '^JAVA_VERSION="25[."]' "$other/release" 2>/dev/null; then
    said=$(JAVA_HOME=$other mvn -B validate 2>&1) && { echo "the enforcer took $other"; exit 1; }
    case $said in
    *"Claims Verdict needs a JDK 25"*) break ;;
    *) echo "unclear: $said"; exit 1 ;;
    esac
  fi
done
