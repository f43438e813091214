#!/usr/bin/env bash
# Checks the deployment's templates and permissions, offline, and the README's commands as far as they need no AWS account.
# With the argument "native", also runs the zip's bootstrap behind the templates. It must then exist.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The CDK for Java runs on Node.js.
if ! command -v npx >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
fi

if [ "${1:-}" = native ]; then
  infra/mvnw -B verify -DargLine=-De2e.required=true
  # Skipped tests would prove nothing.
  grep -q 'tests="[1-9][0-9]*" errors="0" skipped="0" failures="0"' infra/target/surefire-reports/TEST-dev.claimsverdict.infra.EndToEndTest.xml
else
  infra/mvnw -B verify
fi

# Checks names, types and required properties with a source other than the CDK.
(cd infra/src/test/service-spec && npm ci --silent)
node infra/src/test/service-spec/check.js infra/cloudformation/*.json infra/github/*.json infra/authorizer/*.json

# Runs the README's commands word for word, except that deploy becomes synth, because deploying needs an account. They can
# reach only loopback, where nothing answers.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=18,20 CDK_DISABLE_CLI_TELEMETRY=true
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE
export AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_CONFIG_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true
export AWS_ENDPOINT_URL=http://127.0.0.1:9 AWS_MAX_ATTEMPTS=1 AWS_REGION=eu-central-1
case $(uname -m) in
aarch64 | arm64) built=arm64 other=x86_64 ;;
*) built=x86_64 other=arm64 ;;
esac
printed() { sed -n 's/^\(npx aws-cdk@.*\)$/\1/p' infra/README.md | sort -u; }
printed | grep -q ' deploy' || { echo "infra/README.md prints no deploy"; exit 1; }

bootstrap=$(printed | grep ' bootstrap ' | sed 's#ACCOUNT/REGION#123456789012/eu-central-1#; s/npx aws-cdk/npx --yes aws-cdk/')
if said=$(cd infra && eval "$bootstrap" 2>&1 </dev/null); then
  echo "bootstrap succeeds without an account"
  exit 1
fi
case $said in
*"no credentials have been configured"*) ;;
*) echo "bootstrap fails before it calls AWS: $said"; exit 1 ;;
esac

# settings FILE [NAME VALUE]...: writes the README's settings to the file, with these values instead of the README's.
settings() {
  node -e '
    const [readme, file, ...others] = process.argv.slice(1);
    const block = require("fs").readFileSync(readme, "utf8").match(/```json settings.json\n([^]*?)```/)[1];
    const settings = JSON.parse(block);
    for (let i = 0; i < others.length; i += 2) settings[others[i]] = others[i + 1];
    require("fs").writeFileSync(file, JSON.stringify(settings));
  ' infra/README.md "$@"
}
if [ "${1:-}" = native ]; then
  settings "$work/settings.json" artefact "$PWD/target/function.zip" architecture "$built" idps "$PWD/src/test/resources/registry"
else
  # An empty zip that looks enough like the JVM's for a synthesis.
  mkdir -p "$work/jar/dev/claimsverdict/function"
  touch "$work/jar/dev/claimsverdict/function/VerdictFunction.class"
  (. .mvn/jdk.sh && cd "$work/jar" && "$JAVA_HOME/bin/jar" --create --no-manifest --file "$work/function.zip" dev)
  settings "$work/settings.json" artefact "$work/function.zip" runtime jvm idps "$PWD/src/test/resources/registry"
fi
while read -r command; do
  synth=$(sed 's/ deploy/ synth --quiet/; s/npx aws-cdk/npx --yes aws-cdk/' <<<"$command")
  (cd infra && eval "$synth -c settings=$work/settings.json --no-notices --output $work/out" </dev/null)
  # The file's settings must also be in the result of this step. Otherwise the step would undo earlier ones.
  for lasting in /v1/okta/token-hook on-call@example.com CLAIMS_IDPS; do
    grep -q "$lasting" "$work/out/ClaimsVerdict.template.json" || { echo "$command loses $lasting"; exit 1; }
  done
done < <(printed | grep ' deploy')

if [ "${1:-}" != native ]; then
  echo "The templates are correct, and the README's commands make them."
  exit 0
fi
settings "$work/other.json" artefact "$PWD/target/function.zip" architecture "$other" idps "$PWD/src/test/resources/registry"
if said=$(cd infra && npx --yes aws-cdk@2.1148.1 synth --quiet --no-notices -c settings="$work/other.json" --output "$work/out" 2>&1); then
  echo "an executable for $built was accepted for $other"
  exit 1
fi
case $said in
*"architecture: It is $other, but the executable is for $built"*) ;;
*) echo "unexpected message: $said"; exit 1 ;;
esac
echo "The zip's bootstrap answers behind the templates, and the README's commands make them."
