// Shows the answer: the decision, the reasons, what to do, and the API's JSON.

import { el, mark } from './dom.js';
import { differences, parsed, valueAt } from './fields.js';
import { matrixView } from './matrix.js';
import { picture } from './picture.js';
import { plain } from './plain.js';
import { curl } from './request.js';
import { preset } from './rules.js';
import { unverifiedView } from './unverified.js';
import { CELLS, LEVELS, TRUST, VERDICTS, WORST } from './words.js';

/**
 * What the answer needs from the page.
 *
 * @typedef {{show: (pointer: string) => void, tryValues: (values: string[]) => void, rules: Map<string, string>,
 *   editions: () => string[], judgeBy: (edition: string) => void, judgeAt: (instant: string) => void}} Page
 */

/** Findings that other AMR values would do away with. */
const ABOUT_AMR = ['AMR_MISSING', 'AMR_EMPTY', 'AMR_ALL_UNSUPPORTED', 'AMR_ALL_DROPPED'];

/** A verdict, together with the one on the IdP before the change, if there is one. */
export function verdictView(page, state, { verdict, before, request, raw, ruleLabel, unverified }) {
  if (verdict.matrix) return orgView(page, state, verdict, technical(request, raw));
  if (verdict.changes) return [planBadge(verdict), ...verdict.changes.map((change) => planned(page, change)), technical(request, raw)];
  if (unverified) {
    const findings = (list) => findingList(page, list, verdict.amrTable);
    return [...unverifiedView(page, state, { verdict, ...unverified, ruleLabel, findings }), technical(request, raw)];
  }
  const shape = picture(verdict, ruleLabel);
  const otherValuesHelp = verdict.verdict === 'STEP_UP' || ABOUT_AMR.includes(verdict.findings[0]?.code);
  return [
    badge(page, verdict, state),
    state.question === 'change' ? comparison(page, state, verdict, before) : undefined,
    shape && el('section', { class: 'block' }, el('h3', {}, 'How it adds up'), shape),
    verdict.rule && !verdict.rule.satisfied && otherValuesHelp ? wouldDo(page, state, verdict.rule) : undefined,
    findings(page, verdict),
    technical(request, raw),
  ];
}

function planBadge({ verdict, changes }) {
  const count = changes.length === 1 ? 'One resource is' : `${changes.length} resources are`;
  return worstBadge('The worst of it is', verdict, changes.length === 0 ? 'Nothing in it is judged here: it has no IdP and no policy rule of Okta.' : `${count} judged, one by one below.`);
}

/** The badge of several verdicts at once: the worst of them. */
function worstBadge(kicker, verdict, why) {
  const { word, tone, mark: shape } = VERDICTS[verdict];
  return el(
    'div',
    { class: `badge ${tone}`, data: { verdict } },
    el('span', { class: 'seal' }, mark(shape)),
    el(
      'div',
      {},
      el('p', { class: 'kicker' }, kicker),
      el('h2', {}, word, ' ', el('code', {}, verdict)),
      el('p', { class: 'means' }, WORST[verdict]),
      el('p', { class: 'why' }, why),
    ),
  );
}

/** A whole org: the worst of its IdPs, the matrix, and what is found. */
function orgView(page, state, verdict, raw) {
  const { idps, matrix, findings: list, amrTable } = verdict;
  const ofCells = (name) => matrix.filter((cell) => cell.verdict === name).length;
  const counts = Object.entries(CELLS).map(([name, { word }]) => [ofCells(name), word.toLowerCase()]).filter(([count]) => count > 0);
  const withFindings = idps.filter((idp) => idp.findings.length > 0);
  return [
    worstBadge('The worst of its IdPs is', verdict.verdict, counts.length > 0 ? `Of ${matrix.length} combinations: ${counts.map((each) => each.join(' ')).join(', ')}.` : 'No rule applies to an IdP.'),
    idps.length > 0 ? matrixView(verdict, state.policyNames, page.openCell) : undefined,
    list.length > 0 ? el('section', { class: 'block' }, el('h3', {}, 'The rules and the org'), findingList(page, list, amrTable)) : undefined,
    ...withFindings.map((idp) =>
      el(
        'section',
        { class: 'block', data: { idp: idp.idpId } },
        el('h3', {}, idp.name ?? idp.idpId),
        el('p', { class: `pill ${VERDICTS[idp.verdict].tone}` }, mark(VERDICTS[idp.verdict].mark), VERDICTS[idp.verdict].word),
        findingList(page, idp.findings, amrTable),
      ),
    ),
    raw,
  ];
}

function planned(page, change) {
  const { word, tone, mark: shape } = VERDICTS[change.verdict];
  return el(
    'section',
    { class: 'block', data: { address: change.address } },
    el('h3', {}, el('code', {}, change.address)),
    el('p', { class: `pill ${tone}` }, mark(shape), word),
    findingList(page, change.findings, change.amrTable),
  );
}

/** A problem response, or the inputs that are missing. */
export function problemView(page, { title, detail, errors, request, raw, waiting }) {
  return [
    el(
      'div',
      { class: `badge ${waiting ? 'calm' : 'bad'}`, data: { verdict: waiting ? 'WAITING' : 'PROBLEM' } },
      el('span', { class: 'seal' }, mark(waiting ? 'wait' : 'no')),
      el('div', {}, el('h2', {}, title), el('p', { class: 'means' }, detail)),
    ),
    errors.length > 0
      ? el(
          'section',
          { class: 'block' },
          el('h3', {}, waiting ? 'What is needed' : 'What is wrong'),
          el(
            'ol',
            { class: 'findings' },
            errors.map((error) =>
              el('li', { class: `finding ${waiting ? 'calm' : 'bad'}` }, el('p', {}, error.detail), el('p', { class: 'where' }, pointerButton(page, error.pointer, error.at))),
            ),
          ),
        )
      : undefined,
    request ? technical(request, raw) : undefined,
  ];
}

function badge(page, verdict, state) {
  const { word, tone, mark: shape, means } = VERDICTS[verdict.verdict];
  const decisive = verdict.findings[0];
  const trustField = verdict.trust.decidedBy === 'none' ? 'trustClaims' : verdict.trust.decidedBy;
  const subject = state.question === 'sign-in' ? '/idp' : state.after.trim() === '' ? '/before' : '/after';
  return el(
    'div',
    { class: `badge ${tone}`, data: { verdict: verdict.verdict } },
    el('span', { class: 'seal' }, mark(shape)),
    el(
      'div',
      {},
      el('p', { class: 'kicker' }, verdict.dryRun ? 'Dry run: nobody signed these values' : state.question === 'change' ? 'This change is' : 'This sign-in is'),
      el('h2', {}, word, ' ', el('code', {}, verdict.verdict)),
      el('p', { class: 'means' }, means),
      decisive && el('p', { class: 'why' }, firstSentence(plain(decisive.message))),
      el('p', { class: 'print-only' }, printed(state)),
      el(
        'p',
        { class: 'facts' },
        el('span', {}, TRUST[verdict.trust.mode]),
        el('span', {}, 'decided by ', el('button', { type: 'button', class: 'link', on: { click: () => page.show(`${subject}/policy/${trustField}`) } }, verdict.trust.decidedBy === 'none' ? 'neither property' : trustField)),
        el('span', {}, `AMR table ${verdict.amrTable}`),
        state.at !== '' && state.question === 'sign-in' && state.source !== 'amr'
          ? el('span', {}, `as of ${state.at} `, el('button', { type: 'button', class: 'link', data: { at: '' }, on: { click: () => page.judgeAt('') } }, 'Judge as of now'))
          : undefined,
      ),
    ),
  );
}

/** What is on paper in place of the inputs. */
function printed(state) {
  const name = valueAt(parsed(state.question === 'sign-in' ? state.idp : state.after || state.before).json ?? {}, '/name');
  const rule = state.question === 'sign-in' && !['own', 'none'].includes(state.preset) ? `Policy rule: ${preset(state.preset).label}` : undefined;
  return [typeof name === 'string' ? `IdP: ${name}` : undefined, rule].filter(Boolean).join(' · ');
}

/** The reason in short. The findings show the whole message, which continues with what to do. */
function firstSentence(message) {
  return /^.*?[.](?= |$)/s.exec(message)?.[0] ?? message;
}

function comparison(page, state, verdict, before) {
  const one = parsed(state.before).json;
  const other = parsed(state.after).json;
  const changed = one && other ? differences(one, other).filter(({ pointer }) => !/^\/(created|lastUpdated|_links)(?:\/|$)/.test(pointer)) : [];
  return el(
    'section',
    { class: 'block' },
    el('h3', {}, 'Before and after'),
    el(
      'div',
      { class: 'versus' },
      side('Before', one, before),
      el('span', { class: 'arrow', 'aria-hidden': 'true' }, '→'),
      side('After', other, other ? verdict : undefined),
    ),
    one && other
      ? el(
          'div',
          { class: 'changes' },
          el('h4', {}, changed.length === 0 ? 'Nothing changes' : changed.length === 1 ? 'One field changes' : `${changed.length} fields change`),
          el(
            'ul',
            {},
            changed.slice(0, 20).map(({ pointer, before: was, after: becomes }) =>
              el('li', {}, el('button', { type: 'button', class: 'link', on: { click: () => page.show(`/after${pointer}`) } }, pointer.slice(1).replaceAll('/', '.')), el('span', { class: 'fromto' }, el('del', {}, shown(pointer, was)), el('span', { 'aria-hidden': 'true' }, ' → '), el('span', { class: 'hidden' }, ' becomes '), el('ins', {}, shown(pointer, becomes)))),
            ),
          ),
        )
      : undefined,
  );
}

function shown(pointer, value) {
  if (value === undefined) return 'absent';
  if (pointer.endsWith('client_secret')) return '(secret)';
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}

function side(title, idp, verdict) {
  const facts = !idp
    ? [el('p', { class: 'soft' }, title === 'Before' ? 'This IdP doesn’t exist yet.' : 'The IdP is deleted.')]
    : [
        fact('trustClaims', valueAt(idp, '/policy/trustClaims')),
        fact('mapAMRClaims', valueAt(idp, '/policy/mapAMRClaims')),
        fact('status', valueAt(idp, '/status')),
        verdict?.trust && el('p', { class: 'reads' }, TRUST[verdict.trust.mode]),
      ];
  const known = verdict && VERDICTS[verdict.verdict];
  return el(
    'div',
    { class: `side ${known?.tone ?? ''}` },
    el('h4', {}, title),
    known && el('p', { class: 'pill' }, mark(known.mark), known.word),
    facts,
  );
}

function fact(name, value) {
  return el('p', { class: 'fact' }, el('code', {}, name), el('b', {}, value === undefined || value === null ? 'absent' : String(value)));
}

function wouldDo(page, state, rule) {
  return el(
    'section',
    { class: 'block would' },
    el('h3', {}, rule.wouldSatisfy.length > 0 ? 'What would be enough' : 'No AMR values are enough'),
    rule.wouldSatisfy.length > 0
      ? [
          el('p', { class: 'soft' }, 'With one of these smallest sets of values, Okta would ask for nothing more. Try one:'),
          el(
            'p',
            { class: 'sets' },
            rule.wouldSatisfy.map((set) =>
              el('button', { type: 'button', class: 'set', 'aria-label': `Try ${set.join(' and ')}`, on: { click: () => page.tryValues(set) } }, set.flatMap((value, index) => [index > 0 ? ' + ' : '', el('code', {}, value)])),
            ),
          ),
        ]
      : el('p', { class: 'soft' }, 'No value that the IdP can send satisfies this rule.'),
  );
}

function findings(page, { findings: list, amrTable }) {
  return el(
    'section',
    { class: 'block' },
    el('h3', {}, list.length === 1 ? 'One finding' : `${list.length} findings, worst first`),
    findingList(page, list, amrTable),
  );
}

function findingList(page, list, amrTable) {
  return el(
    'ol',
    { class: 'findings' },
    list.map((finding) => {
      const { word, tone, mark: shape } = LEVELS[finding.level];
      const rule = page.rules.get(finding.code);
      return el(
        'li',
        { class: `finding ${tone}`, data: { code: finding.code } },
        el(
          'p',
          { class: 'what' },
          el('span', { class: 'level' }, mark(shape), word),
          el('code', {}, finding.code),
          rule && el('a', { class: 'soft', href: `/guide.html?page=rules#${rule.startsWith('R') ? rule.toLowerCase().replace('.', '-') : `section-${rule}`}` }, rule.startsWith('R') ? `rule ${rule}` : `rules, section ${rule}`),
        ),
        el('p', {}, withPages(plain(finding.message))),
        finding.code === 'EDITIONS_DISAGREE' ? editionButtons(page, amrTable) : undefined,
        el(
          'p',
          { class: 'where' },
          finding.pointer === undefined ? undefined : pointerButton(page, finding.pointer),
          el('a', { href: `/guide.html?page=findings#${finding.code.toLowerCase()}` }, 'Explained', el('span', { class: 'hidden' }, `: ${finding.code}`)),
          el('a', { href: finding.help, target: '_blank', rel: 'noopener noreferrer' }, `Source: ${new URL(finding.help).hostname}`, el('span', { class: 'hidden' }, ` about ${finding.code}, opens a new tab`)),
        ),
      );
    }),
  );
}

/** A message with a link in place of the name of a provider's page. */
function withPages(message) {
  const found = /\bFor (.+?) see docs\/providers\/([a-z-]+)\.md\./.exec(message);
  if (!found) return [message];
  const link = el('a', { href: `/guide.html?page=providers/${found[2]}` }, `How to make ${found[1]} send more`);
  return [message.slice(0, found.index), link, `.${message.slice(found.index + found[0].length)}`];
}

/** The verdict by another edition is one click away from the finding that it differs. */
function editionButtons(page, judgedBy) {
  const others = page.editions().filter((edition) => edition !== judgedBy);
  return el(
    'p',
    { class: 'sets' },
    others.map((edition) => el('button', { type: 'button', class: 'set edition', on: { click: () => page.judgeBy(edition) } }, `Judge by edition ${edition}`)),
  );
}

function pointerButton(page, pointer, at) {
  return el('button', { type: 'button', class: 'link', data: { pointer }, on: { click: () => page.show(pointer, at) } }, pointer === '' ? 'the request' : pointer);
}

function technical(request, raw) {
  return el(
    'section',
    { class: 'block raw' },
    copied('The API’s answer', raw),
    copied('The same as a curl command', curl(window.location.origin, request)),
  );
}

function copied(title, text) {
  const said = el('span', { class: 'said', role: 'status' });
  const copy = () =>
    navigator.clipboard
      .writeText(text)
      .then(() => said.replaceChildren('Copied.'))
      .catch(() => said.replaceChildren('The browser doesn’t allow copying. Select the text instead.'));
  return el(
    'details',
    {},
    el('summary', {}, title),
    el('p', { class: 'copy' }, el('button', { type: 'button', class: 'quiet', 'aria-label': `Copy: ${title}`, on: { click: copy } }, 'Copy'), said),
    el('pre', { tabindex: '0', role: 'region', 'aria-label': title }, text),
  );
}
