#!/usr/bin/env bash
# Compares the build's SBOM with docs/dependencies.md, and its licenses with the allowed ones. Needs target/bom.json, which
# ./mvnw package writes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

node --input-type=module - <<'JS'
import { readFileSync } from 'node:fs';

const page = readFileSync('docs/dependencies.md', 'utf8');
const bom = JSON.parse(readFileSync('target/bom.json', 'utf8'));
const allowed = page.match(/^Allowed licenses: (.*)\.$/m)[1].split(/, (?:and )?/);
const named = new Set([...page.matchAll(/^\| `([^`:]+:[^`]+)` \|/gm)].map(match => match[1]));
const built = new Map(bom.components.map(each => [`${each.group}:${each.name}`, each]));
const faults = [];

if (built.size === 0) faults.push('target/bom.json has no components');
for (const [name, component] of built) {
  if (!named.has(name)) faults.push(`${name} is in the artefact but not in docs/dependencies.md`);
  const licenses = (component.licenses ?? []).map(each => each.license?.id ?? each.license?.name ?? each.expression);
  // A library with several licenses offers a choice.
  if (!licenses.some(each => allowed.includes(each))) faults.push(`${name} has the license ${licenses.join(' or ') || 'unknown'}`);
}
for (const name of named) {
  if (!built.has(name)) faults.push(`${name} is in docs/dependencies.md but not in the artefact`);
}
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${built.size} libraries, all described and with an allowed license`);
JS
