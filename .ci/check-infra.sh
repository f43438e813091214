#!/usr/bin/env bash
# The deployment's templates and rights, offline. With the argument "native", also the built executable behind them, which
# then must be there, and the synthesis as `cdk deploy` does it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The CDK for Java runs on Node.js.
if ! command -v npx >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
fi

if [ "${1:-}" != native ]; then
  infra/mvnw -B verify
  echo "The templates are as they should be."
  exit 0
fi

infra/mvnw -B verify -DargLine=-De2e.required=true
# Skipped tests would be no proof.
grep -q 'tests="[1-9][0-9]*" errors="0" skipped="0" failures="0"' infra/target/surefire-reports/TEST-dev.claimsverdict.infra.EndToEndTest.xml

case $(uname -m) in
aarch64 | arm64) built=arm64 other=x86_64 ;;
*) built=x86_64 other=arm64 ;;
esac
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=18,20 CDK_DISABLE_CLI_TELEMETRY=true
cdk="npx --yes aws-cdk@2.1148.1 --no-notices"
(cd infra && $cdk synth --quiet -c architecture=$built)
if said=$(cd infra && $cdk synth --quiet -c architecture=$other 2>&1); then
  echo "an executable for $built was taken for $other"
  exit 1
fi
case $said in
*"architecture: It is $other, but the built executable is for $built"*) ;;
*) echo "unclear: $said"; exit 1 ;;
esac
echo "The built executable answers behind the templates, and the CDK's command line makes them."
