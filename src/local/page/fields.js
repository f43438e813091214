// Finds fields in a JSON text by JSON pointer (RFC 6901), so that the text itself can be shown and edited:
// a pasted text keeps its formatting and its duplicate members, which the judge reports.

/**
 * The places of all fields. The text must be JSON. For duplicate members it is the last one's place.
 *
 * @return Map of pointer → {key, start, end}: key is where the member's name begins, start and end enclose its value
 */
export function fieldsOf(text) {
  const fields = new Map();
  let at = 0;
  const space = () => {
    while (at < text.length && ' \t\r\n'.includes(text[at])) at++;
  };
  const string = () => {
    const start = at++;
    while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at++;
    return JSON.parse(text.slice(start, at));
  };
  const value = (pointer, key) => {
    space();
    const start = at;
    if (text[at] === '{' || text[at] === '[') {
      const object = text[at] === '{';
      at++;
      space();
      for (let index = 0; text[at] !== '}' && text[at] !== ']'; index++) {
        const memberAt = at;
        let name = String(index);
        if (object) {
          name = string();
          space();
          at++;
        }
        value(`${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, object ? memberAt : undefined);
        space();
        if (text[at] === ',') at++;
        space();
      }
      at++;
    } else if (text[at] === '"') {
      string();
    } else {
      while (at < text.length && !',]} \t\r\n'.includes(text[at])) at++;
    }
    fields.set(pointer, { key: key ?? start, start, end: at });
  };
  value('', undefined);
  return fields;
}

/** The place of a field or of its nearest parent, and whether it is the field itself. */
export function placeOf(text, pointer) {
  const fields = fieldsOf(text);
  let found = pointer;
  while (!fields.has(found)) found = found.slice(0, found.lastIndexOf('/'));
  const { key, start, end } = fields.get(found);
  return { from: key, to: end, start, exact: found === pointer };
}

/** The text with one field set: in its place if it exists, otherwise as a new first member of its parent. */
export function withField(text, pointer, value) {
  const fields = fieldsOf(text);
  const json = JSON.stringify(value);
  const field = fields.get(pointer);
  if (field) return text.slice(0, field.start) + json + text.slice(field.end);
  const slash = pointer.lastIndexOf('/');
  const parent = pointer.slice(0, slash);
  const around = fields.get(parent);
  if (!around || text[around.start] !== '{') return withField(text, parent, { [pointer.slice(slash + 1)]: value });
  const inside = text.slice(around.start + 1, around.end - 1);
  const gap = /^\s*/.exec(inside)[0] || ' ';
  const member = `${JSON.stringify(pointer.slice(slash + 1))}: ${json}`;
  const rest = inside.trim() === '' ? `${gap}${member}${gap}` : `${gap}${member},${inside.startsWith(gap) ? '' : gap}${inside}`;
  return text.slice(0, around.start + 1) + rest + text.slice(around.end - 1);
}

/** The value at a pointer in parsed JSON; undefined if there is none. */
export function valueAt(json, pointer) {
  return pointer
    .split('/')
    .slice(1)
    .reduce((value, name) => (value === null || typeof value !== 'object' ? undefined : value[unescaped(name)]), json);
}

const unescaped = (name) => name.replaceAll('~1', '/').replaceAll('~0', '~');

/** Parses a text: {json}, or {error: a sentence that says where it is wrong}. */
export function parsed(text) {
  try {
    return { json: JSON.parse(text) };
  } catch {
    const at = faultIn(text);
    if (at >= text.trimEnd().length) return { error: 'This JSON is incomplete: it ends too early.', at };
    const before = text.slice(0, at).split('\n');
    return { error: `This isn’t JSON: look at line ${before.length}, column ${before.at(-1).length + 1}.`, at };
  }
}

const TOKEN = /\s*([{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b)/y;

/** Where a text stops being JSON. Browsers report this in different ways. */
function faultIn(text) {
  const open = [];
  let expected = 'value';
  TOKEN.lastIndex = 0;
  for (;;) {
    const from = TOKEN.lastIndex;
    const at = from + /^\s*/.exec(text.slice(from))[0].length;
    TOKEN.lastIndex = from;
    const token = TOKEN.exec(text)?.[1];
    const kind = token === undefined ? '' : '{}[],:'.includes(token) ? token : token[0] === '"' ? 'string' : 'other';
    const closes = kind === '}' || kind === ']';
    if (closes && ['end', kind].includes(expected.split(' ')[0]) && open.at(-1) === kind) {
      open.pop();
    } else if (expected === 'end' && kind === ',' && open.length > 0) {
      expected = open.at(-1) === '}' ? 'name' : 'value';
      continue;
    } else if (expected === ':' && kind === ':') {
      expected = 'value';
      continue;
    } else if ((expected === 'name' || expected === '} name') && kind === 'string') {
      expected = ':';
      continue;
    } else if ((expected === 'value' || expected === '] value') && (kind === '{' || kind === '[')) {
      open.push(kind === '{' ? '}' : ']');
      expected = kind === '{' ? '} name' : '] value';
      continue;
    } else if (!((expected === 'value' || expected === '] value') && (kind === 'string' || kind === 'other'))) {
      return at;
    }
    expected = 'end';
  }
}

/** Every field in which two objects differ, as {pointer, before, after}; undefined means an absent field. */
export function differences(before, after, pointer = '') {
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
      differences(before[name], after[name], `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ pointer, before, after }];
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
