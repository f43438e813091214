// The page's requests to the API. A request is made from the texts as pasted, so that the judge sees what the
// user pasted and not the result of the browser's JSON parser.

import { parsed } from './fields.js';
import { sent } from './plan.js';
import { certificatesOf } from './saml.js';
import { fitting } from './snapshot.js';

const ORG = ['engine', 'claimsSharing', 'amrClaimsMapping', 'securityQuestionForMfa', 'idpUsage', 'claimsSourcingFixed'];

/** The state without a link or an example: two well-known values, and a rule that wants more. */
export const START = {
  question: 'sign-in',
  subject: 'idp',
  source: 'amr',
  amr: ['pwd', 'sms'],
  idToken: '',
  accessToken: '',
  jwks: '',
  samlResponse: '',
  certificates: '',
  recipient: '',
  inResponseTo: '',
  idp: '',
  preset: 'password-another',
  constraints: ['hardwareProtection'],
  rule: '',
  before: '',
  after: '',
  evidence: 'none',
  evidenceToken: '',
  evidenceSaml: '',
  evidenceAmr: '',
  evidenceClaims: '',
  context: '',
  plan: '',
  snapIdps: '',
  snapRules: '',
  snapEvidence: '',
  /** Names of policies by id. */
  policyNames: {},
  /** Judge as of this instant; empty: now. */
  at: '',
  /** The IdP that was made of a token or a response; while it is the IdP, the next one takes its place. */
  made: '',
  org: { engine: 'IDENTITY_ENGINE', claimsSharing: true, amrClaimsMapping: true, securityQuestionForMfa: false, idpUsage: 'SSO' },
  amrTable: '2025-04',
};

/** Splits values at commas or white space. */
export const listed = (text) => text.split(/[\s,"[\]]+/).filter((value) => value !== '');

/**
 * The request of a state.
 *
 * @return {path, body} or {wanting: [{pointer, detail}]}, if an input is missing
 */
export function requestOf(state) {
  if (state.question === 'sign-in') return signIn(state);
  if (state.question === 'org') return org(state);
  return state.subject === 'plan' ? plan(state) : change(state, state.after);
}

/** The same question about the IdP before the change; undefined if there is none. */
export function requestOfBefore(state) {
  const asks = state.question === 'change' && state.subject === 'idp' && state.before.trim() !== '';
  return asks ? change({ ...state, before: '' }, state.before) : undefined;
}

/** The sign-in as a dry run on these AMR values. */
export function requestOfDryRun(state, amr) {
  return signIn({ ...state, source: 'amr', amr });
}

/** What is wrong with the sign-in's IdP, with the sign-in's token or response as a sample. */
export function requestOfFaults(state) {
  const saml = state.source === 'saml';
  return change(
    { ...state, before: '', context: '', evidence: saml ? 'saml' : 'token', evidenceToken: state.idToken, evidenceSaml: state.samlResponse },
    state.idp,
  );
}

function org(state) {
  const request = new Members();
  request.json('idps', state.snapIdps, true, 'Drop the files of a snapshot on the page, such as idps.json and rules.json, or paste the org’s IdPs.');
  request.json('rules', state.snapRules, false);
  request.json('evidence', state.snapEvidence, false);
  const whole = request.finished(state, '/v1/org-verdicts');
  if (whole.wanting) return whole;
  const body = fitting(whole.body);
  return body
    ? { ...whole, body }
    : { wanting: [{ pointer: '/idps', detail: 'This org is too large for the page. The command line takes it: claims-verdict audit FOLDER --format html' }] };
}

function plan(state) {
  const { error, at } = state.plan.trim() === '' ? { error: 'Paste the JSON of a plan: terraform show -json PLANFILE.' } : parsed(state.plan);
  if (error) return { wanting: [{ pointer: '/plan', detail: error, at }] };
  const { body, error: tooLarge } = sent(state.plan.trim());
  return tooLarge ? { wanting: [{ pointer: '/plan', detail: tooLarge }] } : { path: '/v1/idp-verdicts', body };
}

/** Where each source of AMR values is judged. */
const ROUTES = { amr: '/v1/amr-verdicts', token: '/v1/token-verdicts', saml: '/v1/saml-verdicts' };

function signIn(state) {
  const request = new Members();
  if (state.source === 'amr') {
    request.value('amr', state.amr);
  } else if (state.source === 'saml') {
    saml(request, state);
  } else {
    if (state.idToken.trim() === '') request.wanting('/idToken', 'Paste an ID token, or tick AMR values instead.');
    request.value('idToken', state.idToken.trim());
    if (state.accessToken.trim() !== '') request.value('accessToken', state.accessToken.trim());
    request.json('jwks', state.jwks, false);
  }
  request.json('idp', state.idp, true, 'Paste an IdP object, as GET /api/v1/idps/{id} returns it.');
  request.json('rule', state.rule, false);
  if (state.at !== '' && state.source !== 'amr') request.value('at', state.at);
  return request.finished(state, ROUTES[state.source]);
}

function saml(request, state) {
  if (state.samlResponse.trim() === '') request.wanting('/samlResponse', 'Paste a SAML response, as SAML-tracer shows it.');
  request.value('samlResponse', state.samlResponse.trim());
  const certificates = certificatesOf(state.certificates);
  if (certificates.length > 0) request.value('certificates', certificates);
  const expect = {};
  if (state.recipient.trim() !== '') expect.recipient = state.recipient.trim();
  if (state.inResponseTo.trim() !== '') expect.inResponseTo = state.inResponseTo.trim();
  if (Object.keys(expect).length > 0) request.value('expect', expect);
}

function change(state, after) {
  const request = new Members();
  if (after.trim() === '' && state.before.trim() === '') {
    request.wanting('/after', 'Paste the IdP after the change, and the IdP before the change if there was one.');
  }
  request.json('after', after, false);
  request.json('before', state.before, false);
  const evidence = {
    none: {},
    token: state.evidenceToken.trim() === '' ? {} : { idToken: state.evidenceToken.trim() },
    saml: state.evidenceSaml.trim() === '' ? {} : { samlResponse: state.evidenceSaml.trim() },
    amr: { amr: listed(state.evidenceAmr) },
    claims: { claimsSupported: listed(state.evidenceClaims) },
  }[state.evidence];
  if (Object.keys(evidence).length > 0) request.value('evidence', evidence);
  request.json('context', state.context, false);
  return request.finished(state, '/v1/idp-verdicts');
}

class Members {
  #members = [];
  #wanting = [];

  value(name, value) {
    this.#members.push(`${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  }

  json(name, text, required, hint) {
    if (text.trim() === '') {
      if (required) this.wanting(`/${name}`, hint);
      return;
    }
    const { error, at } = parsed(text);
    if (error) this.wanting(`/${name}`, error, at);
    this.#members.push(`${JSON.stringify(name)}: ${text.trim()}`);
  }

  wanting(pointer, detail, at) {
    this.#wanting.push({ pointer, detail, at });
  }

  finished(state, path) {
    if (this.#wanting.length > 0) return { wanting: this.#wanting };
    this.value('org', Object.fromEntries(ORG.filter((name) => name in state.org).map((name) => [name, state.org[name]])));
    this.value('amrTable', state.amrTable);
    return { path, body: `{\n${this.#members.join(',\n')}\n}` };
  }
}

/** The curl command for the same request. */
export function curl(origin, { path, body }) {
  return `curl -s ${origin}${path} -H 'content-type: application/json' -d '${body.replaceAll("'", "'\\''")}'`;
}

/** The state for an example's request. */
export function stateOf(example) {
  const text = (value) => (value === undefined || value === null ? '' : JSON.stringify(value, null, 2));
  const state = structuredClone(START);
  Object.assign(state.org, example.org);
  state.amrTable = example.amrTable ?? START.amrTable;
  if ('idps' in example) {
    return Object.assign(state, { question: 'org', snapIdps: text(example.idps), snapRules: text(example.rules), snapEvidence: text(example.evidence) });
  }
  if ('protocol' in example || 'after' in example || 'before' in example) {
    const bare = 'protocol' in example;
    const evidence = bare ? {} : (example.evidence ?? {});
    Object.assign(state, {
      question: 'change',
      after: text(bare ? example : example.after),
      before: bare ? '' : text(example.before),
      context: bare ? '' : text(example.context),
      evidence: evidence.idToken ? 'token' : evidence.samlResponse ? 'saml' : evidence.amr ? 'amr' : evidence.claimsSupported ? 'claims' : 'none',
      evidenceToken: evidence.idToken ?? '',
      evidenceSaml: evidence.samlResponse ?? '',
      evidenceAmr: (evidence.amr ?? []).join(', '),
      evidenceClaims: (evidence.claimsSupported ?? []).join(', '),
      idp: text(bare ? example : (example.after ?? example.before)),
    });
    return state;
  }
  return Object.assign(state, {
    source: example.idToken ? 'token' : example.samlResponse ? 'saml' : 'amr',
    amr: example.amr ?? [],
    idToken: example.idToken ?? '',
    accessToken: example.accessToken ?? '',
    jwks: text(example.jwks),
    at: example.at ?? '',
    samlResponse: example.samlResponse ?? '',
    certificates: (example.certificates ?? []).join('\n\n'),
    recipient: example.expect?.recipient ?? '',
    inResponseTo: example.expect?.inResponseTo ?? '',
    idp: text(example.idp),
    after: text(example.idp),
    rule: text(example.rule),
  });
}
