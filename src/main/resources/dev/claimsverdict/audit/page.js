'use strict';
// Without this script the page is whole: each cell links to its explanation. With it, cells open a dialog, and the table
// can be filtered.
const table = document.querySelector('.matrix');
const dialog = document.querySelector('dialog');
const filters = document.getElementById('filters');

const fold = (text) => text.normalize('NFKC').toLowerCase();
const outcome = (cell) => cell.classList[0];

function explain(cell, link) {
  const column = table.tHead.rows[0].cells[cell.cellIndex];
  const title = document.getElementById('cell-title');
  title.replaceChildren(
    column.querySelector('bdi').cloneNode(true), ' under ',
    cell.parentNode.cells[0].querySelector('bdi').cloneNode(true));
  document.getElementById('cell-why').replaceChildren(
    ...[...document.querySelector(link.getAttribute('href')).children].map((each) => each.cloneNode(true)));
  dialog.showModal();
}

function apply() {
  const idp = fold(document.getElementById('f-idp').value.trim());
  const rule = fold(document.getElementById('f-rule').value.trim());
  const wanted = new Set([...filters.querySelectorAll('[type=checkbox]:checked')].map((each) => each.value));
  const heads = [...table.tHead.rows[0].cells];
  const columns = heads.map((head, i) => i === 0 || fold(head.textContent).includes(idp));
  heads.forEach((head, i) => { head.hidden = !columns[i]; });
  let shown = 0;
  for (const body of table.tBodies) {
    let rows = 0;
    for (const row of body.querySelectorAll('tr:not(.policy)')) {
      let found = false;
      [...row.cells].forEach((cell, i) => {
        cell.hidden = !columns[i];
        if (i > 0 && columns[i] && !cell.classList.contains('none')) {
          const on = wanted.has(outcome(cell));
          cell.classList.toggle('off', !on);
          found ||= on;
        }
      });
      const all = wanted.size === filters.querySelectorAll('[type=checkbox]').length;
      row.hidden = !(found || all) || !fold(body.dataset.policy + ' ' + row.cells[0].textContent).includes(rule);
      rows += row.hidden ? 0 : 1;
    }
    body.hidden = rows === 0;
    shown += rows;
  }
  for (const row of document.querySelectorAll('.idps tbody tr')) {
    row.hidden = !fold(row.textContent).includes(idp);
  }
  const idps = columns.filter(Boolean).length - 1;
  filters.querySelector('output').textContent = `Shown: ${shown} × ${idps}`;
}

if (table) {
  table.addEventListener('click', (event) => {
    const link = event.target.closest('td a');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      explain(link.closest('td'), link);
    }
  });
  filters.hidden = false;
  filters.addEventListener('input', apply);
  filters.addEventListener('submit', (event) => event.preventDefault());
}
