// Explains words where they stand: a word is a button, and its explanation a tooltip that the glossary gives.
// It shows on hover, focus and click, can be pointed at, and goes with Escape (WCAG 2.2, 1.4.13).

import { byId, el } from './dom.js';
import { firstParagraphs, idOf } from './markdown.js';

const GLOSSARY = '/docs/glossary.md';

let entries = new Map();
let shown;

/** Reads the glossary, and explains every word of the page that is marked with data-term. */
export async function explain() {
  const response = await fetch(GLOSSARY);
  if (!response.ok) return;
  entries = new Map([...firstParagraphs(await response.text())].map(([title, text]) => [idOf(title), { title, text }]));
  document.body.append(
    el('div', { hidden: true }, [...entries].map(([id, { text }]) => el('span', { id: `tip-${id}` }, text))),
    el('div', { id: 'tip', class: 'tip', hidden: true, 'aria-hidden': 'true', on: { mouseleave: hide } }),
  );
  document.querySelectorAll('[data-term]').forEach((each) => each.replaceWith(term(each.dataset.term, each.textContent)));
  document.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  document.addEventListener('scroll', () => shown && place(shown), true);
}

/**
 * A word with its explanation.
 *
 * @param id the glossary's entry; without one, the word stays text
 * @param words what stands there; empty shows a question mark
 */
export function term(id, words) {
  const entry = entries.get(id);
  if (!entry) return el('span', {}, words);
  const button = el(
    'button',
    {
      type: 'button',
      class: words === '' ? 'term help' : 'term',
      'aria-describedby': `tip-${id}`,
      'aria-label': words === '' ? `Explain: ${entry.title}` : undefined,
    },
    words === '' ? '?' : words,
  );
  const show = () => {
    shown = button;
    byId('tip').textContent = entry.text;
    byId('tip').hidden = false;
    place(button);
  };
  ['mouseenter', 'focus', 'click'].forEach((event) => button.addEventListener(event, show));
  button.addEventListener('blur', hide);
  button.addEventListener('mouseleave', (event) => {
    if (event.relatedTarget !== byId('tip') && document.activeElement !== button) hide();
  });
  return button;
}

/** Below its word, or above it where there is no room, and always inside the window. */
function place(button) {
  const tip = byId('tip');
  const word = button.getBoundingClientRect();
  const box = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(word.left, document.documentElement.clientWidth - box.width - 8))}px`;
  tip.style.top = `${word.bottom + box.height < window.innerHeight ? word.bottom : Math.max(0, word.top - box.height)}px`;
}

function hide() {
  shown = undefined;
  byId('tip').hidden = true;
}
