#!/usr/bin/env bash
# Checks the built command line: the jar, and the native executable if there is one. Checks exit statuses, and that standard
# output has only the result. Also runs the commands of the README and of docs/audit.md,
# word for word.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. .mvn/jdk.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
golden=src/test/resources/golden
safe=$golden/idp-safe-amr-evidence/request.json
at_risk=examples/idp-from-okta-guide.json
breaking=examples/terraform-plan.json

"$JAVA_HOME/bin/javac" -cp 'target/lib/*' -d "$work" .ci/IsJson.java .ci/Members.java
# The command that starts each form of the program.
forms=("$JAVA_HOME/bin/java -jar $(ls target/claims-verdict-*-runner.jar)" bin/claims-verdict)
for native in target/claims-verdict-*-runner; do
  [ ! -x "$native" ] || forms+=("$native")
done

expect() {
  local status=$1 actual=0
  shift
  $form "$@" >"$work/out" 2>"$work/err" || actual=$?
  [ "$actual" = "$status" ] || { echo "$form $*: exit status $actual, not $status"; cat "$work/out" "$work/err"; exit 1; }
}
is_json() { "$JAVA_HOME/bin/java" -cp "$work:target/lib/*" IsJson <"$work/out" || { echo "$form: not JSON"; cat "$work/out"; exit 1; }; }

for form in "${forms[@]}"; do
  expect 0 lint $safe
  expect 0 lint $at_risk
  expect 1 lint --strict $at_risk
  expect 2 lint $breaking
  grep -q '^BREAKING  examples/terraform-plan.json$' "$work/out"
  expect 2 lint $golden/idp-invalid-malformed/request.json
  expect 2 lint README.md
  expect 64 lint
  expect 64 lint --no-such-option $safe
  expect 64 lint $safe no/such/file.json
  [ ! -s "$work/out" ] || { echo "$form: output in spite of wrong usage"; exit 1; }
  expect 64 lnit $safe
  # Without a runtime API the program must not be the function, which would wait for events.
  for wrong in "" --quiet --nonsense; do
    expect 64 $wrong
    [ -s "$work/err" ] || { echo "$form $wrong: no message"; exit 1; }
  done
  for right in --help -h help "lint --help" --version -V "--quiet lint $safe"; do
    expect 0 $right
  done
  expect 0 findings PKCE_NOT_REQUIRED
  grep -q '^Cause\. ' "$work/out"
  expect 0 generate-completion
  bash -n "$work/out"
  expect 2 lint examples
  grep -q '^claims-verdict: Left out' "$work/err"
  expect 0 lint --ignore ENTRA_V2_ENDPOINTS --fail-on error $breaking
  for format in text json sarif github markdown junit; do
    expect 2 lint --format $format --output "$work/report" $safe $breaking
    [ ! -s "$work/out" ] && [ -s "$work/report" ] || { echo "$form: --output"; exit 1; }
  done
  grep -q '<testsuites ' "$work/report"
  CLAIMS_AMR_TABLE=2026-07 expect 0 lint --format json $safe
  grep -q '"amrTable":"2026-07"' "$work/out"
  for format in json sarif; do
    expect 2 lint --format $format $safe $at_risk $breaking README.md
    [ ! -s "$work/err" ] || { echo "$form: noise on standard error"; cat "$work/err"; exit 1; }
    is_json
  done
  # Standard input, and UTF-8 in any locale.
  echo '{"resource_changes":[{"address":"okta_idp_saml.ü","type":"okta_idp_saml","change":{"actions":["create"],"after":{}}}]}' \
    >"$work/plan.json"
  LC_ALL=C expect 0 lint "$work/plan.json"
  grep -q '^  SAFE  okta_idp_saml.ü$' "$work/out"
  expect 2 lint --format json - <$breaking
  is_json
  # Progress must not go to standard output.
  many=()
  for _ in $(seq 30); do many+=($safe); done
  expect 0 lint --format json "${many[@]}"
  is_json
  [ "$(wc -l <"$work/err")" = 10 ] || { echo "$form: progress"; cat "$work/err"; exit 1; }
  began=$(date +%s%N)
  expect 2 lint $breaking
  echo "$form: correct; one plan in $((($(date +%s%N) - began) / 1000000)) ms"
done

# The examples' org and sign-in, in each form and format.
for form in "${forms[@]}"; do
  for format in text json sarif markdown html; do
    expect 0 audit --format $format examples/org
    expect 0 audit --format $format --before src/test/resources/audit/before examples/org
    cp "$work/out" "$work/report.$format"
    expect 0 audit --format $format --output "$work/report" --before src/test/resources/audit/before examples/org
    # A decision's id depends on the second.
    diff <(sed -E 's/[0-9a-f]{32}//g' "$work/report") <(sed -E 's/[0-9a-f]{32}//g' "$work/report.$format")
    [ ! -s "$work/out" ] && [ ! -s "$work/err" ] || { echo "$form audit: noise"; cat "$work/out" "$work/err"; exit 1; }
  done
  expect 0 audit --format json examples/org
  is_json
  expect 1 audit --strict examples/org
  expect 2 audit README.md
  expect 64 audit --evidence examples/org/org.json examples/org
  expect 64 audit
  expect 64 audit no/such/folder
  expect 1 explain --amr pwd,mfa --snapshot examples/org --events examples/sign-in/events.json --format json
  is_json
  expect 0 explain --amr pwd,hwk --snapshot examples/org --events examples/sign-in/events.json
  expect 2 explain --amr none --snapshot examples/org --events examples/sign-in/events.json
  expect 64 explain --amr pwd
  # Only the built program verifies tokens.
  "$JAVA_HOME/bin/java" -cp "$work:target/lib/*" Members examples/token-satisfied.json "$work"
  expect 0 explain --token "$work/idToken" --jwks "$work/jwks" --idp "$work/idp" --rule "$work/rule"
  grep -q '^ACCEPTED: ' "$work/out"
done

# The commands of the README and of docs/audit.md.
bin/claims-verdict audit examples/org | head -n 30 >/dev/null
bin/claims-verdict explain --amr pwd,mfa --snapshot examples/org --events examples/sign-in/events.json | head -n 14 >/dev/null || [ $? = 1 ]
bin/claims-verdict lint examples/terraform-plan.json >/dev/null && exit 1 || [ $? = 2 ]
