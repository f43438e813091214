#!/usr/bin/env bash
# Copies the artefacts of the last build to target/release, under their names in a release, and prints these names:
#   JVM      the function's zip, the self-contained jar, the container images, the CloudFormation and SAM templates, the SBOM
#   native   the function's zip and the command line, for this machine's architecture
# IMAGE_BASE replaces the images' base, for machines that can't load the usual one. Fails if the executable wouldn't start on
# Lambda's provided.al2023.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. .mvn/jdk.sh

version=$(sed -n 's#.*<version>\(.*\)</version>.*#\1#p' pom.xml | head -n 1)
release=target/release
name=$release/claims-verdict-$version
mkdir -p $release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

native() {
  local architecture
  architecture=$("$JAVA_HOME/bin/java" infra/src/main/java/dev/claimsverdict/infra/functions/NativeZip.java target/function.zip)
  cp target/function.zip "$name-linux-$architecture-native.zip"
  cp "target/claims-verdict-$version-runner" "$work/claims-verdict"
  cp LICENSE "$work"
  # The same bytes for anybody at any time.
  tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime=2026-11-24T00:00Z -cf - claims-verdict LICENSE |
    gzip -n >"$name-linux-$architecture.tar.gz"
  ls "$name-linux-$architecture"*
}

jvm() {
  cp target/function.zip "$name-jvm.zip"
  ./mvnw -B -q assembly:single@self-contained-jar
  for architecture in amd64 arm64; do
    ./mvnw -B -q -f image/pom.xml package jib:buildTar -Dimage.architecture=$architecture ${IMAGE_BASE:+"-Dimage.base=$IMAGE_BASE"}
  done
  # The templates for deployments without the CDK.
  cp infra/cloudformation/claims-verdict.json "$name-cloudformation.json"
  cp infra/sam/template.json "$name-sam.json"
  cp target/bom.json "$name.cdx.json"
  ls "$name"{-jvm.zip,.jar,-image-*.tar,-cloudformation.json,-sam.json,.cdx.json}
}

# No pipe into grep -q, which would end before unzip has written everything.
if [ "$(unzip -Z1 target/function.zip bootstrap 2>/dev/null)" = bootstrap ]; then native; else jvm; fi
