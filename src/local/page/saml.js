// A SAML response taken apart in the browser, to be looked at. Nothing here says that it is genuine: only the judge verifies.

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';

/**
 * The parts of a response: base64 as it was posted, or XML.
 *
 * @return {parts: [{name, entries: [{name, text, pointer}]}], faults: [sentence]}; pointers begin behind the response's own
 */
export function responseTakenApart(text) {
  const { xml, fault } = xmlOf(text.trim());
  if (fault) return { parts: [], faults: [fault] };
  // A browser would expand what the DOCTYPE declares.
  if (xml.includes('<!DOCTYPE')) return { parts: [], faults: ['It has a DOCTYPE, which no SAML response needs and the judge refuses.'] };
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  if (document.getElementsByTagName('parsererror').length > 0) return { parts: [], faults: ['It isn’t well-formed XML.'] };
  const response = document.documentElement;
  if (response.namespaceURI !== PROTOCOL || response.localName !== 'Response') {
    return { parts: [], faults: [`Its root is ${response.localName}, not a Response of SAML 2.0.`] };
  }
  const assertions = [...document.getElementsByTagNameNS(ASSERTION, 'Assertion')];
  const faults = [];
  if (document.getElementsByTagNameNS(ASSERTION, 'EncryptedAssertion').length > 0) {
    faults.push('Its assertion is encrypted, so nobody but Okta can read it.');
  } else if (assertions.length !== 1) {
    faults.push(`It has ${assertions.length} assertions; the judge takes exactly one.`);
  }
  const parts = [{ name: 'response', entries: ofResponse(response) }];
  if (assertions.length > 0) {
    parts.push({ name: 'assertion', entries: ofAssertion(assertions[0]) }, { name: 'attributes', entries: attributesOf(assertions[0]) });
  }
  const signatures = [...document.getElementsByTagNameNS(SIGNATURE, 'Signature')];
  if (signatures.length === 0) faults.push('No part of it is signed.');
  else parts.push({ name: 'signature', entries: signatures.flatMap(ofSignature) });
  return { parts: parts.filter(({ entries }) => entries.length > 0), faults };
}

function xmlOf(text) {
  if (text.startsWith('<')) return { xml: text };
  try {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return { xml: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { fault: text.includes('%') ? 'It is still percent-encoded: decode the form field first.' : 'It is neither XML nor base64 of UTF-8 text.' };
  }
}

const entry = (name, text, pointer) => ({ name, text, pointer });

function attributes(element, names, pointer) {
  return names
    .filter((name) => element?.hasAttribute(name))
    .map((name) => entry(name, element.getAttribute(name), `${pointer}/${name}`));
}

const all = (element, namespace, name) => [...element.getElementsByTagNameNS(namespace, name)];
const own = (element, namespace, name) => [...element.children].filter((each) => each.namespaceURI === namespace && each.localName === name);

function ofResponse(response) {
  return [
    ...own(response, ASSERTION, 'Issuer').map((each) => entry('Issuer', each.textContent, '/Issuer')),
    ...own(response, PROTOCOL, 'Status')
      .flatMap((status) => all(status, PROTOCOL, 'StatusCode'))
      .map((each) => entry('Status', each.getAttribute('Value') ?? '', '/Status')),
    ...attributes(response, ['Destination', 'InResponseTo', 'IssueInstant'], ''),
  ];
}

function ofAssertion(assertion) {
  const at = '/Assertion';
  const confirmation = `${at}/Subject/SubjectConfirmation/SubjectConfirmationData`;
  return [
    ...own(assertion, ASSERTION, 'Issuer').map((each) => entry('Issuer', each.textContent, `${at}/Issuer`)),
    ...all(assertion, ASSERTION, 'Audience').map((each) => entry('Audience', each.textContent, `${at}/Conditions/AudienceRestriction`)),
    ...own(assertion, ASSERTION, 'Conditions').flatMap((each) => attributes(each, ['NotBefore', 'NotOnOrAfter'], `${at}/Conditions`)),
    ...all(assertion, ASSERTION, 'SubjectConfirmationData').flatMap((each) =>
      attributes(each, ['Recipient', 'InResponseTo', 'NotBefore', 'NotOnOrAfter'], confirmation),
    ),
    ...attributes(assertion, ['IssueInstant'], at),
    ...all(assertion, ASSERTION, 'AuthnStatement').flatMap((each) =>
      attributes(each, ['AuthnInstant', 'SessionNotOnOrAfter'], `${at}/AuthnStatement`),
    ),
    ...all(assertion, ASSERTION, 'AuthnContextClassRef').map((each) =>
      entry('AuthnContextClassRef', each.textContent, `${at}/AuthnStatement/AuthnContext/AuthnContextClassRef`),
    ),
  ];
}

function attributesOf(assertion) {
  return all(assertion, ASSERTION, 'Attribute').map((attribute) => {
    const name = attribute.getAttribute('Name') ?? '';
    const values = own(attribute, ASSERTION, 'AttributeValue').map((value) => value.textContent);
    return entry(name, values.join(' | '), `/Assertion/AttributeStatement/${name}`);
  });
}

function ofSignature(signature) {
  const over = signature.parentNode.localName ?? '';
  const method = all(signature, SIGNATURE, 'SignatureMethod')[0]?.getAttribute('Algorithm') ?? '';
  return [entry(`of ${over}`, method, '/Signature')];
}

/** The certificates of a text: PEM blocks, or base64 with an empty line between two. */
export function certificatesOf(text) {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  return blocks ?? text.split(/\n\s*\n/).map((each) => each.trim()).filter((each) => each !== '');
}
