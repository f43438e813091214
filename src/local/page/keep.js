// Keeps the inputs of this tab over a reload, without tokens and secrets.

import { checked } from './link.js';
import { withoutSecrets } from './secrets.js';

const KEY = 'claims-verdict.inputs';

/** Keeps a state. A browser that stores nothing keeps nothing. */
export function keep(state) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(withoutSecrets(state)));
  } catch {
    forget();
  }
}

/** The kept state; undefined if there is none, or none of this page's. */
export function kept() {
  try {
    return checked(JSON.parse(sessionStorage.getItem(KEY)));
  } catch {
    return undefined;
  }
}

/** Forgets the kept state. */
export function forget() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing is stored here.
  }
}
