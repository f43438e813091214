// The verdict as a picture: values on the left, what each gives in the middle, what the rule wants on the right. All of it is
// text in lists. The lines between them are drawn on top and repeat what the caption says in words.

import { el, mark, svg } from './dom.js';
import { term } from './tips.js';
import { AMR_NAMES, CHARACTERISTICS, FACTORS, IGNORED, inWords, wanted } from './words.js';

/** The picture of a sign-in's verdict; undefined if no AMR was read. */
export function picture(verdict, ruleLabel) {
  const { amr, assurance, rule } = verdict;
  if (!amr) return undefined;
  const links = [];
  const received = [...new Set(amr.received.flatMap((value) => value.split(',').map((each) => each.trim())))].filter((value) => value !== '');
  const counted = new Map(amr.counted.map((each) => [each.value, each]));
  const ignored = new Map(amr.ignored.map((each) => [each.value, each.why]));
  const values = [...new Set([...counted.keys(), ...ignored.keys(), ...received])].sort(
    (one, other) => received.indexOf(one) - received.indexOf(other),
  );

  const valueNodes = values.map((value) => {
    const gives = counted.get(value);
    const why = gives ? undefined : (IGNORED[ignored.get(value)] ?? 'not counted');
    const factors = gives?.factorTypes ?? [];
    const node = el(
      'li',
      { class: gives ? 'node value' : 'node value ignored', data: { factor: factors.at(-1) ?? 'NONE' } },
      el('code', {}, value),
      el('small', {}, why ?? AMR_NAMES[value] ?? ''),
    );
    for (const name of [...factors, ...(gives?.characteristics ?? [])]) links.push([`v:${value}`, `g:${name}`, factors.at(-1) ?? 'NONE']);
    node.dataset.node = `v:${value}`;
    return node;
  });

  const met = new Map();
  for (const { value, satisfied } of rule?.satisfiedBy ?? []) {
    for (const name of satisfied) met.set(name, [...(met.get(name) ?? []), value]);
  }
  for (const [name, by] of met) {
    if (name in FACTORS || name in CHARACTERISTICS) {
      links.push([`g:${name}`, `r:${name}`, name in FACTORS ? name : 'NONE']);
    } else {
      by.forEach((value) => links.push([`v:${value}`, `r:${name}`, 'NONE']));
    }
  }

  const given = (name) => (assurance ? [...assurance.factorTypes, ...assurance.characteristics] : []).includes(name);
  const gives = (names, kind) =>
    Object.entries(names).map(([name, words]) =>
      el(
        'li',
        { class: `node ${kind}${given(name) ? '' : ' absent'}`, data: { factor: kind === 'factor' ? name : 'NONE', node: `g:${name}` } },
        term(name.toLowerCase().replaceAll('_', '-'), words),
        given(name) ? undefined : el('span', { class: 'hidden' }, ' (not given)'),
      ),
    );

  const canvas = svg('svg', { class: 'lines', 'aria-hidden': 'true' });
  const figure = el(
    'figure',
    { class: rule ? 'picture' : 'picture two' },
    el(
      'div',
      { class: 'columns' },
      canvas,
      column('The IdP says', valueNodes.length > 0 ? valueNodes : [el('li', { class: 'node value ignored' }, el('small', {}, 'no AMR value'))]),
      el(
        'div',
        { class: 'column middle' },
        el('h4', {}, 'Okta counts'),
        el('ul', { 'aria-label': 'Factor types' }, gives(FACTORS, 'factor')),
        el('ul', { 'aria-label': 'Characteristics', class: 'characteristics' }, gives(CHARACTERISTICS, 'characteristic')),
      ),
      rule ? column('The rule wants', wants(rule, met)) : undefined,
    ),
    el('figcaption', {}, caption(amr, rule, values, counted, ignored, ruleLabel)),
  );
  const draw = () => lines(canvas, figure, links);
  new ResizeObserver(draw).observe(figure);
  return figure;
}

function column(title, nodes) {
  return el('div', { class: 'column' }, el('h4', {}, title), el('ul', {}, nodes));
}

function wants(rule, met) {
  const nodes = [...met].map(([name, values]) =>
    el(
      'li',
      { class: 'node want met', data: { node: `r:${name}`, factor: name in FACTORS ? name : 'NONE' } },
      mark('yes'),
      el('span', {}, inWords(name), el('small', {}, `by ${values.join(', ')}`)),
    ),
  );
  rule.remaining.forEach((name) =>
    nodes.push(el('li', { class: 'node want missing' }, mark('no'), el('span', {}, wanted(name), el('small', {}, 'missing')))),
  );
  if (nodes.length === 0) nodes.push(el('li', { class: 'node want' }, rule.satisfied ? 'Nothing more' : 'Something that no AMR value gives'));
  return nodes;
}

function caption(amr, rule, values, counted, ignored, ruleLabel) {
  const parts = values.map((value) => {
    const each = counted.get(value);
    if (!each) return `${value} doesn’t count (${IGNORED[ignored.get(value)] ?? 'not counted'}).`;
    const gives = [...each.factorTypes.map(inWords), ...each.characteristics.map((name) => inWords(name).toLowerCase())];
    return gives.length > 0 ? `${value} gives ${gives.join(', ')}.` : `${value} means several factors but doesn’t say which.`;
  });
  if (values.length === 0) parts.push('The IdP sent no AMR value.');
  if (rule) {
    const what = ruleLabel ? `“${ruleLabel}”` : 'the rule';
    parts.push(
      rule.satisfied
        ? `That satisfies ${what}.`
        : `To satisfy ${what}, this is missing: ${rule.remaining.map(wanted).join('; ') || 'something that no AMR value gives'}.`,
    );
  }
  return parts.join(' ');
}

function lines(canvas, figure, links) {
  const frame = canvas.parentElement.getBoundingClientRect();
  if (frame.width === 0) return;
  canvas.setAttribute('viewBox', `0 0 ${frame.width} ${frame.height}`);
  const nodes = new Map([...figure.querySelectorAll('[data-node]')].map((node) => [node.dataset.node, node.getBoundingClientRect()]));
  canvas.replaceChildren(
    ...links
      .filter(([from, to]) => nodes.has(from) && nodes.has(to))
      .map(([from, to, factor]) => {
        const one = nodes.get(from);
        const other = nodes.get(to);
        const x1 = one.right - frame.left;
        const y1 = one.top + one.height / 2 - frame.top;
        const x2 = other.left - frame.left;
        const y2 = other.top + other.height / 2 - frame.top;
        const bend = (x2 - x1) / 2;
        const thin = to.slice(2) in CHARACTERISTICS ? ' thin' : '';
        return svg('path', { class: `line ${factor}${thin}`, d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` });
      }),
  );
}
