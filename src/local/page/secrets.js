// What is never kept and never shared: tokens, and secrets inside other texts.

/** Parts of the state that are tokens, or have some. */
export const TOKENS = ['idToken', 'accessToken', 'evidenceToken', 'samlResponse', 'evidenceSaml'];

/** Texts that Okta's secrets can stand in. */
const TEXTS = ['idp', 'before', 'after', 'context', 'rule', 'snapIdps', 'snapRules'];

const SECRET = /^(?:client_?secret|private_?key|password|d|p|q|dp|dq|qi|k)$/i;

/**
 * A copy of the state without secrets. A plan is left out whole: it may have the secrets of anything that Terraform
 * manages.
 */
export function withoutSecrets(state, withTokens = false) {
  const copy = structuredClone(state);
  if (!withTokens) TOKENS.forEach((name) => (copy[name] = ''));
  copy.plan = '';
  TEXTS.forEach((name) => (copy[name] = blanked(copy[name])));
  copy.jwks = blanked(copy.jwks);
  copy.snapEvidence = withoutSamples(copy.snapEvidence);
  return copy;
}

/** What is known of IdPs, without the tokens and responses among it. */
function withoutSamples(text) {
  if (text === '') return text;
  try {
    const known = JSON.parse(text, (name, value) => (['idToken', 'samlResponse'].includes(name) ? undefined : value));
    return JSON.stringify(known, null, 2);
  } catch {
    return '';
  }
}

/** The text with empty strings in place of secrets. Its formatting stays as far as it can. */
function blanked(text) {
  const plain = text.replace(/("client_secret"\s*:\s*)"(?:[^"\\]|\\.)*"/g, '$1""');
  let found = false;
  let json;
  try {
    json = JSON.parse(plain, (name, value) => {
      if (typeof value !== 'string' || value === '' || !SECRET.test(name)) return value;
      found = true;
      return '';
    });
  } catch {
    // A text that nobody can read may still have a secret in it.
    return /(?:secret|private_?key|password)["']?\s*:\s*["'][^"']/i.test(plain) ? '' : plain;
  }
  return found ? JSON.stringify(json, null, 2) : plain;
}
