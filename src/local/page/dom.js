// Elements are made from text only: nothing from a user, an IdP or a token is ever parsed as HTML.

/** An element with properties and children. A string child becomes text; a missing child is skipped. */
export function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === 'data') {
      Object.assign(element.dataset, value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** An SVG element. The style sheet sets sizes and colors. */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const SHAPES = {
  yes: 'M5 12.5l4.5 4.5L19 7.5',
  more: 'M12 5v9M12 18.2v.3',
  no: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  info: 'M12 11v6.5M12 6.8v.3',
  wait: 'M6 12h.4M12 12h.4M18 12h.4',
};

/** A mark with the same meaning as its color. It stands next to a word, so it has no name of its own. */
export function mark(shape) {
  return svg(
    'svg',
    { viewBox: '0 0 24 24', class: 'mark', 'aria-hidden': 'true' },
    svg('path', { d: SHAPES[shape] }),
  );
}

export const byId = (id) => document.getElementById(id);
