// Says where a pasted thing belongs: what it changes in the state, in a sentence what happened, and what is to be chosen.

import { fieldsOf, parsed, valueAt, withField } from './fields.js';
import { idpOfResponse, idpOfToken } from './made.js';
import { START, stateOf } from './request.js';
import { orgOf } from './snapshot.js';

/** The kinds that each field holds. The same thing in another field belongs there. */
const HOMES = {
  'id-token': ['token'],
  'evidence-token': ['token'],
  'access-token': ['access-token', 'token'],
  jwks: ['jwks'],
  'saml-response': ['saml'],
  'evidence-saml': ['saml'],
  certificates: ['certificates'],
  idp: ['idp'],
  before: ['idp'],
  after: ['idp'],
  rule: ['rule'],
  plan: ['plan'],
};

/** The fields of each kind of thing, as names of the state. */
const STATE = { 'id-token': 'idToken', 'evidence-token': 'evidenceToken', 'access-token': 'accessToken', 'saml-response': 'samlResponse', 'evidence-saml': 'evidenceSaml' };

/**
 * Where a thing goes.
 *
 * @param what as pasted.js tells it
 * @param state the page's state
 * @param field the field that it was pasted into; empty for none
 * @param text the pasted text
 * @return {changes, said}, {said} if nothing changes, {said, choices: [{name, changes, said}]} if somebody must choose,
 *   or undefined if the text may stay where it was pasted
 */
export function placed(what, state, field, text) {
  if (what.kind === 'unknown') {
    return field === '' ? { said: 'This isn’t recognized. Paste a token, a SAML response, an IdP, a policy rule, keys or a Terraform plan.' } : undefined;
  }
  if (what.kind === 'not-for-here') return { said: what.why };
  // Words alone may be meant for any field.
  if (what.kind === 'amr' && !what.claims && field !== '') return undefined;
  const ofAnOrg = ['idp', 'idps', 'rule', 'rules', 'org'].includes(what.kind);
  if (ofAnOrg && (state.question === 'org' || (what.kind === 'org' && state.question === 'sign-in'))) return wholeOrg([{ name: '', text }], state);
  if (HOMES[field]?.includes(what.kind) && !['idp', 'token', 'saml'].includes(what.kind)) {
    return { changes: { [STATE[field] ?? field]: what.text }, said: '' };
  }
  if (field === 'access-token' && what.kind === 'token') return { changes: { accessToken: what.text }, said: '' };
  const inChange = state.question === 'change';
  switch (what.kind) {
    case 'token':
      return inChange
        ? { changes: { subject: 'idp', evidence: 'token', evidenceToken: what.text }, said: 'That is a token: it is the sample token now.' }
        : signIn(state, { source: 'token', idToken: what.text, at: '' }, idpOfToken(what.text), 'That is a token: it is in its field.');
    case 'access-token':
      return inChange
        ? { said: 'That is an access token. To show what an IdP sends, paste an ID token.' }
        : { changes: { source: 'token', accessToken: what.text }, said: 'That is an access token: it is in its field. Paste the ID token, too.' };
    case 'token-response':
      return inChange
        ? { changes: { subject: 'idp', evidence: 'token', evidenceToken: what.idToken }, said: 'That is a token response: its ID token is the sample token now.' }
        : signIn(
            state,
            { source: 'token', idToken: what.idToken, accessToken: what.accessToken, at: '' },
            idpOfToken(what.idToken),
            what.accessToken ? 'That is a token response: its ID token and its access token are in their fields.' : 'That is a token response: its ID token is in its field.',
          );
    case 'saml':
      return inChange
        ? { changes: { subject: 'idp', evidence: 'saml', evidenceSaml: what.text }, said: 'That is a SAML response: it is the sample response now.' }
        : signIn(state, { source: 'saml', samlResponse: what.text, at: '' }, idpOfResponse(what.text), 'That is a SAML response: it is in its field.');
    case 'certificates':
      return {
        changes: { question: 'sign-in', source: 'saml', certificates: what.text },
        said: what.metadata ? 'That is SAML metadata: its certificates are in their field.' : 'That is a certificate: it is in its field.',
      };
    case 'jwks':
      return { changes: { question: 'sign-in', source: 'token', jwks: what.text }, said: 'Those are keys: they are in their field.' };
    case 'idp':
      return idp(what, state, field);
    case 'rule':
      return rule(what, field);
    case 'idps':
      return field === 'context'
        ? { changes: { context: context(what.items, []) }, said: '' }
        : { said: `You pasted ${what.items.length} IdPs: which one?`, choices: [...what.items.map((each) => ({ name: each.name, ...idp(each, state, field) })), { name: 'All of them: the whole org', ...wholeOrg([{ name: '', text }], state) }] };
    case 'rules':
      return field === 'context'
        ? { changes: { context: context([], what.items) }, said: '' }
        : { said: `You pasted ${what.items.length} rules: which one?`, choices: what.items.map((each) => ({ name: each.name, ...rule(each, field) })) };
    case 'org':
      return { changes: { context: context(what.idps, what.rules) }, said: `Those are ${count(what.idps, 'IdP')} and ${count(what.rules, 'rule')}: they are the rest of the org now.` };
    case 'plan':
      return { changes: { question: 'change', subject: 'plan', plan: what.text }, said: what.state ? 'That is a Terraform state: each IdP and each rule in it is judged.' : 'That is a Terraform plan: what it changes is judged.' };
    case 'request':
      return { changes: { ...stateOf(what.json), subject: 'idp' }, said: 'That is a whole request: all its parts are in their fields.' };
    case 'discovery':
      return discovery(what, state);
    case 'amr':
      return amr(what, inChange);
  }
}

/**
 * A sign-in's token or response. While the IdP is still the example's, or made like this before, one is made of what the
 * token says of itself: with the example's every real token would be refused.
 */
function signIn(state, changes, made, said) {
  const own = made !== undefined && [START.idp, state.made].includes(state.idp);
  return own
    ? { changes: { ...changes, idp: made, made }, said: `${said} The IdP below is made from what it says; paste your own for its other settings.` }
    : { changes, said };
}

function idp(what, state, field) {
  const name = what.name ? `“${what.name}”` : 'the IdP';
  if (state.question !== 'change' && field !== 'before' && field !== 'after') {
    return { changes: { idp: what.text }, said: field === 'idp' ? '' : `That is an IdP: ${name} is in its field.` };
  }
  if (field === 'before') return { changes: { subject: 'idp', before: what.text }, said: '' };
  const before = valueAt(parsed(state.before).json ?? {}, '/id');
  if (valueAt(parsed(what.text).json ?? {}, '/id') === undefined && typeof before === 'string') {
    // What PUT /api/v1/idps/{id} takes has its id in the address.
    return {
      changes: { question: 'change', subject: 'idp', after: withField(what.text, '/id', before) },
      said: 'That is an update without an id: it is the IdP after the change, with the id of the one before.',
    };
  }
  return { changes: { question: 'change', subject: 'idp', after: what.text }, said: field === 'after' ? '' : `That is an IdP: ${name} is the IdP after the change.` };
}

function rule(what, field) {
  return {
    changes: { question: 'sign-in', rule: what.text },
    said: field === 'rule' ? '' : `That is a policy rule: ${what.name ? `“${what.name}”` : 'it'} is the rule now.`,
  };
}

const count = (items, name) => `${items.length} ${name}${items.length === 1 ? '' : 's'}`;

/**
 * An org from files. What they don't have stays as it is.
 *
 * @param files [{name, text}]
 */
export function wholeOrg(files, state) {
  const org = orgOf(files);
  if (org.idps === '' && org.rules === '' && org.evidence === '') {
    return { said: 'None of these files is recognized. An org’s files are lists of IdPs and rules, as Okta’s API or claims-verdict snapshot gives them.' };
  }
  const said = [`The whole org is judged: ${count(listOf(org.idps || state.snapIdps), 'IdP')} and ${count(listOf(org.rules || state.snapRules), 'rule')}.`];
  if (org.incomplete > 0) said.push(`The snapshot is incomplete: ${org.incomplete === 1 ? 'one list' : `${org.incomplete} lists`} could not be read from Okta.`);
  if (org.ignored.length > 0) said.push(`Not used: ${org.ignored.slice(0, 5).join(', ')}${org.ignored.length > 5 ? ` and ${org.ignored.length - 5} more` : ''}.`);
  return {
    changes: {
      question: 'org',
      ...(org.idps === '' ? {} : { snapIdps: org.idps }),
      ...(org.rules === '' ? {} : { snapRules: org.rules }),
      ...(org.evidence === '' ? {} : { snapEvidence: org.evidence }),
      policyNames: { ...state.policyNames, ...org.policies },
      org: { ...state.org, ...org.org },
    },
    said: said.join(' '),
  };
}

const listOf = (text) => (text === '' ? [] : (parsed(text).json ?? []));

/** The sign-in of a cell: the IdP and the rule as they stand in the files, and what is known of the IdP's tokens. */
export function signInOf(state, idpId, ruleId) {
  const idpText = itemOf(state.snapIdps, idpId);
  const known = parsed(state.snapEvidence || '{}').json?.[idpId] ?? {};
  const source = known.idToken ? 'token' : known.samlResponse ? 'saml' : 'amr';
  const nothing = source === 'amr' && !known.amr;
  return {
    changes: {
      question: 'sign-in',
      source,
      idp: idpText,
      rule: itemOf(state.snapRules, ruleId),
      amr: known.amr ?? [],
      ...(known.idToken ? { idToken: known.idToken } : {}),
      ...(known.samlResponse ? { samlResponse: known.samlResponse } : {}),
      at: '',
    },
    said: nothing ? 'Nothing shows what this IdP sends. Tick values to see what they would give.' : 'This is the sign-in of that cell.',
  };
}

/** An object of a list by its id, as it stands there. */
function itemOf(text, id) {
  const index = parsed(text).json.findIndex((each) => each?.id === id);
  const { start, end } = fieldsOf(text).get(`/${index}`);
  return text.slice(start, end);
}

function discovery(what, state) {
  if (state.question === 'sign-in' && state.source === 'token' && what.jwksUrl !== '') {
    const { error } = parsed(state.idp);
    return {
      ...(error ? {} : { changes: { idp: withField(state.idp, '/protocol/endpoints/jwks/url', what.jwksUrl) } }),
      said: `That is a discovery document. The keys themselves are at ${what.jwksUrl}: open that address, and paste what it shows.`,
    };
  }
  return {
    changes: { question: 'change', subject: 'idp', evidence: 'claims', evidenceClaims: what.claims.join(', ') },
    said: 'That is a discovery document: the claims that it lists are the evidence now.',
  };
}

function amr(what, inChange) {
  const said = what.claims
    ? 'Those are the claims of a token, without a signature. Only their AMR values are used, as a dry run.'
    : 'Those are AMR values.';
  return inChange
    ? { changes: { subject: 'idp', evidence: 'amr', evidenceAmr: what.values.join(', ') }, said }
    : { changes: { source: 'amr', amr: what.values }, said };
}

/** The org's other IdPs and rules as the request takes them, each as it was pasted. */
function context(idps, rules) {
  const list = (name, items) => (items.length > 0 ? [`"${name}": [\n${items.map(({ text }) => text).join(',\n')}\n]`] : []);
  return `{${[...list('idps', idps), ...list('rules', rules)].join(',\n')}}`;
}
