#!/usr/bin/env bash
# mvnw must find a JDK 25 even if JAVA_HOME and the PATH lead to another one. If there is none, it must say so in one line.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=$(JAVA_HOME=/nonexistent ./mvnw --version | sed -n 's/^Java version: \([0-9]*\).*/\1/p')
[ "$version" = 25 ] || { echo "mvnw ran on Java $version"; exit 1; }

# A copy of the search that looks only at JAVA_HOME and the PATH.
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
sed 's#/usr/lib/jvm/\*#'"$empty"'/*#; s#/opt/[^ ]*##g; s#/usr/local/[^ ]*##g' .mvn/jdk.sh > "$empty/jdk.sh"
if message=$(env -i PATH=/usr/bin:/bin HOME="$empty" sh -c ". '$empty/jdk.sh'" 2>&1); then
  echo "no message without a JDK 25"; exit 1
fi
[ "$(printf '%s\n' "$message" | wc -l)" = 1 ] || { echo "more than one line: $message"; exit 1; }
case $message in
*"no JDK 25 found"*) echo "$message" ;;
*) echo "unexpected message: $message"; exit 1 ;;
esac

# If somebody runs mvn itself with another JDK, the enforcer must say which one is needed.
for other in /usr/lib/jvm/*; do
  if command -v mvn >/dev/null && [ -x "$other/bin/javac" ] && ! grep -q '^JAVA_VERSION="25[."]' "$other/release" 2>/dev/null; then
    said=$(JAVA_HOME=$other mvn -B validate 2>&1) && { echo "the enforcer accepted $other"; exit 1; }
    case $said in
    *"Claims Verdict needs a JDK 25"*) break ;;
    *) echo "unexpected message: $said"; exit 1 ;;
    esac
  fi
done
