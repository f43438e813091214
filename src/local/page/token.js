// Shows the parts of a token in the browser. Nothing here says that it is genuine: only the judge verifies it.

const NAMES = ['header', 'claims', 'signature'];
const INSTANTS = ['exp', 'iat', 'nbf', 'auth_time'];

/**
 * The three parts of a compact JWS.
 *
 * @return {parts: [{name, text, json?, fault?}], faults: [sentence]}
 */
export function takenApart(token) {
  const texts = token.trim().split('.');
  const faults = [];
  if (texts.length === 5) {
    faults.push('It has five parts, so it is encrypted (JWE). Only its recipient can read it.');
  } else if (texts.length !== 3) {
    faults.push(`A signed token has three parts separated by dots. This one has ${texts.length}.`);
  }
  const parts = texts.slice(0, 3).map((text, index) => part(NAMES[index], text));
  parts.forEach(({ name, fault }) => fault && faults.push(`Its ${name} ${fault}`));
  const algorithm = parts[0].json?.alg;
  if (typeof algorithm === 'string' && algorithm.toLowerCase() === 'none') {
    faults.push('Its header says alg none: it isn’t signed.');
  }
  return { parts, faults };
}

function part(name, text) {
  if (text === '') return { name, text, fault: 'is empty.' };
  const odd = /[^A-Za-z0-9_-]/.exec(text);
  if (odd) return { name, text, fault: `is not base64url: look at character ${odd.index + 1}.` };
  if (text.length % 4 === 1) return { name, text, fault: 'is not base64url: there is a character too few or too many.' };
  if (name === 'signature') return { name, text };
  let decoded;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    decoded = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { name, text, fault: 'is not UTF-8 text.' };
  }
  try {
    const json = JSON.parse(decoded);
    return json !== null && typeof json === 'object' && !Array.isArray(json)
      ? { name, text, json }
      : { name, text, fault: 'is JSON, but not an object.' };
  } catch {
    return { name, text, fault: 'is not JSON.' };
  }
}

/** A claim as JSON. A number that is an instant also shows its date. */
export function claimText(name, value) {
  const json = JSON.stringify(value);
  if (INSTANTS.includes(name) && Number.isFinite(value) && Math.abs(value) < 8.64e12) {
    return `${json}  (${new Date(value * 1000).toISOString().replace('.000', '')})`;
  }
  return json;
}
