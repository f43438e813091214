// A state as a link's fragment, which browsers don't send to servers: "v1." and the state's JSON, deflated, base64url.

import { START } from './request.js';
import { PRESETS } from './rules.js';
import { withoutSecrets } from './secrets.js';

const CHOICES = {
  question: ['sign-in', 'change', 'org'],
  subject: ['idp', 'plan'],
  source: ['amr', 'token', 'saml'],
  evidence: ['none', 'token', 'saml', 'amr', 'claims'],
  preset: PRESETS.map(({ id }) => id),
};
const LATER = { samlResponse: '', certificates: '', recipient: '', inResponseTo: '', evidenceSaml: '', subject: 'idp', plan: '', at: '', made: '', snapIdps: '', snapRules: '', snapEvidence: '', policyNames: {} };
const MAX_JSON = 1024 * 1024;

/** The fragment of a state. It contains tokens only on request, and never client secrets or an org's files. */
export async function fragmentOf(state, withTokens) {
  const shared = { ...withoutSecrets(state, withTokens), snapIdps: '', snapRules: '', snapEvidence: '', policyNames: {} };
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  const deflated = await through(bytes, new CompressionStream('deflate-raw'), Infinity);
  let binary = '';
  deflated.forEach((byte) => (binary += String.fromCharCode(byte)));
  return `v1.${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/** The state in a fragment. If it has none, throws an error with a message for the user. */
export async function stateOfFragment(fragment) {
  const version = /^v(\d+)\./.exec(fragment);
  if (version && version[1] !== '1') throw new Error('a different version of this page made it');
  let read;
  try {
    const text = /^v1\.([\w-]+)$/.exec(fragment)[1];
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const json = await through(bytes, new DecompressionStream('deflate-raw'), MAX_JSON);
    // What a link of an earlier day doesn't know is as at the start.
    read = { ...LATER, ...JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json)) };
  } catch {
    throw new Error('it is damaged or incomplete');
  }
  return checked(read);
}

/** A state that was read from somewhere. Throws an error with a message for the user if it isn't one. */
export function checked(read) {
  if (!alike(read, START) || !Object.entries(CHOICES).every(([name, words]) => words.includes(read[name]))) {
    throw new Error('it isn’t a link of this page');
  }
  const state = structuredClone(START);
  Object.keys(START).forEach((name) => (state[name] = read[name]));
  return state;
}

/** Whether a value has the shape of another: the same members with the same types, lists of strings. */
function alike(value, model) {
  if (Array.isArray(model)) return Array.isArray(value) && value.every((each) => typeof each === 'string');
  if (typeof model !== 'object') return typeof value === typeof model;
  return (
    value !== null && typeof value === 'object' && Object.keys(model).every((name) => alike(value[name], model[name]))
  );
}

async function through(bytes, transform, limit) {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new Error('too large');
    }
    chunks.push(value);
  }
}
