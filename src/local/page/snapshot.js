// An org from files, as Okta's API or claims-verdict snapshot gives them: arrays and single objects in any mixture, told
// apart by what they are. The API gets them as they were read, but for what no rule reads when they would be too large.

import { whatIs } from './pasted.js';
import { MAX_BYTES } from './plan.js';

const SETTINGS = ['engine', 'claimsSharing', 'amrClaimsMapping', 'securityQuestionForMfa', 'idpUsage', 'claimsSourcingFixed'];
const EVIDENCE = ['idToken', 'samlResponse', 'amr', 'claimsSupported'];

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * The org that files describe.
 *
 * @param files [{name, text}]
 * @return {idps, rules: texts of JSON arrays or '', evidence: a text or '', org: settings, policies: names by id,
 *   incomplete: how many lists are missing, ignored: names of files}
 */
export function orgOf(files) {
  const found = { idps: [], rules: [], evidence: [], org: {}, policies: {}, incomplete: 0, ignored: [] };
  files.forEach((file) => {
    if (!take(file, found)) found.ignored.push(file.name);
  });
  const list = (items) => (items.length === 0 ? '' : `[\n${items.join(',\n')}\n]`);
  return {
    idps: list(found.idps),
    rules: list(found.rules),
    evidence: found.evidence.length === 0 ? '' : JSON.stringify(Object.assign({}, ...found.evidence), null, 2),
    org: found.org,
    policies: found.policies,
    incomplete: found.incomplete,
    ignored: found.ignored,
  };
}

/** Adds what a file has. Returns whether it has anything. */
function take({ text }, found) {
  const what = whatIs(text);
  switch (what.kind) {
    case 'idp':
      found.idps.push(what.text);
      return true;
    case 'idps':
      found.idps.push(...what.items.map((each) => each.text));
      return true;
    case 'rule':
      found.rules.push(withPolicy(what.text));
      return true;
    case 'rules':
      found.rules.push(...what.items.map((each) => withPolicy(each.text)));
      return true;
    case 'org':
      found.idps.push(...what.idps.map((each) => each.text));
      found.rules.push(...what.rules.map((each) => withPolicy(each.text)));
      if (what.evidence) found.evidence.push(what.evidence);
      if (what.settings) Object.assign(found.org, what.settings);
      return true;
  }
  const json = jsonOf(text);
  // Of policies only the names are used, and of other lists of a snapshot, such as authenticators, nothing is.
  if (Array.isArray(json)) {
    const objects = json.every((each) => isObject(each) && typeof each.id === 'string');
    if (objects) json.forEach(({ id, name }) => typeof name === 'string' && (found.policies[id] = name));
    return objects;
  }
  if (!isObject(json)) return false;
  if (Array.isArray(json.notRead) && 'format' in json) {
    found.incomplete += json.notRead.length;
    return true;
  }
  const names = Object.keys(json);
  if (names.length > 0 && names.every((name) => SETTINGS.includes(name))) {
    Object.assign(found.org, json);
    return true;
  }
  const values = Object.values(json);
  if (values.length > 0 && values.every((each) => isObject(each) && Object.keys(each).every((name) => EVIDENCE.includes(name)))) {
    found.evidence.push(json);
    return true;
  }
  return false;
}

function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A rule's policy is in its address, if nowhere else. */
function withPolicy(text) {
  const rule = JSON.parse(text);
  const policy = 'policyId' in rule ? undefined : /\/policies\/([\w-]+)\/rules\//.exec(rule._links?.self?.href)?.[1];
  return policy ? text.replace(/^\s*\{/, `{"policyId": ${JSON.stringify(policy)}, `) : text;
}

/** What no rule reads. */
const UNREAD = ['_links', 'created', 'lastUpdated', 'createdBy', 'lastUpdatedBy', 'lastMembershipUpdated'];

/** A request's body, made smaller if it is too large; undefined if that isn't enough. */
export function fitting(body) {
  const size = (text) => new TextEncoder().encode(text).length;
  if (size(body) <= MAX_BYTES) return body;
  const smaller = JSON.stringify(JSON.parse(body, function (name, value) {
    return UNREAD.includes(name) ? undefined : value;
  }));
  return size(smaller) <= MAX_BYTES ? smaller : undefined;
}
