// Shows one of the documents: the glossary, the rules, the findings, or a provider's page.

import { byId, el } from './dom.js';
import { elementsOf } from './markdown.js';

const PROVIDERS = ['README', 'ad-fs', 'auth0', 'cyberark', 'entra-id', 'keycloak', 'no-amr', 'ping-am', 'ping-federate', 'shibboleth', 'wso2'];
const PAGES = ['glossary', 'rules', 'findings', 'saml', ...PROVIDERS.map((name) => `providers/${name}`)];

start();

async function start() {
  const page = new URLSearchParams(window.location.search).get('page');
  if (!PAGES.includes(page)) {
    byId('text').append(el('h1', {}, 'There is no such page'), el('p', {}, 'Choose one of the pages above.'));
    return;
  }
  const response = await fetch(`/docs/${page}.md`);
  byId('text').append(...elementsOf(await response.text(), (target, children) => linked(page, target, children)));
  document.title = `${document.querySelector('h1').textContent} · Claims Verdict`;
  const at = byId(decodeURIComponent(window.location.hash.slice(1)));
  if (at) at.scrollIntoView();
}

/** Pages link to each other by their files. What isn't shown here stays text. */
function linked(page, target, children) {
  if (/^https?:/.test(target)) return el('a', { href: target, target: '_blank', rel: 'noopener noreferrer' }, children);
  const { pathname, hash } = new URL(target, `${window.location.origin}/docs/${page}.md`);
  const other = pathname.replace(/^\/docs\//, '').replace(/\.md$/, '');
  if (!PAGES.includes(other)) return el('span', {}, children);
  return el('a', { href: other === page && hash !== '' ? hash : `/guide.html?page=${other}${hash}` }, children);
}
