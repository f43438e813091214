// The page: inputs edit a state, and each edit asks for a new verdict on it.

import { asText } from './astext.js';
import { byId, el, mark } from './dom.js';
import { parsed, valueAt, withField } from './fields.js';
import { show } from './goto.js';
import { forget, keep, kept } from './keep.js';
import { fragmentOf, stateOfFragment } from './link.js';
import { showResponse, showToken } from './parts.js';
import { listenForPastes, take as putIn } from './pastein.js';
import { signInOf } from './placing.js';
import { plain } from './plain.js';
import { idpOf, PROVIDERS } from './providers.js';
import { listed, requestOf, requestOfBefore, requestOfDryRun, requestOfFaults, START, stateOf } from './request.js';
import { CONSTRAINTS, preset, PRESETS, recognized, ruleText } from './rules.js';
import { TOKENS } from './secrets.js';
import { explain, term } from './tips.js';
import { saysOfItself, whyUnverified } from './unverified.js';
import { problemView, verdictView } from './verdict.js';
import { AMR_NAMES, EDITIONS, FACTORS, VERDICTS } from './words.js';

const TYPING_PAUSE_MS = 200;

/** Inputs that edit a text of the state. */
const TEXTS = {
  'id-token': 'idToken',
  'access-token': 'accessToken',
  jwks: 'jwks',
  'saml-response': 'samlResponse',
  certificates: 'certificates',
  recipient: 'recipient',
  'in-response-to': 'inResponseTo',
  idp: 'idp',
  rule: 'rule',
  before: 'before',
  after: 'after',
  plan: 'plan',
  'evidence-token': 'evidenceToken',
  'evidence-saml': 'evidenceSaml',
  'evidence-amr': 'evidenceAmr',
  'evidence-claims': 'evidenceClaims',
  context: 'context',
  'snap-idps': 'snapIdps',
  'snap-rules': 'snapRules',
  'snap-evidence': 'snapEvidence',
};
const ORG_SWITCHES = ['claimsSharing', 'amrClaimsMapping', 'securityQuestionForMfa'];
const ORG_CHOICES = ['engine', 'idpUsage'];

const root = document.documentElement;
const tables = new Map();
const rules = new Map();
let state = structuredClone(START);
let revision = 0;
let timer;
let asking = new AbortController();
let judged;

const pasting = { state: () => state, take };
const editions = () => [...tables.values()][0]?.editions ?? [];
const page = {
  show: (pointer, at) => show(pointer, { 'sign-in': 'idp', change: 'after', org: 'snap-idps' }[state.question], at),
  openCell,
  tryValues,
  rules,
  editions,
  judgeBy,
  judgeAt,
};

start();

async function start() {
  listen();
  const [guide] = await Promise.all([example('idp-from-okta-guide.json'), table(START.amrTable), catalogue(), explain()]);
  Object.assign(START, {
    idp: guide,
    after: guide,
    before: withField(guide, '/policy/trustClaims', false),
    rule: ruleText(START.preset, START.constraints),
  });
  state = structuredClone(START);
  if (!(await fromLink())) await fromBefore();
}

/** The inputs of this tab before it was loaded again, or those to begin with. */
async function fromBefore() {
  const before = kept();
  if (before) {
    state = before;
    await table(state.amrTable);
    if (state.question === 'sign-in' && missing()) notice('A reload removes tokens from this page. Paste yours again to see the verdict.');
  }
  showAll();
}

/** Whether the token or the response that is to be judged isn't here. */
const missing = () => ({ token: state.idToken === '', saml: state.samlResponse === '' })[state.source] ?? false;

// Input

async function answered(path, options) {
  const response = await fetch(path, options);
  return { status: response.status, text: await response.text() };
}

async function example(name) {
  return (await answered(`/examples/${name}`)).text.trim();
}

async function catalogue() {
  const { status, text } = await answered('/v1/findings');
  if (status === 200) JSON.parse(text).findings.forEach(({ code, rule }) => rules.set(code, rule));
}

async function table(edition) {
  if (!tables.has(edition)) {
    const { status, text } = await answered(`/v1/amr-table?edition=${encodeURIComponent(edition)}`);
    if (status !== 200) return;
    tables.set(edition, JSON.parse(text));
  }
}

/** Loads the state from the address bar's fragment. Returns whether there was a readable one. */
async function fromLink() {
  const fragment = window.location.hash.slice(1);
  if (fragment === '') return false;
  try {
    state = await stateOfFragment(fragment);
  } catch (error) {
    notice(`This link can’t be read: ${error.message}. Ask for the link again. The page below doesn’t come from it.`);
    return false;
  }
  await table(state.amrTable);
  showAll(false);
  notice(state.question === 'sign-in' && missing() ? 'This link doesn’t contain a token. Paste one to see the verdict.' : '');
  return true;
}

function notice(text) {
  byId('notice').hidden = text === '';
  byId('notice').textContent = text;
}

function listen() {
  fill();
  for (const [id, name] of Object.entries(TEXTS)) byId(id).addEventListener('input', () => edit(id, name));
  document.querySelectorAll('[name=question], [name=source], [name=subject]').forEach((radio) =>
    radio.addEventListener('change', () => {
      state[radio.name] = radio.value;
      reveal();
      changed(0);
    }),
  );
  byId('other-amr').addEventListener('input', () => {
    const ticked = state.amr.filter((value) => rowOf(value));
    state.amr = [...ticked, ...listed(byId('other-amr').value)];
    showValues(false);
    changed();
  });
  byId('evidence').addEventListener('change', (event) => {
    state.evidence = event.target.value;
    reveal();
    changed(0);
  });
  byId('preset').addEventListener('change', () => {
    state.preset = byId('preset').value;
    if (state.preset === 'own') byId('rule-details').open = true;
    else makeRule();
    showRule();
    changed(0);
  });
  document.querySelectorAll('[data-flips]').forEach((flip) =>
    flip.addEventListener('change', () => {
      const name = flip.dataset.flips;
      state[name] = withField(state[name], flip.dataset.field, flip.checked);
      byId(name).value = state[name];
      if (name === 'idp') summary();
      changed(0);
    }),
  );
  ORG_SWITCHES.forEach((name) =>
    byId(`org-${name}`).addEventListener('change', (event) => {
      state.org[name] = event.target.checked;
      changed(0);
    }),
  );
  ORG_CHOICES.forEach((name) =>
    byId(`org-${name}`).addEventListener('change', (event) => {
      state.org[name] = event.target.value;
      changed(0);
    }),
  );
  byId('amr-table').addEventListener('change', (event) => judgeBy(event.target.value));
  byId('example').addEventListener('change', async ({ target: { value } }) => {
    if (value === '') return;
    // A menu of things to do: the same one can be chosen again.
    byId('example').value = '';
    if (value.startsWith('provider:')) return fillIn(PROVIDERS[Number(value.slice('provider:'.length))]);
    state = stateOf(JSON.parse(await example(value)));
    Object.assign(state, recognizedRule());
    await table(state.amrTable);
    notice('');
    showAll();
  });
  byId('start-over').addEventListener('click', async () => {
    state = structuredClone(START);
    await table(state.amrTable);
    notice('');
    showAll();
    forget();
  });
  byId('copy-after').addEventListener('click', () => {
    if (parsed(state.after).error) return;
    state.before = withField(state.after, '/policy/trustClaims', false);
    byId('before').value = state.before;
    flips();
    changed(0);
  });
  byId('copy-link').addEventListener('click', share);
  byId('copy-text').addEventListener('click', copyText);
  byId('skip').addEventListener('click', (event) => {
    event.preventDefault();
    byId('verdict').focus();
  });
  byId('peek').addEventListener('click', () => {
    byId('verdict').focus({ preventScroll: true });
    byId('verdict').scrollIntoView();
  });
  byId('inputs').addEventListener('submit', (event) => event.preventDefault());
  window.addEventListener('hashchange', fromLink);
  document.addEventListener('click', (event) => {
    if (!byId('share').contains(event.target)) byId('share').open = false;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && byId('share').open) {
      byId('share').open = false;
      byId('share').querySelector('summary').focus();
    }
  });
  listenForPastes(pasting);
  const phone = window.matchMedia('(max-width: 60rem)');
  phone.addEventListener('change', () => verdictFirst(phone.matches));
  verdictFirst(phone.matches);
}

/** Where there is one column, the verdict comes before the inputs, for the eyes and for the keyboard. */
function verdictFirst(first) {
  const both = document.querySelector('main');
  if (first) both.prepend(byId('verdict'));
  else both.append(byId('verdict'));
}

/** Puts changes into the state, as if somebody had made them in the inputs. */
async function take(changes) {
  Object.assign(state, structuredClone(changes));
  if ('rule' in changes) Object.assign(state, recognizedRule());
  if ('amrTable' in changes) await table(state.amrTable);
  notice('');
  showAll();
}

/** Opens the sign-in of a cell of the matrix. */
function openCell(idpId, ruleId) {
  putIn(pasting, signInOf(state, idpId, ruleId));
  byId('verdict').focus({ preventScroll: true });
}

/** An IdP of a provider in place of the IdP in question. */
function fillIn(provider) {
  const idp = idpOf(provider);
  take(state.question === 'change' ? { subject: 'idp', after: idp, before: withField(idp, '/policy/trustClaims', false) } : { idp, source: 'amr', amr: provider.amr });
}

/** The lists that are made from the page's tables. */
function fill() {
  byId('providers').append(...PROVIDERS.map(({ name }, index) => el('option', { value: `provider:${index}` }, name)));
  const groups = new Map();
  for (const { id, group, label } of PRESETS) {
    const option = el('option', { value: id }, label);
    if (!group) {
      byId('preset').append(option);
      continue;
    }
    if (!groups.has(group)) {
      groups.set(group, el('optgroup', { label: group }));
      byId('preset').append(groups.get(group));
    }
    groups.get(group).append(option);
  }
  for (const { name, label, note } of CONSTRAINTS) {
    const box = el('input', { type: 'checkbox', id: `constraint-${name}`, value: name });
    box.addEventListener('change', () => {
      state.constraints = CONSTRAINTS.map((each) => each.name).filter((each) => byId(`constraint-${each}`).checked);
      makeRule();
      showRule();
      changed(0);
    });
    byId('constraints').append(el('label', { class: 'check' }, box, el('span', {}, label, note && el('span', { class: 'soft' }, ` ${note}`))));
  }
}

function edit(id, name) {
  state[name] = byId(id).value;
  if (name === 'rule') {
    Object.assign(state, recognizedRule());
    showRule(false);
  }
  if (name === 'idp') summary();
  if (TOKENS.includes(name)) {
    state.at = '';
    tokens();
  }
  flips();
  changed();
}

function recognizedRule() {
  const { json, error } = parsed(state.rule);
  if (state.rule.trim() === '') return { preset: 'none', constraints: [] };
  const { id, constraints } = error || json === null || typeof json !== 'object' ? { id: 'own', constraints: [] } : recognized(json);
  return { preset: id, constraints };
}

function makeRule() {
  state.rule = ruleText(state.preset, state.constraints);
}

async function judgeBy(edition) {
  state.amrTable = edition;
  changed(0);
  await table(edition);
  showValues();
}

function judgeAt(instant) {
  state.at = instant;
  changed(0);
  byId('verdict').focus({ preventScroll: true });
}

function tryValues(values) {
  state.source = 'amr';
  state.amr = values;
  showAll();
  byId('verdict').focus({ preventScroll: true });
}

// Showing the state in the inputs

function showAll(old = true) {
  for (const [id, name] of Object.entries(TEXTS)) byId(id).value = state[name];
  for (const name of ['question', 'source', 'subject']) document.querySelector(`[name=${name}][value=${state[name]}]`).checked = true;
  byId('evidence').value = state.evidence;
  ORG_SWITCHES.forEach((name) => (byId(`org-${name}`).checked = state.org[name]));
  ORG_CHOICES.forEach((name) => (byId(`org-${name}`).value = state.org[name]));
  if (state.context !== '') byId('context-details').open = true;
  reveal();
  showRule();
  showValues();
  summary();
  flips();
  tokens();
  changed(0, old);
}

function reveal() {
  const only = (attribute, value) =>
    document.querySelectorAll(`[data-${attribute}]`).forEach((each) => (each.hidden = each.dataset[attribute] !== value));
  only('for', state.question);
  only('source', state.source);
  only('subject', state.subject);
  only('evidence', state.evidence);
}

function showRule(text = true) {
  const chosen = preset(state.preset);
  byId('preset').value = state.preset;
  byId('preset-note').textContent = chosen.note ?? '';
  byId('preset-note').hidden = !chosen.note;
  byId('constraints').hidden = !chosen.constrained;
  CONSTRAINTS.forEach(({ name }) => (byId(`constraint-${name}`).checked = state.constraints.includes(name)));
  if (text) byId('rule').value = state.rule;
}

function rowsOfTable() {
  const shown = tables.get(state.amrTable) ?? [...tables.values()][0];
  return shown?.values ?? [];
}

const rowOf = (value) => rowsOfTable().find((row) => row.value === value);

const ORDER = ['KNOWLEDGE', 'POSSESSION', 'BIOMETRIC'];

function showValues(others = true) {
  const groups = new Map();
  for (const row of rowsOfTable()) {
    const key = ORDER.filter((type) => row.factorTypes.includes(type)).join(' + ');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const rank = (key) => (key === '' ? 9 : ORDER.indexOf(key.split(' + ').at(-1)));
  byId('amr').replaceChildren(
    ...[...groups].sort(([one], [other]) => rank(one) - rank(other)).map(([key, rows]) =>
      el(
        'fieldset',
        { data: { factor: key === '' ? 'NONE' : key.split(' + ').at(-1) } },
        el('legend', {}, key === '' ? 'No factor by itself' : key.split(' + ').flatMap((type, index) => [index > 0 ? ' + ' : '', term(type.toLowerCase(), FACTORS[type])])),
        rows.map(valueBox),
      ),
    ),
  );
  if (others) byId('other-amr').value = state.amr.filter((value) => !rowOf(value)).join(', ');
  const all = tables.get(state.amrTable)?.editions ?? [state.amrTable];
  if (byId('amr-table').options.length !== all.length) {
    byId('amr-table').replaceChildren(...all.map((edition) => el('option', { value: edition }, edition)));
  }
  byId('amr-table').value = state.amrTable;
  byId('edition-note').textContent = `Judged by Okta’s AMR table of this edition${EDITIONS[state.amrTable] ? `, ${EDITIONS[state.amrTable]}` : ''}.`;
}

/** Whether another edition gives another verdict, and the way to it. */
function disagreement(verdict) {
  const finding = verdict?.findings?.find(({ code }) => code === 'EDITIONS_DISAGREE');
  const other = editions().find((edition) => edition !== verdict?.amrTable);
  byId('disagree').hidden = !finding || !other;
  if (!finding || !other) return;
  byId('disagree-note').textContent = `By edition ${other} the verdict differs.`;
  byId('disagree-switch').textContent = `Judge by ${other}`;
  byId('disagree-switch').onclick = () => judgeBy(other);
}

function valueBox({ value }) {
  const box = el('input', { type: 'checkbox', id: `amr-${value}`, checked: state.amr.includes(value) });
  box.addEventListener('change', () => {
    state.amr = box.checked ? [...state.amr, value] : state.amr.filter((each) => each !== value);
    changed(0);
  });
  return el('label', { class: 'chip' }, box, el('span', {}, el('code', {}, value), ' ', el('small', {}, AMR_NAMES[value] ?? '')));
}

function summary() {
  const { json } = parsed(state.idp);
  const facts = ['/name', '/type', '/status', '/protocol/issuer/url'].map((pointer) => valueAt(json ?? {}, pointer));
  byId('idp-summary').replaceChildren(...facts.filter((fact) => typeof fact === 'string').map((fact) => el('span', {}, fact)));
  const provider = PROVIDERS.find(({ name }) => name === facts[0]);
  byId('provider-note').hidden = !provider;
  if (provider) {
    byId('provider-note').replaceChildren(
      'Replace what is in braces with your own values. ',
      el('a', { href: `/guide.html?page=providers/${provider.page}` }, `What ${provider.name} sends, and how to make it send more`),
    );
  }
}

function flips() {
  document.querySelectorAll('[data-flips]').forEach((flip) => {
    const { json, error } = parsed(state[flip.dataset.flips]);
    const usable = !error && json !== null && typeof json === 'object' && !Array.isArray(json);
    flip.disabled = !usable;
    flip.checked = usable && valueAt(json, flip.dataset.field) === true;
  });
}

function tokens() {
  showToken(byId('token-parts'), state.idToken, '/idToken');
  showToken(byId('evidence-parts'), state.evidenceToken, '/evidence/idToken');
  showResponse(byId('saml-parts'), state.samlResponse, '/samlResponse');
  showResponse(byId('evidence-saml-parts'), state.evidenceSaml, '/evidence/samlResponse');
}

// The verdict

function changed(pause = TYPING_PAUSE_MS, old = true) {
  revision++;
  root.dataset.revision = revision;
  // The link in the address bar would no longer fit what is shown.
  keep(state);
  if (old && window.location.hash.startsWith('#v1.')) history.replaceState(null, '', window.location.pathname);
  clearTimeout(timer);
  asking.abort();
  timer = setTimeout(judge, pause);
}

async function judge() {
  const mine = revision;
  asking = new AbortController();
  const request = requestOf(state);
  if (request.wanting) {
    settled(mine, problemView(page, { title: 'Not yet', detail: 'This input is needed first.', errors: request.wanting, waiting: true }), 'Not yet: an input is missing.');
    return;
  }
  try {
    const previous = requestOfBefore(state);
    const [answer, before] = await Promise.all([asked(request), previous && !previous.wanting ? asked(previous) : undefined]);
    const unverified = await unverifiedOf(answer);
    if (mine === revision) render(mine, request, answer, before, unverified);
  } catch (error) {
    if (error.name !== 'AbortError' && mine === revision) {
      settled(mine, problemView(page, { title: 'No answer', detail: 'The local gateway can’t be reached. Is ./mvnw quarkus:dev still running?', errors: [] }), 'The local gateway can’t be reached.');
    }
  }
}

/** What a token that isn't verified would give, and what else is wrong with it; undefined if it doesn't matter. */
async function unverifiedOf(answer) {
  const verdict = parsed(answer.text).json;
  const why = answer.status === 200 && verdict.findings ? whyUnverified(state, verdict) : undefined;
  if (!why) return undefined;
  const { amr } = saysOfItself(state);
  const [dryRun, faults] = await Promise.all([amr?.length > 0 ? asked(requestOfDryRun(state, amr)) : undefined, asked(requestOfFaults(state))]);
  const judgement = (each) => (each?.status === 200 ? JSON.parse(each.text) : undefined);
  const told = new Set(verdict.findings.map(({ code }) => code));
  return {
    why,
    dryRun: judgement(dryRun),
    faults: (judgement(faults)?.findings ?? [])
      .filter(({ level, code }) => level !== 'INFO' && !told.has(code))
      .map((each) => ({ ...each, pointer: each.pointer?.replace(/^\/after/, '/idp').replace(/^\/evidence/, '') })),
  };
}

function asked({ path, body }) {
  return answered(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: asking.signal });
}

function render(mine, request, answer, before, unverified) {
  const verdict = parsed(answer.text).json ?? {};
  const raw = JSON.stringify(verdict, null, 2);
  if (answer.status === 200 && verdict.verdict in VERDICTS) {
    const word = unverified ? 'Not verified' : VERDICTS[verdict.verdict].word;
    const earlier = before?.status === 200 ? JSON.parse(before.text) : undefined;
    const first = (verdict.findings ?? verdict.changes[0]?.findings)?.[0];
    judged = verdict;
    settled(mine, verdictView(page, state, { verdict, before: earlier, request, raw, ruleLabel: ruleLabel(), unverified }), `Verdict: ${word}. ${plain(first?.message ?? '')}`, verdict.verdict, word);
    disagreement(verdict);
  } else {
    const errors = verdict.errors ?? [];
    settled(mine, problemView(page, { title: verdict.title ?? `Status ${answer.status}`, detail: verdict.detail ?? 'The gateway gave no verdict.', errors, request, raw }), `No verdict: ${verdict.detail ?? answer.status}`);
  }
}

/** The name of the rule, if it is one of the list. */
const ruleLabel = () => (state.preset === 'own' || state.preset === 'none' ? undefined : preset(state.preset).label);

/** Shows an answer and the state of the inputs that it belongs to. */
function settled(mine, view, announcement, verdict = '', word = 'No verdict') {
  if (verdict === '') judged = undefined;
  disagreement(undefined);
  const open = [...byId('result').querySelectorAll('.raw details')].map((each) => each.open);
  byId('result').replaceChildren(...view.flat().filter(Boolean));
  byId('result').querySelectorAll('.raw details').forEach((each, index) => (each.open = open[index] ?? false));
  if (byId('announcement').textContent !== announcement) byId('announcement').textContent = announcement;
  peek(word === 'Not verified' ? '' : verdict, word);
  root.dataset.verdict = verdict;
  root.dataset.judged = mine;
}

function peek(verdict, word) {
  const known = VERDICTS[verdict];
  byId('peek').hidden = false;
  byId('peek').className = `peek ${known?.tone ?? 'calm'}`;
  byId('peek').replaceChildren(mark(known?.mark ?? 'wait'), el('span', {}, word), el('small', {}, 'see why'));
}

// Sharing

async function share() {
  const withTokens = byId('share-tokens').checked;
  const fragment = await fragmentOf(state, withTokens);
  history.replaceState(null, '', `${window.location.pathname}#${fragment}`);
  const left = !withTokens && TOKENS.some((name) => state[name] !== '') ? ' It doesn’t contain the tokens.' : '';
  const copied = await toClipboard(window.location.href);
  byId('share-said').textContent = (copied ? 'Copied.' : 'Copy the link from the address bar.') + left;
}

/** Copies the verdict in words, or shows it where the browser doesn't allow copying. */
async function copyText() {
  const text = judged ? asText(state, judged, ruleLabel()) : '';
  byId('verdict-text').textContent = text;
  byId('verdict-text').hidden = text === '';
  byId('share-said').textContent = text === '' ? 'There is no verdict yet.' : (await toClipboard(text)) ? 'Copied.' : 'Copy the text below.';
}

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
