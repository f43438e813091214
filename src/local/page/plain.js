// The API's sentences for people: this page's own fields instead of the API's members, words instead of its constants.

import { CHARACTERISTICS, FACTORS, VERDICTS } from './words.js';

/** What the API says, and what is said here. */
const SENTENCES = [
  ['Send a sample ID token as evidence.idToken, or its amr as evidence.amr.', 'A sample ID token of it, or its AMR values, would show that.'],
  ['Look for amr in a real ID token and send that as evidence.idToken.', 'Look for amr in a real ID token, and paste that one as a sample.'],
  ['The request has no JWKS, and this deployment fetches none.', 'There are no keys here, and none are fetched.'],
  ["Send the IdP's JWKS in jwks, or a SAML IdP's signing certificates in certificates, or add them to the deployment's registry.", 'Paste the IdP’s keys, or the signing certificates of a SAML IdP.'],
  ["Send an OIDC IdP's ID token to /v1/token-verdicts.", 'Paste an ID token for an OIDC IdP.'],
  ['For a SAML IdP, send its response to /v1/saml-verdicts.', 'For a SAML IdP, paste its SAML response.'],
  ["Send the IdP's configuration to /v1/idp-verdicts, or add it to the deployment's registry.", 'Paste the IdP’s configuration.'],
  ['Send the IdP itself in idp, or add it to the registry (CLAIMS_IDPS).', 'Paste the IdP itself.'],
  ['The response is meant for a URL other than expect.recipient, or has no Recipient,', 'The response is meant for another address than the one under “Posted to”, or names none,'],
  ["Neither the IdP's protocol.credentials.trust.audience nor expect.audience says", 'The IdP’s protocol.credentials.trust.audience doesn’t say'],
  [', or name the audience in expect.audiences.', '.'],
  [', or switch off this check with expect.checkAzp.', '.'],
  ['longer ago than expect.maxAge allows', 'longer ago than is allowed'],
  [' If you took both from one response yourself, set expect.sameTokenResponse to true.', ''],
  ['Choose the edition with amrTable,', 'Choose the edition at the top of this page,'],
  [' with the idpId ', ' with the id '],
  [' If there are such values, wouldSatisfy lists some.', ''],
  [' If you sent a rule that AMR values can satisfy, wouldSatisfy lists what would be enough.', ''],
];

const WORDS = { ...FACTORS, ...CHARACTERISTICS };

/** A message in this page's words. */
export function plain(message) {
  return SENTENCES.reduce((text, [from, to]) => text.replaceAll(from, to), message)
    .replace(/\b[A-Z]{4,}(?:_[A-Z]+)*\b/g, (word) => (Object.hasOwn(WORDS, word) ? WORDS[word].toLowerCase() : Object.hasOwn(VERDICTS, word) ? `“${VERDICTS[word].word}”` : word));
}
