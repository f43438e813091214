// A token or a SAML response that can't be verified here, or that has expired: what it would give all the same, what
// else is wrong with it, and how to go on.

import { el, mark } from './dom.js';
import { parsed, valueAt } from './fields.js';
import { picture } from './picture.js';
import { responseTakenApart } from './saml.js';
import { takenApart } from './token.js';
import { VERDICTS } from './words.js';

const NO_KEYS = ['KEYS_UNAVAILABLE', 'TOKEN_KEY_NOT_FOUND'];
const EXPIRED = ['TOKEN_EXPIRED', 'SAML_EXPIRED'];

/** Why a verdict says nothing about the AMR values yet: `keys`, `expired`, or nothing. */
export function whyUnverified(state, verdict) {
  if (state.question !== 'sign-in' || state.source === 'amr' || verdict.verdict !== 'REJECTED') return undefined;
  const { code } = verdict.findings[0];
  return NO_KEYS.includes(code) ? 'keys' : EXPIRED.includes(code) ? 'expired' : undefined;
}

/**
 * What a token or a response says about itself, read in the browser.
 *
 * @return {amr: values or undefined, own: its own time, expires: Date or undefined, issuer, audiences}
 */
export function saysOfItself(state) {
  return state.source === 'saml' ? ofResponse(state.samlResponse) : ofToken(state.idToken);
}

function ofToken(token) {
  const claims = takenApart(token).parts[1]?.json ?? {};
  const instant = (name) => (Number.isFinite(claims[name]) && claims[name] >= 0 && claims[name] < 8.64e12 ? new Date(claims[name] * 1000) : undefined);
  const strings = (value) => (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
  return {
    amr: Array.isArray(claims.amr) && claims.amr.every((each) => typeof each === 'string') ? claims.amr : undefined,
    own: [instant('iat'), instant('nbf')].filter(Boolean).sort((one, other) => other - one)[0],
    expires: instant('exp'),
    issuer: claims.iss,
    audiences: strings(claims.aud),
  };
}

function ofResponse(text) {
  const { parts } = responseTakenApart(text);
  const values = (part, name) => (parts.find((each) => each.name === part)?.entries ?? []).filter((each) => each.name === name).map((each) => each.text);
  const instant = (name) => {
    const date = new Date(values('assertion', name)[0]);
    return Number.isNaN(date.getTime()) ? undefined : date;
  };
  return {
    amr: values('attributes', 'session.amr')[0]?.split(/\s*[|,]\s*/).filter((each) => each !== ''),
    own: instant('IssueInstant'),
    expires: instant('NotOnOrAfter'),
    issuer: values('assertion', 'Issuer')[0],
    audiences: values('assertion', 'Audience'),
  };
}

/** An instant as the API takes it. */
export const atOf = (date) => date.toISOString().replace(/\.\d+Z$/, 'Z');

const readable = (date) => `${atOf(date).replace('T', ' ').replace('Z', '')} UTC`;

/**
 * The view.
 *
 * @param page what the answer needs from the page
 * @param why `keys` or `expired`
 * @param dryRun the verdict on its AMR values as a dry run, if there are any
 * @param faults findings about the IdP with this token as its sample
 */
export function unverifiedView(page, state, { verdict, why, dryRun, faults, ruleLabel, findings }) {
  const itself = saysOfItself(state);
  const thing = state.source === 'saml' ? 'response' : 'token';
  return [
    badge(thing, why, itself),
    why === 'keys' ? keys(page, state, thing, itself) : undefined,
    itself.own && (why === 'expired' || itself.expires < new Date()) && state.at === '' ? ownTime(page, thing, itself) : undefined,
    dryRun ? gives(thing, dryRun, ruleLabel) : noAmr(thing),
    others(state, thing, itself, faults, findings),
    el('section', { class: 'block' }, el('h3', {}, 'The finding'), findings(verdict.findings)),
  ];
}

function badge(thing, why, { expires }) {
  const means =
    why === 'keys'
      ? `Without the IdP’s ${thing === 'token' ? 'keys' : 'certificates'} nobody can say whether this ${thing} is genuine.`
      : `This ${thing} has expired${expires ? `: it was valid until ${readable(expires)}` : ''}. Okta would refuse it now.`;
  return el(
    'div',
    { class: 'badge calm', data: { verdict: 'REJECTED' } },
    el('span', { class: 'seal' }, mark('wait')),
    el('div', {}, el('p', { class: 'kicker' }, `This ${thing} is`), el('h2', {}, 'Not verified ', el('code', {}, 'REJECTED')), el('p', { class: 'means' }, means), el('p', { class: 'why' }, 'Below is what it would give if it were verified.')),
  );
}

function keys(page, state, thing, { issuer }) {
  if (thing === 'response') {
    return el(
      'section',
      { class: 'block', data: { block: 'keys' } },
      el('h3', {}, 'Where the certificates come from'),
      el('p', {}, 'The IdP’s signing certificate is in its SAML metadata, and in Okta at the IdP’s settings. Paste either.'),
      el('p', { class: 'sets' }, el('button', { type: 'button', class: 'set', on: { click: () => page.show('/certificates') } }, 'Go to the field for certificates')),
    );
  }
  const url = valueAt(parsed(state.idp).json ?? {}, '/protocol/endpoints/jwks/url');
  const known = typeof url === 'string' && !/[{}]/.test(url) && /^https:/.test(url);
  const discovery = typeof issuer === 'string' && /^https:[^{}\s]+$/.test(issuer) ? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration` : undefined;
  const address = known ? url : discovery;
  return el(
    'section',
    { class: 'block', data: { block: 'keys' } },
    el('h3', {}, 'Where the keys come from'),
    known
      ? el('p', {}, 'The IdP publishes its keys at its JWKS URL: ', el('code', {}, url))
      : el('p', {}, discovery ? ['The IdP’s discovery document names the address of its keys, as ', el('code', {}, 'jwks_uri'), ': ', el('code', {}, discovery)] : 'The IdP publishes its keys at its JWKS URL, which its discovery document names.'),
    address &&
      el(
        'details',
        { class: 'how' },
        el('summary', {}, 'How to copy them'),
        el(
          'ol',
          {},
          el('li', {}, 'Open ', el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, address, el('span', { class: 'hidden' }, ' in a new tab')), '. This page itself fetches nothing.'),
          el('li', {}, known ? 'Select all of its text, and copy it.' : 'Open the address behind jwks_uri in it, select all of its text, and copy it.'),
          el('li', {}, 'Paste it into the field for keys, or anywhere on this page.'),
        ),
      ),
    el('p', { class: 'sets' }, el('button', { type: 'button', class: 'set', on: { click: () => page.show('/jwks') } }, 'Go to the field for keys')),
  );
}

function ownTime(page, thing, { own }) {
  return el(
    'section',
    { class: 'block' },
    el('h3', {}, `It was issued at ${readable(own)}`),
    el('p', { class: 'sets' }, el('button', { type: 'button', class: 'set', data: { at: atOf(own) }, on: { click: () => page.judgeAt(atOf(own)) } }, `Judge as of the ${thing}’s own time`)),
  );
}

function gives(thing, dryRun, ruleLabel) {
  const { word, tone, mark: shape } = VERDICTS[dryRun.verdict];
  return el(
    'section',
    { class: 'block', data: { block: 'dry-run', verdict: dryRun.verdict } },
    el('h3', {}, 'What its AMR values would give'),
    el('p', { class: `pill ${tone}` }, mark(shape), `Dry run: ${word}`),
    picture(dryRun, ruleLabel),
  );
}

const noAmr = (thing) =>
  el(
    'section',
    { class: 'block', data: { block: 'dry-run' } },
    el('h3', {}, 'What its AMR values would give'),
    el('p', {}, `This ${thing} has no AMR values, so verified or not it says nothing about how the user signed in.`),
  );

function others(state, thing, { issuer, audiences }, faults, findings) {
  const idp = parsed(state.idp).json ?? {};
  const saml = thing === 'response';
  const at = (pointer) => valueAt(idp, pointer);
  const expected = at(saml ? '/protocol/credentials/trust/issuer' : '/protocol/issuer/url');
  const client = at(saml ? '/protocol/credentials/trust/audience' : '/protocol/credentials/client/client_id');
  const own = [];
  if (typeof expected === 'string' && expected !== issuer) own.push(`Its issuer is ${issuer ?? 'missing'}, but the IdP below has ${expected}.`);
  if (typeof client === 'string' && !audiences.includes(client)) own.push(`It is meant for ${audiences.join(', ') || 'nobody'}, but the IdP below knows Okta as ${client}.`);
  if (own.length === 0 && faults.length === 0) return undefined;
  return el(
    'section',
    { class: 'block', data: { block: 'faults' } },
    el('h3', {}, 'What else is wrong'),
    own.length > 0 ? el('ul', { class: 'faults' }, own.map((fault) => el('li', {}, mark('no'), el('span', {}, fault)))) : undefined,
    faults.length > 0 ? findings(faults) : undefined,
  );
}
