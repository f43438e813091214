// The org's verdict as a picture: a row an IdP, a column a rule, and in each cell what a sign-in gets. Each cell is a
// button that opens that sign-in.

import { el, mark } from './dom.js';
import { CELLS, VERDICTS, inWords, REACHABLE } from './words.js';

/**
 * The matrix.
 *
 * @param verdict the API's answer
 * @param rules the request's rules, for their names
 * @param open opens a sign-in: (idpId, ruleId)
 */
export function matrixView(verdict, rules, open) {
  const columns = columnsOf(verdict, rules);
  const cells = new Map(verdict.matrix.map((cell) => [`${cell.idpId} ${cell.ruleId}`, cell]));
  const table = el(
    'table',
    { class: 'matrix' },
    el('caption', { class: 'hidden' }, 'What a sign-in through each IdP gets under each rule'),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'IdP'), columns.map(({ name, policy }) => el('th', { scope: 'col' }, policy && el('small', {}, policy), name)))),
    el(
      'tbody',
      {},
      verdict.idps.map((idp) =>
        el(
          'tr',
          { data: { verdict: idp.verdict } },
          el('th', { scope: 'row' }, idp.name ?? idp.idpId, el('small', { class: `pill ${VERDICTS[idp.verdict].tone}` }, mark(VERDICTS[idp.verdict].mark), VERDICTS[idp.verdict].word)),
          columns.map((rule) => el('td', {}, cellView(idp, rule, cells.get(`${idp.idpId} ${rule.id}`), open))),
        ),
      ),
    ),
  );
  return el(
    'section',
    { class: 'block' },
    el('h3', {}, 'Every IdP against every rule'),
    el('p', { class: 'soft' }, 'Open a cell to see that sign-in. A dash means that the rule doesn’t apply to the IdP, or that one of them is inactive.'),
    el('div', { class: 'scrolled', tabindex: '0', role: 'region', 'aria-label': 'Matrix' }, table),
    el('ul', { class: 'legend' }, Object.values(CELLS).map(({ word, tone, mark: shape, means }) => el('li', {}, el('span', { class: `cell ${tone}` }, mark(shape), word), ` ${means}`))),
  );
}

function columnsOf(verdict, rules) {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const ids = verdict.rules ? verdict.rules.map(({ ruleId }) => ruleId) : [...new Set(verdict.matrix.map(({ ruleId }) => ruleId))];
  return ids.map((id) => ({ id, name: known.get(id)?.name ?? id, policy: known.get(id)?.policyId }));
}

function cellView(idp, rule, cell, open) {
  if (!cell) return el('span', { class: 'soft' }, el('span', { 'aria-hidden': 'true' }, '–'), el('span', { class: 'hidden' }, 'does not apply'));
  const { word, tone, mark: shape } = CELLS[cell.verdict];
  const missing = cell.remaining.map(inWords).join(', ');
  const flips = cell.ifTrustFlips !== cell.verdict ? `If trust is switched, ${CELLS[cell.ifTrustFlips].word.toLowerCase()}.` : '';
  return el(
    'button',
    {
      type: 'button',
      class: `cell ${tone}`,
      data: { idp: idp.idpId, rule: rule.id, verdict: cell.verdict },
      title: [missing && `Missing: ${missing}.`, REACHABLE[cell.reachable], flips].filter(Boolean).join(' '),
      'aria-label': `${idp.name ?? idp.idpId}, ${rule.name}: ${word}${missing ? `, missing ${missing}` : ''}`,
      on: { click: () => open(idp.idpId, rule.id) },
    },
    mark(shape),
    el('span', {}, word),
    flips === '' ? undefined : el('small', { 'aria-hidden': 'true' }, '⇄'),
  );
}
