#!/usr/bin/env bash
# Gives what was built last the name under which it is released: target/release/claims-verdict-VERSION-….zip. A native
# executable must start on Lambda's provided.al2023, as the deployment asks too.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. .mvn/jdk.sh

version=$(sed -n 's#.*<version>\(.*\)</version>.*#\1#p' pom.xml | head -n 1)
mkdir -p target/release
if unzip -Z1 target/function.zip | grep -qx bootstrap; then
  architecture=$("$JAVA_HOME/bin/java" infra/src/main/java/dev/claimsverdict/infra/functions/NativeZip.java target/function.zip)
  form=linux-$architecture-native
else
  form=jvm
fi
cp target/function.zip "target/release/claims-verdict-$version-$form.zip"
echo "target/release/claims-verdict-$version-$form.zip"
