// Says what a pasted text is. It only looks: where a thing belongs is said elsewhere.

import { fieldsOf } from './fields.js';
import { AMR_NAMES } from './words.js';

/**
 * What a text is: its kind, and the parts of it that have a place on the page.
 *
 * token {text}; access-token {text}; token-response {idToken, accessToken}; saml {text}; certificates {text};
 * jwks {text}; idp {text, name, id}; rule {text, name}; idps and rules {items: [{text, name}]}; org {idps, rules: such
 * items, evidence and settings: objects, if it has them};
 * plan {text, state: whether it is a state}; request {json}; discovery {claims, jwksUrl}; amr {values, claims}; not-for-here {why}; unknown.
 */
export function whatIs(text) {
  const bare = text.trim();
  if (bare === '') return { kind: 'unknown' };
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(bare)) return unfit(PRIVATE_KEY);
  if (bare.includes('-----BEGIN CERTIFICATE-----')) return { kind: 'certificates', text: bare };
  if ('{["'.includes(bare[0])) return ofJsonText(bare);
  if (bare[0] === '<') return ofXml(bare, bare);
  return ofParameters(bare) ?? ofToken(bare) ?? ofBase64(bare) ?? ofWords(bare) ?? { kind: 'unknown' };
}

const PRIVATE_KEY = 'That is a private key. Nothing on this page needs it, so it was not kept. Paste the certificate or the public keys.';

const unfit = (why) => ({ kind: 'not-for-here', why });

// Tokens

const BEARER = /^(?:authorization\s*:\s*)?bearer\s+/i;

function ofToken(bare) {
  const token = bare.replace(BEARER, '').replace(/\s+/g, '');
  if (!/^[\w-]+(?:\.[\w-]*){2}(?:\.[\w-]*\.[\w-]*)?$/.test(token)) return undefined;
  const header = decodedJson(token.split('.')[0]);
  if (!header || (header.alg === undefined && header.enc === undefined)) return undefined;
  // RFC 9068 section 2.1.
  return { kind: /^(application\/)?at\+jwt$/i.test(header.typ) ? 'access-token' : 'token', text: token };
}

function decodedJson(part) {
  try {
    const json = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** A form's body, an address with parameters, or a line of SAML-tracer. */
function ofParameters(bare) {
  const named = (name) => new RegExp(`(?:^|[?&#\\s])${name}(?:=|:\\s*)([^&\\s"']+)`).exec(bare)?.[1];
  const saml = named('SAMLResponse');
  if (saml) return whatIs(unescaped(saml));
  if (named('SAMLRequest')) return unfit('That is a SAML request. Paste what the IdP answered: the SAMLResponse that follows it.');
  const [idToken, accessToken] = [named('id_token'), named('access_token')].map((each) => each && unescaped(each));
  return idToken || accessToken ? tokenResponse(idToken, accessToken) : undefined;
}

/** Percent-encoding is taken off; a plus stays one, since base64 has it. */
function unescaped(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function tokenResponse(idToken, accessToken) {
  if (!idToken) {
    return unfit('That is a token response without an ID token. Ask the IdP for the scope openid, and paste the id_token.');
  }
  return { kind: 'token-response', idToken, accessToken: accessToken ?? '' };
}

// SAML

function ofBase64(bare) {
  const text = (bare.includes('%') ? unescaped(bare) : bare).replace(/\s+/g, '');
  if (text.length < 40 || !/^[A-Za-z0-9+/]+=*$/.test(text)) return undefined;
  if (text.startsWith('MII')) return { kind: 'certificates', text: bare };
  let xml;
  try {
    xml = atob(text);
  } catch {
    return undefined;
  }
  return xml.trimStart().startsWith('<') ? ofXml(xml.trimStart(), text) : undefined;
}

/** An XML document by its outermost element. */
function ofXml(xml, text) {
  const start = xml.replace(/^(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|\s+)*/, '');
  if (/^<!DOCTYPE\s+html|^<html/i.test(start)) return ofHtml(start);
  const root = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(start)?.[1];
  switch (root) {
    case 'Response':
      return { kind: 'saml', text };
    case 'Envelope':
    case 'Assertion':
      return unfit(`That is ${root === 'Assertion' ? 'an assertion by itself' : 'a SOAP message'}. Paste the whole Response that the browser posted to Okta.`);
    case 'AuthnRequest':
      return unfit('That is a SAML request. Paste what the IdP answered: the SAMLResponse that follows it.');
    case 'EntityDescriptor':
    case 'EntitiesDescriptor':
      return ofMetadata(xml);
    default:
      // Broken XML belongs where its faults are told.
      return start.startsWith('<!DOCTYPE') || /Response\b/.test(start.slice(0, 2000)) ? { kind: 'saml', text } : { kind: 'unknown' };
  }
}

/** A page with the form that posts the response to Okta. */
function ofHtml(html) {
  const field = /<input[^>]*name=["']SAMLResponse["'][^>]*>/i.exec(html)?.[0];
  const value = field && /value=["']([^"']+)["']/i.exec(field)?.[1];
  return value
    ? whatIs(value.replace(/&#x2b;|&#43;|&plus;/gi, '+').replace(/&#x3d;|&#61;|&equals;/gi, '=').replace(/&#x2f;|&#47;/gi, '/'))
    : unfit('That is a web page. If an address should have given JSON, sign in there first and copy its text.');
}

function ofMetadata(xml) {
  const certificates = [...xml.matchAll(/<(?:[\w.-]+:)?X509Certificate[^>]*>([^<]+)</g)].map(([, base64]) => base64.replace(/\s+/g, ''));
  const signing = [...new Set(certificates)];
  return signing.length > 0
    ? { kind: 'certificates', text: signing.join('\n\n'), metadata: true }
    : unfit('That is SAML metadata without a certificate.');
}

// JSON

function ofJsonText(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'unknown' };
  }
  if (typeof json === 'string') return whatIs(json);
  return Array.isArray(json) ? ofList(json, text) : ofObject(json, text);
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const isIdp = (json) => isObject(json) && isObject(json.protocol) && typeof json.type === 'string';
const isPolicy = (json) =>
  isObject(json) && !json.actions && (Array.isArray(json._embedded?.rules) || (/^[A-Z_]+$/.test(json.type) && 'priority' in json && 'name' in json && !json.protocol));
const isRule = (json) =>
  isObject(json) &&
  !json.protocol &&
  (isObject(json.actions) ||
    isObject(json.verificationMethod) ||
    'factorMode' in json ||
    'requireFactor' in json ||
    ['ASSURANCE', 'AUTH_METHOD_CHAIN', 'ID_PROOFING'].includes(json.type));

/** The members of a state as terraform show -json prints it; a plan has others. */
const STATE = ['format_version', 'terraform_version', 'values', 'checks'];

const named = (json) => [json.name, json.id].find((each) => typeof each === 'string' && each !== '') ?? '';

function ofObject(json, text) {
  if ('after' in json || 'before' in json || (isObject(json.idp) && ('idToken' in json || 'amr' in json || 'samlResponse' in json))) {
    return { kind: 'request', json };
  }
  if (isIdp(json)) return { kind: 'idp', text, name: named(json), id: typeof json.id === 'string' ? json.id : '' };
  if (Array.isArray(json.keys) && json.keys.some((key) => isObject(key) && 'kty' in key)) return ofKeys(json.keys, text);
  if (typeof json.kty === 'string') return ofKeys([json], `{"keys": [${text}]}`);
  if (typeof json.id_token === 'string' || typeof json.access_token === 'string') return tokenResponse(json.id_token, json.access_token);
  if ('resource_changes' in json || ('format_version' in json && 'planned_values' in json)) return { kind: 'plan', text, state: false };
  if ('format_version' in json && Object.keys(json).every((name) => STATE.includes(name))) return { kind: 'plan', text, state: true };
  if ('lineage' in json && Array.isArray(json.resources)) {
    return unfit('That is a Terraform state file. Paste it as terraform show -json prints it.');
  }
  if (isRule(json)) return { kind: 'rule', text, name: named(json) };
  if (isPolicy(json)) return ofOrg([], rulesOf(json, text, ''));
  if (Array.isArray(json.idps) || Array.isArray(json.rules)) {
    const [idps, rules] = [items(json.idps, text, '/idps'), items(json.rules, text, '/rules')];
    return isObject(json.evidence) || isObject(json.org) ? { kind: 'org', idps, rules, evidence: json.evidence, settings: json.org } : ofOrg(idps, rules);
  }
  if (typeof json.issuer === 'string' && ('jwks_uri' in json || 'authorization_endpoint' in json)) {
    return { kind: 'discovery', claims: strings(json.claims_supported), jwksUrl: typeof json.jwks_uri === 'string' ? json.jwks_uri : '' };
  }
  if (typeof json.iss === 'string' && ('aud' in json || 'amr' in json)) {
    return { kind: 'amr', values: strings(json.amr), claims: true };
  }
  if (typeof json.errorCode === 'string' && typeof json.errorSummary === 'string') {
    return unfit(`Okta answered with an error instead of data: ${json.errorSummary}`);
  }
  if (isObject(json.detail)) return ofObject(json.detail, JSON.stringify(json.detail, null, 2));
  return { kind: 'unknown' };
}

/** RFC 7517: a private key has a member d, a secret one k. */
const ofKeys = (keys, text) => (keys.some((key) => isObject(key) && ('d' in key || 'k' in key)) ? unfit(PRIVATE_KEY) : { kind: 'jwks', text });

function ofList(json, text) {
  if (json.length > 0 && json.every((each) => typeof each === 'string')) return { kind: 'amr', values: json, claims: false };
  const at = (index) => slice(text, `/${index}`);
  if (json.length === 1) return ofObject(isObject(json[0]) ? json[0] : {}, at(0));
  const idps = [];
  const rules = [];
  let others = 0;
  json.forEach((each, index) => {
    if (isIdp(each)) idps.push({ text: at(index), name: named(each) });
    else if (isRule(each)) rules.push({ text: at(index), name: named(each) });
    else if (isPolicy(each)) rules.push(...rulesOf(each, text, `/${index}`));
    else others++;
  });
  return others > 0 || json.length === 0 ? { kind: 'unknown' } : ofOrg(idps, rules);
}

const items = (list, text, pointer) =>
  (Array.isArray(list) ? list : []).filter(isObject).map((each, index) => ({ text: slice(text, `${pointer}/${index}`), name: named(each) }));

/** The rules that a policy holds; Okta embeds them with expand=rules. */
function rulesOf(policy, text, pointer) {
  return items(policy._embedded?.rules, text, `${pointer}/_embedded/rules`).map((rule) => ({ ...rule, name: `${named(policy)}: ${rule.name}` }));
}

function ofOrg(idps, rules) {
  if (idps.length > 0 && rules.length > 0) return { kind: 'org', idps, rules };
  if (idps.length === 1) return { kind: 'idp', ...idps[0], id: JSON.parse(idps[0].text).id ?? '' };
  if (rules.length === 1) return { kind: 'rule', ...rules[0] };
  if (idps.length > 0) return { kind: 'idps', items: idps };
  if (rules.length > 0) return { kind: 'rules', items: rules };
  return unfit('That is a policy without its rules. Okta gives them at /api/v1/policies/{id}/rules.');
}

/** A part of the text as it stands there, so that the judge sees what was pasted. */
function slice(text, pointer) {
  const { start, end } = fieldsOf(text).get(pointer);
  return text.slice(start, end);
}

const strings = (value) => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);

// Words

function ofWords(bare) {
  if (/^\s*(?:resource|module|provider|terraform)\s+(?:"[\w-]+"\s+){0,2}\{/m.test(bare) || bare.includes('Terraform will perform the following actions')) {
    return unfit('That is Terraform’s text. Paste the JSON of the plan: terraform show -json PLANFILE.');
  }
  const words = bare.split(/[\s,]+/);
  return words.every((word) => Object.hasOwn(AMR_NAMES, word)) ? { kind: 'amr', values: words, claims: false } : undefined;
}
