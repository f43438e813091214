// Makes elements of the Markdown that this project's pages are written in. Nothing of it is ever parsed as HTML.

import { el } from './dom.js';

/**
 * The elements of a text.
 *
 * @param link makes an element of a link: (target, children) → element
 */
export function elementsOf(text, link) {
  return blocks(text.replace(/<!--[\s\S]*?-->/g, '').split('\n'), link);
}

/** The first paragraph under each heading of the second level, as plain text: title → text. */
export function firstParagraphs(text) {
  const entries = new Map();
  for (const section of text.split(/^## /m).slice(1)) {
    const [title, ...lines] = section.split('\n');
    const paragraph = lines.join('\n').trim().split(/\n\s*\n/)[0].replace(/\s+/g, ' ');
    entries.set(title.trim(), paragraph.replace(/[`*]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
  }
  return entries;
}

/** A heading's id, as GitHub makes it. */
export const idOf = (title) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const LIST = /^(?:[-*]|\d+\.)\s+/;

function blocks(lines, link) {
  const elements = [];
  let anchor;
  const add = (element) => {
    if (anchor && !element.id) element.id = anchor;
    anchor = undefined;
    elements.push(element);
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    const heading = /^(#{1,4})\s+(.*)$/.exec(line);
    const own = /^<a id="([\w-]+)"><\/a>\s*$/.exec(line);
    if (line.trim() === '') {
      at++;
    } else if (own) {
      anchor = own[1];
      at++;
    } else if (heading) {
      const [, { length }, title] = heading;
      add(el(`h${length}`, { id: anchor ?? idOf(title.replace(/[`*]/g, '')) }, inline(title, link)));
      at++;
    } else if (line.startsWith('```')) {
      const end = lines.indexOf('```', at + 1);
      add(el('pre', { tabindex: '0' }, el('code', {}, lines.slice(at + 1, end < 0 ? lines.length : end).join('\n'))));
      at = end < 0 ? lines.length : end + 1;
    } else if (line.startsWith('|') && /^\|[\s:|-]+\|\s*$/.test(lines[at + 1] ?? '')) {
      const end = after(lines, at, (each) => each.startsWith('|'));
      add(table(lines.slice(at, end), link));
      at = end;
    } else if (LIST.test(line)) {
      const end = after(lines, at, (each, index) => LIST.test(each) || /^\s/.test(each) || (each === '' && /^\s+\S|^[-*]\s|^\d+\.\s/.test(lines[index + 1] ?? '')));
      add(list(lines.slice(at, end), link));
      at = end;
    } else {
      const end = after(lines, at, (each) => each.trim() !== '' && !/^(#{1,4}\s|```|\|)/.test(each) && !LIST.test(each));
      const next = Math.max(end, at + 1);
      add(el('p', {}, inline(lines.slice(at, next).join('\n'), link)));
      at = next;
    }
  }
  return elements;
}

/** The first line from here on that doesn't belong any more. */
function after(lines, from, belongs) {
  let at = from;
  while (at < lines.length && belongs(lines[at], at)) at++;
  return at;
}

function list(lines, link) {
  const items = [];
  for (const line of lines) {
    const mark = LIST.exec(line);
    if (mark) items.push({ indent: mark[0].length, lines: [line.slice(mark[0].length)] });
    else items.at(-1).lines.push(line.slice(Math.min(items.at(-1).indent, /^\s*/.exec(line)[0].length)));
  }
  const loose = (item) => item.lines.some((line) => line.trim() === '' || LIST.test(line) || line.startsWith('```') || line.startsWith('|'));
  return el(
    /^\d/.test(lines[0]) ? 'ol' : 'ul',
    {},
    items.map((item) => el('li', {}, loose(item) ? blocks(item.lines, link) : inline(item.lines.join('\n'), link))),
  );
}

function table(lines, link) {
  const cells = (line) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => inline(cell.trim().replaceAll('\\|', '|'), link));
  return el(
    'div',
    { class: 'table', tabindex: '0' },
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, cells(lines[0]).map((cell) => el(cell.length > 0 ? 'th' : 'td', cell.length > 0 ? { scope: 'col' } : {}, cell)))),
      el('tbody', {}, lines.slice(2).map((line) => el('tr', {}, cells(line).map((cell) => el('td', {}, cell))))),
    ),
  );
}

const INLINE = /<a id="([\w-]+)"><\/a>|`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|!?\[((?:[^\]`]|`[^`]*`)*)\]\(([^)\s]+)\)/;

function inline(text, link) {
  const found = INLINE.exec(text);
  if (!found) return text === '' ? [] : [text];
  const [whole, anchor, code, strong, emphasis, label, target] = found;
  const element =
    anchor !== undefined
      ? el('span', { id: anchor })
      : code !== undefined
        ? el('code', {}, code)
        : strong !== undefined
          ? el('strong', {}, inline(strong, link))
          : emphasis !== undefined
            ? el('em', {}, inline(emphasis, link))
            : link(target, inline(label, link));
  return [...inline(text.slice(0, found.index), link), element, ...inline(text.slice(found.index + whole.length), link)];
}
