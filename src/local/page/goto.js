// From a finding to its field: focuses the input that a pointer names, and selects the place in its text.

import { byId } from './dom.js';
import { parsed, placeOf } from './fields.js';

/** The input for a pointer's first member. The rest of the pointer is looked up in its text. */
const PLACES = {
  idp: 'idp',
  rule: 'rule',
  jwks: 'jwks',
  before: 'before',
  after: 'after',
  context: 'context',
  resource_changes: 'plan',
  values: 'plan',
  planned_values: 'plan',
  prior_state: 'plan',
  configuration: 'plan',
  idps: 'snap-idps',
  rules: 'snap-rules',
  plan: 'plan',
  idToken: 'id-token',
  accessToken: 'access-token',
  samlResponse: 'saml-response',
  certificates: 'certificates',
  amr: 'other-amr',
  amrTable: 'amr-table',
};
const EVIDENCE_PLACES = { idToken: 'evidence-token', samlResponse: 'evidence-saml', amr: 'evidence-amr', claimsSupported: 'evidence-claims' };
const OPAQUE = ['idToken', 'accessToken', 'samlResponse', 'certificates'];

/**
 * Moves to the field that a pointer names.
 *
 * @param otherwise the input for a pointer that names none
 * @param at where in the text the fault is, if that is known
 */
export function show(pointer, otherwise, at) {
  const [, first = '', second = ''] = pointer.split('/');
  if (first === 'org') return focused(byId(`org-${second}`));
  const decoded = document.querySelector(`[data-pointer="${CSS.escape(pointer)}"][tabindex]`);
  if (decoded && decoded.offsetParent) return focused(decoded);
  if (first === 'evidence' && otherwise === 'snap-idps') return focusedText(byId('snap-evidence'));
  if (first === 'evidence') return focusedText(byId(EVIDENCE_PLACES[second] ?? 'evidence'));
  const area = byId(PLACES[first] ?? otherwise);
  if (!(area instanceof HTMLTextAreaElement) || OPAQUE.includes(first)) return focusedText(area);
  if (parsed(area.value).error) return selected(area, at ?? 0, (at ?? 0) + 1);
  const { from, to } = placeOf(area.value, PLACES[first] === 'plan' ? pointer : pointer.slice(first.length + 1));
  return selected(area, from, to);
}

function selected(area, from, to) {
  focused(area);
  area.setSelectionRange(from, to);
  const line = area.value.slice(0, from).split('\n').length - 1;
  const height = parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, line * height - area.clientHeight / 3);
  area.scrollLeft = 0;
}

function focusedText(element) {
  focused(element);
  if (element.select) element.select();
}

function focused(element) {
  for (let around = element; around; around = around.parentElement) if (around.tagName === 'DETAILS') around.open = true;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
}
