#!/usr/bin/env bash
# Fails if the deployed zip contains anything of the local gateway or its playground, or if a native executable contains an XSLT compiler.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[ -f target/function.zip ] || { echo "target/function.zip doesn't exist: run ./mvnw verify first"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unzip -q target/function.zip -d "$work"
# Words that only the page has. The check fails if the sources no longer have them, because it would then find nothing.
page=src/local/page
words=('What would this <b>sign-in</b> do?' 'export function fieldsOf' 'accent-color: var(--accent)')
files=("$page/index.html" "$page/fields.js" "$page/playground.css")
for i in "${!words[@]}"; do
  grep -qF -- "${words[$i]}" "${files[$i]}" || { echo "${files[$i]} has no '${words[$i]}': look for other words"; exit 1; }
  ! grep -rqaF -- "${words[$i]}" "$work" || { echo "function.zip has the playground's ${files[$i]##*/}"; exit 1; }
done

if [ -d "$work/dev/claimsverdict" ]; then
  [ -d "$work/dev/claimsverdict/function" ] || { echo "function.zip has no function"; exit 1; }
  [ ! -e "$work/dev/claimsverdict/local" ] || { echo "function.zip has the local gateway"; exit 1; }
else
  [ -x "$work/bootstrap" ] || { echo "function.zip has neither classes nor an executable"; exit 1; }
  # A native executable contains the names of its classes.
  ! grep -qa 'dev.claimsverdict.local.' "$work/bootstrap" || { echo "the executable has the local gateway"; exit 1; }
  # saml.WithoutXslt keeps it out (docs/adr/0011).
  ! grep -qa 'com.sun.org.apache.xalan.internal.xsltc.compiler.XSLTC' "$work/bootstrap" || { echo "the executable has an XSLT compiler"; exit 1; }
fi
echo "function.zip ($(du -h target/function.zip | cut -f1)) has nothing of the local gateway and its playground."
