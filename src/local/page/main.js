// The page: inputs edit a state, and each edit asks for a new verdict on it.

import { byId, el, mark } from './dom.js';
import { parsed, placeOf, valueAt, withField } from './fields.js';
import { fragmentOf, stateOfFragment } from './link.js';
import { listed, requestOf, requestOfBefore, START, stateOf } from './request.js';
import { CONSTRAINTS, preset, PRESETS, recognised, ruleText } from './rules.js';
import { responseTakenApart } from './saml.js';
import { claimText, takenApart } from './token.js';
import { problemView, verdictView } from './verdict.js';
import { AMR_NAMES, FACTORS, VERDICTS } from './words.js';

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
  'evidence-token': 'evidenceToken',
  'evidence-saml': 'evidenceSaml',
  'evidence-amr': 'evidenceAmr',
  'evidence-claims': 'evidenceClaims',
  context: 'context',
};
const ORG_SWITCHES = ['claimsSharing', 'amrClaimsMapping', 'securityQuestionForMfa'];
const ORG_CHOICES = ['engine', 'idpUsage'];

/** The input for a pointer's first member. The rest of the pointer is looked up in its text. */
const PLACES = {
  idp: 'idp',
  rule: 'rule',
  jwks: 'jwks',
  before: 'before',
  after: 'after',
  context: 'context',
  idToken: 'id-token',
  accessToken: 'access-token',
  samlResponse: 'saml-response',
  certificates: 'certificates',
  amr: 'other-amr',
  amrTable: 'amr-table',
};
const EVIDENCE_PLACES = { idToken: 'evidence-token', samlResponse: 'evidence-saml', amr: 'evidence-amr', claimsSupported: 'evidence-claims' };

const root = document.documentElement;
const tables = new Map();
const rules = new Map();
let state = structuredClone(START);
let revision = 0;
let timer;
let asking = new AbortController();

const page = { show, tryValues, rules, editions: () => [...tables.values()][0]?.editions ?? [], judgeBy };

start();

async function start() {
  listen();
  const [guide] = await Promise.all([example('idp-from-okta-guide.json'), table(START.amrTable), catalogue()]);
  Object.assign(START, {
    idp: guide,
    after: guide,
    before: withField(guide, '/policy/trustClaims', false),
    rule: ruleText(START.preset, START.constraints),
  });
  state = structuredClone(START);
  if (!(await fromLink())) showAll();
}

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
  const missing = { token: state.idToken === '', saml: state.samlResponse === '' }[state.source];
  const empty = state.question === 'sign-in' && missing;
  notice(empty ? 'This link doesn’t contain a token. Paste one to see the verdict.' : '');
  return true;
}

function notice(text) {
  byId('notice').hidden = text === '';
  byId('notice').textContent = text;
}

function listen() {
  fill();
  for (const [id, name] of Object.entries(TEXTS)) byId(id).addEventListener('input', () => edit(id, name));
  document.querySelectorAll('[name=question], [name=source]').forEach((radio) =>
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
  byId('example').addEventListener('change', async (event) => {
    if (event.target.value === '') return;
    state = stateOf(JSON.parse(await example(event.target.value)));
    Object.assign(state, recognisedRule());
    await table(state.amrTable);
    notice('');
    showAll();
  });
  byId('copy-after').addEventListener('click', () => {
    if (parsed(state.after).error) return;
    state.before = withField(state.after, '/policy/trustClaims', false);
    byId('before').value = state.before;
    flips();
    changed(0);
  });
  byId('copy-link').addEventListener('click', share);
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
  files();
}

/** Opens files in the browser and puts their text where it would be pasted. */
function files() {
  let into;
  const read = async (file, area) => {
    area.value = (await file.text()).trim();
    area.dispatchEvent(new Event('input'));
  };
  document.querySelectorAll('[data-open]').forEach((button) =>
    button.addEventListener('click', () => {
      into = byId(button.dataset.open);
      byId('file').value = '';
      byId('file').click();
    }),
  );
  byId('file').addEventListener('change', () => byId('file').files.length > 0 && read(byId('file').files[0], into));
  document.querySelectorAll('[data-drop]').forEach((area) => {
    area.addEventListener('dragover', (event) => {
      event.preventDefault();
      area.classList.add('dropping');
    });
    area.addEventListener('dragleave', () => area.classList.remove('dropping'));
    area.addEventListener('drop', (event) => {
      area.classList.remove('dropping');
      const { files: dropped } = event.dataTransfer;
      if (dropped.length === 0) return;
      event.preventDefault();
      read(dropped[0], area);
    });
  });
  // A file dropped beside its field must not make the browser leave the page.
  for (const name of ['dragover', 'drop']) window.addEventListener(name, (event) => event.preventDefault());
}

/** The lists that are made from the page's tables. */
function fill() {
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
    Object.assign(state, recognisedRule());
    showRule(false);
  }
  if (name === 'idp') summary();
  if (['idToken', 'evidenceToken', 'samlResponse', 'evidenceSaml'].includes(name)) tokens();
  flips();
  changed();
}

function recognisedRule() {
  const { json, error } = parsed(state.rule);
  if (state.rule.trim() === '') return { preset: 'none', constraints: [] };
  const { id, constraints } = error || json === null || typeof json !== 'object' ? { id: 'own', constraints: [] } : recognised(json);
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

function tryValues(values) {
  state.source = 'amr';
  state.amr = values;
  showAll();
  byId('verdict').focus({ preventScroll: true });
}

// Showing the state in the inputs

function showAll(forget = true) {
  for (const [id, name] of Object.entries(TEXTS)) byId(id).value = state[name];
  for (const name of ['question', 'source']) document.querySelector(`[name=${name}][value=${state[name]}]`).checked = true;
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
  changed(0, forget);
}

function reveal() {
  const only = (attribute, value) =>
    document.querySelectorAll(`[data-${attribute}]`).forEach((each) => (each.hidden = each.dataset[attribute] !== value));
  only('for', state.question);
  only('source', state.source);
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
        el('legend', {}, key === '' ? 'No factor by itself' : key.split(' + ').map((type) => FACTORS[type]).join(' + ')),
        rows.map(valueBox),
      ),
    ),
  );
  if (others) byId('other-amr').value = state.amr.filter((value) => !rowOf(value)).join(', ');
  const editions = tables.get(state.amrTable)?.editions ?? [state.amrTable];
  if (byId('amr-table').options.length !== editions.length) {
    byId('amr-table').replaceChildren(...editions.map((edition) => el('option', { value: edition }, edition)));
  }
  byId('amr-table').value = state.amrTable;
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
  tokenParts(byId('token-parts'), state.idToken, '/idToken');
  tokenParts(byId('evidence-parts'), state.evidenceToken, '/evidence/idToken');
  samlParts(byId('saml-parts'), state.samlResponse, '/samlResponse');
  samlParts(byId('evidence-saml-parts'), state.evidenceSaml, '/evidence/samlResponse');
}

function samlParts(into, text, pointer) {
  if (text.trim() === '') {
    into.replaceChildren();
    return;
  }
  const { parts, faults } = responseTakenApart(text);
  into.replaceChildren(
    ...(faults.length === 0 ? [] : [el('ul', { class: 'faults' }, faults.map((fault) => el('li', {}, mark('no'), fault)))]),
    ...parts.map(({ name, entries }) =>
      el(
        'div',
        { class: `part saml ${name}` },
        el('h3', {}, name),
        el(
          'dl',
          {},
          entries.map((each) =>
            el(
              'div',
              { tabindex: '-1', class: each.name === 'session.amr' ? 'amr' : null, data: { pointer: pointer + each.pointer } },
              el('dt', {}, each.name),
              el('dd', {}, each.text),
            ),
          ),
        ),
      ),
    ),
  );
}

function tokenParts(into, token, pointer) {
  if (token.trim() === '') {
    into.replaceChildren();
    return;
  }
  const { parts, faults } = takenApart(token);
  into.replaceChildren(
    ...(faults.length === 0 ? [] : [el('ul', { class: 'faults' }, faults.map((fault) => el('li', {}, mark('no'), fault)))]),
    ...parts.map(({ name, text, json }) =>
      el(
        'div',
        { class: `part ${name}` },
        el('h3', {}, name),
        json
          ? el(
              'dl',
              {},
              Object.entries(json).map(([member, value]) =>
                el(
                  'div',
                  { tabindex: '-1', class: member === 'amr' ? 'amr' : null, data: { pointer: `${pointer}/${name}/${member}` } },
                  el('dt', {}, member),
                  el('dd', {}, claimText(member, value)),
                ),
              ),
            )
          : el('p', { class: 'encoded' }, text === '' ? '(empty)' : text),
      ),
    ),
  );
}

// From a finding to its field

/** Moves to the field that a pointer names and selects it in its text. */
function show(pointer, at) {
  const [, first = '', second = ''] = pointer.split('/');
  if (first === 'org') return focused(byId(`org-${second}`));
  const decoded = document.querySelector(`[data-pointer="${CSS.escape(pointer)}"][tabindex]`);
  if (decoded && decoded.offsetParent) return focused(decoded);
  if (first === 'evidence') return focusedText(byId(EVIDENCE_PLACES[second] ?? 'evidence'));
  const area = byId(PLACES[first] ?? (state.question === 'change' ? 'after' : 'idp'));
  const rest = pointer.slice(first.length + 1);
  if (!(area instanceof HTMLTextAreaElement) || ['idToken', 'accessToken', 'samlResponse', 'certificates'].includes(first)) return focusedText(area);
  return parsed(area.value).error ? selected(area, at ?? 0, (at ?? 0) + 1) : within(area, rest);
}

function within(area, pointer) {
  const { from, to } = placeOf(area.value, pointer);
  selected(area, from, to);
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

// The verdict

function changed(pause = TYPING_PAUSE_MS, forget = true) {
  revision++;
  root.dataset.revision = revision;
  // The link in the address bar would no longer fit what is shown.
  if (forget && window.location.hash.startsWith('#v1.')) history.replaceState(null, '', window.location.pathname);
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
    if (mine === revision) render(mine, request, answer, before);
  } catch (error) {
    if (error.name !== 'AbortError' && mine === revision) {
      settled(mine, problemView(page, { title: 'No answer', detail: 'The local gateway can’t be reached. Is ./mvnw quarkus:dev still running?', errors: [] }), 'The local gateway can’t be reached.');
    }
  }
}

function asked({ path, body }) {
  return answered(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: asking.signal });
}

function render(mine, request, answer, before) {
  const verdict = parsed(answer.text).json ?? {};
  const raw = JSON.stringify(verdict, null, 2);
  if (answer.status === 200 && verdict.verdict in VERDICTS && verdict.findings) {
    const { word } = VERDICTS[verdict.verdict];
    const earlier = before?.status === 200 ? JSON.parse(before.text) : undefined;
    const ruleLabel = state.preset === 'own' || state.preset === 'none' ? undefined : preset(state.preset).label;
    settled(mine, verdictView(page, state, { verdict, before: earlier, request, raw, ruleLabel }), `Verdict: ${word}. ${verdict.findings[0]?.message ?? ''}`, verdict.verdict);
  } else {
    const errors = verdict.errors ?? [];
    settled(mine, problemView(page, { title: verdict.title ?? `Status ${answer.status}`, detail: verdict.detail ?? 'The gateway gave no verdict.', errors, request, raw }), `No verdict: ${verdict.detail ?? answer.status}`);
  }
}

/** Shows an answer and the state of the inputs that it belongs to. */
function settled(mine, view, announcement, verdict = '') {
  const open = [...byId('result').querySelectorAll('.raw details')].map((each) => each.open);
  byId('result').replaceChildren(...view.flat().filter(Boolean));
  byId('result').querySelectorAll('.raw details').forEach((each, index) => (each.open = open[index] ?? false));
  if (byId('announcement').textContent !== announcement) byId('announcement').textContent = announcement;
  peek(verdict);
  root.dataset.verdict = verdict;
  root.dataset.judged = mine;
}

function peek(verdict) {
  const known = VERDICTS[verdict];
  byId('peek').hidden = false;
  byId('peek').className = `peek ${known?.tone ?? 'calm'}`;
  byId('peek').replaceChildren(mark(known?.mark ?? 'wait'), el('span', {}, known?.word ?? 'No verdict'), el('small', {}, 'see why'));
}

// Sharing

async function share() {
  const withTokens = byId('share-tokens').checked;
  const fragment = await fragmentOf(state, withTokens);
  history.replaceState(null, '', `${window.location.pathname}#${fragment}`);
  const tokensLeftOut = !withTokens && (state.idToken || state.accessToken || state.evidenceToken || state.samlResponse || state.evidenceSaml) ? ' It doesn’t contain the tokens.' : '';
  let said;
  try {
    await navigator.clipboard.writeText(window.location.href);
    said = 'Copied.';
  } catch {
    said = 'Copy the link from the address bar.';
  }
  byId('share-said').textContent = said + tokensLeftOut;
}
