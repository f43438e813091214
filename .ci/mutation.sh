#!/usr/bin/env bash
# Puts faults into the code of a package and counts how many its tests notice (docs/proof.md): .ci/mutation.sh [ROOM…]
# Without arguments, runs all packages (rooms). Fails if the tests of one notice less than 85 %. Reports stay in target/mutation.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rooms=(amr idp policy token signature jwks registry authorizers hooks request json)
[ $# -gt 0 ] && rooms=("$@")

# In each list, "a.*" is the package and "a.B*" is the classes whose names start with B.
choose() {
  case $1 in
    amr | idp | policy) classes="$1.*" tests="$1.*,judge.*" ;;
    token) classes='token.*' tests='token.*,judge.Token*,judge.AccessTokenTest' ;;
    signature) classes='signature.*' tests='signature.*,token.*,judge.TokenKeysTest' ;;
    jwks) classes='jwks.*' tests='jwks.*,judge.TokenKeysTest' ;;
    registry)
      classes='registry.*,event.Routes*'
      tests='registry.*,request.RegistryReaderTest,event.Authorizer*,event.EventHookTest,event.ProblemsTest,event.ShapesTest'
      ;;
    authorizers)
      classes='event.Authorizer*,event.MethodArn*,event.Unauthorized*'
      tests='event.Authorizer*,event.ShapesTest,GoldenEventsTest'
      ;;
    hooks)
      classes='event.HookSecrets*,event.OktaEventHook*,okta.*'
      tests='event.EventHookTest,event.SystemLogTest,event.TokenHookTest,event.ProblemsTest,GoldenEventsTest'
      ;;
    request) classes='request.*' tests='request.*,judge.OrgJudgeTest,GoldenTest' ;;
    json) classes='json.*' tests='json.*' ;;
    *) echo "There is no room $1." >&2; exit 2 ;;
  esac
}

qualified() { sed 's/^/dev.claimsverdict./; s/,/,dev.claimsverdict./g' <<<"$1"; }

for room in "${rooms[@]}"; do choose "$room"; done
./mvnw -B -q test-compile
failed=()
for room in "${rooms[@]}"; do
  echo "=== $room"
  choose "$room"
  ./mvnw -B -Pmutation pitest:mutationCoverage -DreportsDirectory="target/mutation/$room" \
    -DtargetClasses="$(qualified "$classes")" -DtargetTests="$(qualified "$tests")" || failed+=("$room")
done
[ ${#failed[@]} = 0 ] || { echo "Too few faults were noticed in: ${failed[*]}"; exit 1; }
