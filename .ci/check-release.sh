#!/usr/bin/env bash
# What was built last as a release has it (.ci/release.sh), and that it works where nothing else is. The images are made
# without their base, which is elsewhere; the program in them is run by the JDK of this machine.
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

# The program behind these words, in an empty folder: a verdict, the version, and what serve serves.
whole() {
  mkdir -p "$work/empty"
  (cd "$work/empty" && "$@" --version) | grep -E '^claims-verdict [0-9]+\.[0-9]+\.[0-9]+$' || fail "$*: no version of a release"
  "$@" lint examples/terraform-plan.json >"$work/out" && exit 1 || [ $? = 2 ]
  grep -q '^BREAKING' "$work/out"
}
serves() {
  : >"$work/serve"
  # Started where nothing of the repository is.
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
  [ "$(status -H 'Host: claims.example' "$here/")" = 403 ] || fail "$*: takes any host"
  "$@" serve --port "${here##*:}" >/dev/null 2>&1 && exit 1 || [ $? = 64 ]
  kill "$serving"
  serving=
}

for jar in target/release/*.jar; do
  [ -f "$jar" ] || break
  cp "$jar" "$work/alone.jar"
  whole "$java" -jar "$work/alone.jar"
  serves "$java" -jar "$work/alone.jar"
  ! unzip -Z1 "$jar" | grep -E '^META-INF/[^/]*\.(SF|RSA)$|\.so$|^dev/.*Test[.$]|module-info' || fail "$jar: has what it must not"
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
    # A layer is named for its digest.
    [ "$(sha256sum <"$layer" | cut -d' ' -f1)" = "$(basename "$layer" .tar.gz)" ] || fail "$layer"
    tar --warning=no-unknown-keyword -xzf "$layer" -C "$work/image/rootfs"
  done
  others=$(cd "$work/image/rootfs" && find . -type f | grep -vE '^\./app/(claims-verdict-[0-9.]+\.jar|jib-[a-z-]+|resources/LICENSE)$' || true)
  [ -z "$others" ] || fail "$image has $others"
  entrypoint=$(sed 's/.*"Entrypoint":\["java",\([^]]*\)\].*/\1/; s/"//g; s/,/ /g' "$work/image/config.json")
  # As the image starts it, with its root in a folder and its address.
  export CLAIMS_SERVE_ADDRESS=0.0.0.0
  whole "$java" ${entrypoint/\/app/$work/image/rootfs/app}
  serves "$java" ${entrypoint/\/app/$work/image/rootfs/app}
  unset CLAIMS_SERVE_ADDRESS
done

for archive in target/release/*-linux-*.tar.gz; do
  [ -f "$archive" ] || break
  # A folder as the place where releases are.
  version=$(basename "$archive") version=${version#claims-verdict-} version=${version%-linux-*}
  mkdir -p "$work/releases/v$version"
  cp "$archive" "$work/releases/v$version"
  (cd "$work/releases/v$version" && sha256sum -- * >SHA256SUMS)
  export CLAIMS_VERDICT_RELEASES=file://$work/releases
  ./install.sh --to "$work/installed"
  [ "$(ls "$work/installed")" = claims-verdict ] || fail "install.sh leaves more than claims-verdict"
  whole "$work/installed/claims-verdict"
  "$work/installed/claims-verdict" serve 2>"$work/err" && exit 1 || [ $? = 64 ]
  grep -q 'container image or the jar' "$work/err"
  unset CLAIMS_VERDICT_RELEASES
done
cat "$work/files"
