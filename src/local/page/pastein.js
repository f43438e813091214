// Takes what is pasted, dropped or opened anywhere on the page, and puts it where it belongs.

import { byId, el } from './dom.js';
import { whatIs } from './pasted.js';
import { placed, wholeOrg } from './placing.js';

/**
 * Starts to listen.
 *
 * @param page {state: () → the state, take: (changes) puts changes into the state and shows it}
 */
export function listenForPastes(page) {
  document.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const field = event.target.closest?.('textarea, input') ?? undefined;
    if (event.clipboardData?.files.length > 0) {
      event.preventDefault();
      files(page, event.clipboardData.files, field);
    } else if ((field === undefined || field.dataset.drop !== undefined) && taken(page, text, field)) {
      event.preventDefault();
    }
  });
  byId('anything').addEventListener('input', () => {
    const text = byId('anything').value;
    if (text.trim() === '') return;
    taken(page, text, undefined);
    if (whatIs(text).kind !== 'unknown') byId('anything').value = '';
  });
  listenForFiles(page);
}

function listenForFiles(page) {
  let into;
  document.querySelectorAll('[data-open]').forEach((button) =>
    button.addEventListener('click', () => {
      into = byId(button.dataset.open);
      byId('file').value = '';
      byId('file').click();
    }),
  );
  for (const id of ['file', 'folder']) {
    byId(id).addEventListener('change', () => byId(id).files.length > 0 && files(page, byId(id).files, id === 'file' ? into : undefined));
  }
  byId('open-folder').addEventListener('click', () => {
    byId('folder').value = '';
    byId('folder').click();
  });
  // A file dropped beside a field must not make the browser leave the page.
  window.addEventListener('dragover', (event) => {
    event.preventDefault();
    fieldOf(event)?.classList.add('dropping');
  });
  window.addEventListener('dragleave', (event) => fieldOf(event)?.classList.remove('dropping'));
  window.addEventListener('drop', (event) => {
    const field = fieldOf(event);
    field?.classList.remove('dropping');
    const folders = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry?.isDirectory);
    if (folders.length > 0) {
      event.preventDefault();
      Promise.all(folders.map(filesIn)).then((found) => files(page, found.flat(), undefined));
    } else if (event.dataTransfer.files.length > 0) {
      event.preventDefault();
      files(page, event.dataTransfer.files, field);
    } else if (field === undefined) {
      event.preventDefault();
      taken(page, event.dataTransfer.getData('text/plain'), undefined);
    }
  });
}

const fieldOf = (event) => event.target.closest?.('[data-drop]') ?? undefined;

const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** The files of a folder that is dropped, without the folders in it. */
async function filesIn(folder) {
  const reader = folder.createReader();
  const found = [];
  for (;;) {
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) break;
    found.push(...entries.filter((entry) => entry.isFile));
  }
  return Promise.all(found.map((entry) => new Promise((resolve, reject) => entry.file(resolve, reject))));
}

const textOf = async (file) => (await file.text()).replace(/^\uFEFF/, '').trim();

/** Reads a file as if its text had been pasted; several together are an org. */
async function files(page, list, field) {
  const [file, ...others] = list;
  if (!file) return say('This folder has no files in it.');
  if ([...list].reduce((sum, { size }) => sum + size, 0) > MAX_FILE_BYTES) return say('That is too large for the page. The command line takes 64 MiB a file.');
  if (others.length > 0) {
    const read = await Promise.all([...list].map(async (each) => ({ name: each.name, text: await textOf(each) })));
    return take(page, wholeOrg(read, page.state()));
  }
  const text = await textOf(file);
  if (taken(page, text, field)) return;
  if (!field) return say('This file isn’t recognized.');
  field.value = text;
  field.dispatchEvent(new Event('input'));
}

/** Puts a text where it belongs. Returns whether it did, or said why not. */
function taken(page, text, field) {
  const into = field === undefined || field.id === 'anything' ? '' : field.id;
  const place = placed(whatIs(text), page.state(), into, text);
  if (place === undefined) return false;
  if (place.choices) choose(page, place);
  else take(page, place);
  return true;
}

/** Puts a place's changes into the page, and says so. */
export function take(page, { changes, said }) {
  const before = structuredClone(page.state());
  if (changes) page.take(changes);
  const undo = () => {
    page.take(before);
    say('');
    byId('anything').focus();
  };
  say(said, changes && said !== '' ? el('button', { type: 'button', class: 'quiet', id: 'undo', on: { click: undo } }, 'Undo') : undefined);
}

/** Says what happened, with a control behind it. */
function say(text, ...controls) {
  byId('pasted').hidden = text === '';
  byId('pasted').replaceChildren(...(text === '' ? [] : [el('p', {}, text)]), ...controls.filter(Boolean));
}

/** Asks which one of several it is. */
function choose(page, { said, choices }) {
  const list = el(
    'select',
    { id: 'choice', 'aria-label': said },
    choices.map(({ name }, index) => el('option', { value: String(index) }, name || `number ${index + 1}`)),
  );
  const use = () => {
    take(page, choices[Number(list.value)]);
    byId('anything').focus();
  };
  say(
    said,
    el('p', { class: 'choice' }, list, el('button', { type: 'button', class: 'quiet', id: 'use', on: { click: use } }, 'Use this one'), el('button', { type: 'button', class: 'quiet', on: { click: () => say('') } }, 'Cancel')),
  );
  list.focus();
}
