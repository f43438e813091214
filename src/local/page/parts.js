// Shows a token or a SAML response part by part, and what is wrong with it at first sight.

import { el, mark } from './dom.js';
import { responseTakenApart } from './saml.js';
import { claimText, takenApart } from './token.js';

/** Shows a token's parts in an element. Each claim can be focused by its pointer. */
export function showToken(into, token, pointer) {
  if (token.trim() === '') return into.replaceChildren();
  const { parts, faults } = takenApart(token);
  into.replaceChildren(
    ...listOf(faults),
    ...parts.map(({ name, text, json }) =>
      el(
        'div',
        { class: `part ${name}` },
        el('h3', {}, name),
        json
          ? rows(Object.entries(json).map(([member, value]) => ({ name: member, text: claimText(member, value), pointer: `${pointer}/${name}/${member}`, amr: member === 'amr' })))
          : el('p', { class: 'encoded' }, text === '' ? '(empty)' : text),
      ),
    ),
  );
}

/** Shows a SAML response's parts in an element. */
export function showResponse(into, text, pointer) {
  if (text.trim() === '') return into.replaceChildren();
  const { parts, faults } = responseTakenApart(text);
  into.replaceChildren(
    ...listOf(faults),
    ...parts.map(({ name, entries }) =>
      el('div', { class: `part saml ${name}` }, el('h3', {}, name), rows(entries.map((each) => ({ ...each, pointer: pointer + each.pointer, amr: each.name === 'session.amr' })))),
    ),
  );
}

const listOf = (faults) => (faults.length === 0 ? [] : [el('ul', { class: 'faults' }, faults.map((fault) => el('li', {}, mark('no'), fault)))]);

const rows = (entries) =>
  el(
    'dl',
    {},
    entries.map(({ name, text, pointer, amr }) =>
      el('div', { tabindex: '-1', class: amr ? 'amr' : null, data: { pointer } }, el('dt', {}, name), el('dd', {}, text)),
    ),
  );
