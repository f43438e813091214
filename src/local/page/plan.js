// A Terraform plan or state, cut to what the API takes.

import { parsed } from './fields.js';

/** The most bytes that the API takes. */
export const MAX_BYTES = 256 * 1024;

const bytesOf = (text) => new TextEncoder().encode(text).length;

/** The members that are read. */
const READ = ['format_version', 'terraform_version', 'errored', 'resource_changes', 'planned_values', 'prior_state', 'configuration', 'values'];

/** What stays of a resource of another provider: its place, since findings name resources by number. */
const PLACE = ['address', 'mode', 'type', 'name'];

/**
 * The text as it is sent: as it was pasted or, if that is too large, without what isn't Okta's.
 *
 * @return {body}, or {error: sentence}
 */
export function sent(text) {
  if (bytesOf(text) <= MAX_BYTES) return { body: text };
  const { json } = parsed(text);
  const body = JSON.stringify(cut(only(json, READ)));
  return bytesOf(body) <= MAX_BYTES ? { body } : { error: 'This is too large for the page. The command line takes it: claims-verdict lint PLAN.json' };
}

const only = (object, names) => Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));

function cut(value) {
  if (Array.isArray(value)) return value.map(cut);
  if (value === null || typeof value !== 'object') return value;
  const other = typeof value.type === 'string' && ('address' in value || 'mode' in value) && !value.type.startsWith('okta_');
  return other ? only(value, PLACE) : Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cut(member)]));
}
