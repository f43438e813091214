// The org's verdict as a picture: a row an IdP, a column a rule, and in each cell what a sign-in gets. Each cell is a
// button that opens that sign-in.

import { el, mark } from './dom.js';
import { CELLS, REACHABLE, VERDICTS, wanted } from './words.js';

/**
 * The matrix.
 *
 * @param verdict the API's answer
 * @param policies names of policies by id
 * @param open opens a sign-in: (idpId, ruleId)
 */
export function matrixView(verdict, policies, open) {
  const cells = new Map(verdict.matrix.map((cell) => [`${cell.idpId} ${cell.ruleId}`, cell]));
  const seen = new Set(verdict.matrix.map((cell) => cell.verdict));
  return el(
    'section',
    { class: 'block' },
    el('h3', {}, 'Every IdP under every rule'),
    el('p', { class: 'soft' }, 'Open a cell to see that sign-in. A dash: the rule doesn’t apply to the IdP, or the IdP is inactive.'),
    el(
      'div',
      { class: 'scrolled', tabindex: '0', role: 'region', 'aria-label': 'Matrix of IdPs and rules' },
      el(
        'table',
        { class: 'matrix' },
        el('caption', { class: 'hidden' }, 'What a sign-in through each IdP gets under each rule'),
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'IdP'), verdict.rules.map((rule) => head(rule, policies)))),
        el('tbody', {}, verdict.idps.map((idp) => row(idp, verdict.rules, cells, open))),
      ),
    ),
    el(
      'ul',
      { class: 'legend soft' },
      Object.entries(CELLS).map(([name, { word, tone, mark: shape, means }]) => seen.has(name) && el('li', {}, el('span', { class: `cell ${tone}` }, mark(shape), word), ` ${means}`)),
      verdict.matrix.some(flips) && el('li', {}, el('b', {}, '⇄'), ' It changes if trust is switched.'),
    ),
  );
}

const flips = (cell) => cell.ifTrustFlips !== cell.verdict;

function head({ ruleId, name, policyId }, policies) {
  const policy = policyId && (policies[policyId] ?? policyId);
  return el('th', { scope: 'col' }, policy && el('small', { title: policy }, policy, ': '), name ?? ruleId);
}

function row(idp, rules, cells, open) {
  const { word, tone, mark: shape } = VERDICTS[idp.verdict];
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, idp.name ?? idp.idpId, el('small', { class: `pill ${tone}` }, mark(shape), word)),
    rules.map((rule) => el('td', {}, cell(idp, rule, cells.get(`${idp.idpId} ${rule.ruleId}`), open))),
  );
}

function cell(idp, rule, found, open) {
  if (!found) return el('span', { class: 'soft' }, el('span', { 'aria-hidden': 'true' }, '–'), el('span', { class: 'hidden' }, 'does not apply'));
  const { word, tone, mark: shape } = CELLS[found.verdict];
  const why = [
    found.remaining.length > 0 && `Missing: ${[...new Set(found.remaining.map(wanted))].join(', ')}.`,
    found.reachable !== 'BY_AMR' && REACHABLE[found.reachable],
    flips(found) && `If trust is switched: ${CELLS[found.ifTrustFlips].word.toLowerCase()}.`,
  ].filter(Boolean);
  return el(
    'button',
    {
      type: 'button',
      class: `cell ${tone}`,
      data: { idp: idp.idpId, rule: rule.ruleId, verdict: found.verdict },
      title: why.join(' '),
      'aria-label': [`${word}: ${idp.name ?? idp.idpId} under ${rule.name ?? rule.ruleId}.`, ...why].join(' '),
      on: { click: () => open(idp.idpId, rule.ruleId) },
    },
    mark(shape),
    el('span', {}, word),
    flips(found) && el('b', {}, '⇄'),
  );
}
