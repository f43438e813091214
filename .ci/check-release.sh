#!/usr/bin/env bash
# Makes a release of the last build (.ci/release.sh) and checks that it works without the repository. The images are built
# without their base image, which is on the network, so this machine's JDK runs the program in them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. .mvn/jdk.sh
java=$JAVA_HOME/bin/java

work=$(mktemp -d)
serving=
trap 'rm -rf "$work"; [ -z "$serving" ] || kill "$serving"' EXIT
fail() { echo "$1"; exit 1; }
status() { curl -s -o /dev/null -w '%{http_code}' "$@"; }

rm -rf target/release
IMAGE_BASE=scratch .ci/release.sh >"$work/files"
! grep SNAPSHOT "$work/files" || exit 1

# works COMMAND...: checks the version and a verdict of the program that this command starts.
works() {
  mkdir -p "$work/empty"
  (cd "$work/empty" && "$@" --version) | grep -E '^claims-verdict [0-9]+\.[0-9]+\.[0-9]+$' || fail "$*: no version of a release"
  "$@" lint examples/terraform-plan.json >"$work/out" && exit 1 || [ $? = 2 ]
  grep -q '^BREAKING' "$work/out"
}
# serves COMMAND...: checks what the program's serve serves.
serves() {
  : >"$work/serve"
  # Started in an empty folder, without the repository's files.
  (cd "$work/empty" && exec "$@" serve --port 0) >"$work/serve" 2>&1 &
  serving=$!
  for _ in $(seq 100); do
    grep -q playground "$work/serve" && break
    sleep 0.1
  done
  local here
  here=$(sed -n 's#.*is on  \(http.*\)/$#\1#p' "$work/serve")
  [ -n "$here" ] || { cat "$work/serve"; fail "$*: doesn't serve"; }
  for path in / /main.js /docs/glossary.md /docs/providers/entra-id.md /examples/org.json /v1/findings; do
    [ "$(status "$here$path")" = 200 ] || fail "$*: no $path"
  done
  curl -s "$here/v1/token-verdicts" -H 'content-type: application/json' -d @examples/token-satisfied.json |
    grep -q '^{"verdict":"ACCEPTED"' || fail "$*: no verdict"
  [ "$(status -H 'Host: claims.example' "$here/")" = 403 ] || fail "$*: accepts any host"
  "$@" serve --port "${here##*:}" >/dev/null 2>&1 && exit 1 || [ $? = 64 ]
  kill "$serving"
  serving=
}

for jar in target/release/*.jar; do
  [ -f "$jar" ] || break
  cp "$jar" "$work/alone.jar"
  works "$java" -jar "$work/alone.jar"
  serves "$java" -jar "$work/alone.jar"
  ! unzip -Z1 "$jar" | grep -E '^META-INF/[^/]*\.(SF|RSA)$|\.so$|^dev/.*Test[.$]|module-info' || fail "$jar has files that it must not have"
done

for image in target/release/*-image-*.tar; do
  [ -f "$image" ] || break
  rm -rf "$work/image" && mkdir -p "$work/image/rootfs"
  tar -xf "$image" -C "$work/image"
  architecture=${image##*-image-} architecture=${architecture%.tar}
  for part in "\"architecture\":\"$architecture\"" '"User":"65532:65532"' '"ExposedPorts":{"8080/tcp":{}}' \
    '"Env":["CLAIMS_SERVE_ADDRESS=0.0.0.0"]' '"WorkingDir":"/work"'; do
    grep -qF "$part" "$work/image/config.json" || fail "$image: no $part"
  done
  for layer in "$work"/image/*.tar.gz; do
    # A layer's name is its digest.
    [ "$(sha256sum <"$layer" | cut -d' ' -f1)" = "$(basename "$layer" .tar.gz)" ] || fail "$layer"
    tar --warning=no-unknown-keyword -xzf "$layer" -C "$work/image/rootfs"
  done
  others=$(cd "$work/image/rootfs" && find . -type f | grep -vE '^\./app/(claims-verdict-[0-9.]+\.jar|jib-[a-z-]+|resources/LICENSE)$' || true)
  [ -z "$others" ] || fail "$image has $others"
  entrypoint=$(sed 's/.*"Entrypoint":\["java",\([^]]*\)\].*/\1/; s/"//g; s/,/ /g' "$work/image/config.json")
  # Starts it as the image does, with the image's root in a folder and its address variable.
  export CLAIMS_SERVE_ADDRESS=0.0.0.0
  works "$java" ${entrypoint/\/app/$work/image/rootfs/app}
  serves "$java" ${entrypoint/\/app/$work/image/rootfs/app}
  unset CLAIMS_SERVE_ADDRESS
done

for archive in target/release/*-linux-*.tar.gz; do
  [ -f "$archive" ] || break
  # A folder takes the place of the repository's releases.
  version=$(basename "$archive") version=${version#claims-verdict-} version=${version%-linux-*}
  mkdir -p "$work/releases/v$version"
  cp "$archive" "$work/releases/v$version"
  (cd "$work/releases/v$version" && sha256sum -- * >SHA256SUMS)
  export CLAIMS_VERDICT_RELEASES=file://$work/releases
  ./install.sh --to "$work/installed"
  [ "$(ls "$work/installed")" = claims-verdict ] || fail "install.sh leaves more than claims-verdict"
  works "$work/installed/claims-verdict"
  "$work/installed/claims-verdict" serve 2>"$work/err" && exit 1 || [ $? = 64 ]
  grep -q 'container image or the jar' "$work/err"
  unset CLAIMS_VERDICT_RELEASES
done
cat "$work/files"
