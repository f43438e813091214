// A Terraform plan: cut to what the API takes, and its verdict, a change at a time.

import { parsed } from './fields.js';

/** The most bytes that the API takes. */
export const MAX_BYTES = 256 * 1024;

const bytesOf = (text) => new TextEncoder().encode(text).length;

/**
 * The plan as it is sent: as it was pasted or, if that is too large, only what is said about Okta. Other resources keep
 * their places, since findings point to resources by number.
 *
 * @return {body}, or {error: sentence}
 */
export function sent(text) {
  if (bytesOf(text) <= MAX_BYTES) return { body: text };
  const { json } = parsed(text);
  if (!Array.isArray(json?.resource_changes)) return { error: 'This is too large, and it isn’t a plan.' };
  const { format_version, terraform_version, errored } = json;
  const changes = json.resource_changes.map((each) => (String(each?.type).startsWith('okta_') ? each : { type: String(each?.type ?? 'other') }));
  const body = JSON.stringify({ format_version, terraform_version, errored, resource_changes: changes });
  return bytesOf(body) <= MAX_BYTES
    ? { body }
    : { error: 'This plan is too large for the page. The command line takes it: claims-verdict lint PLAN.json' };
}
