// An IdP made of what a token or a SAML response says about itself, so that a real one can be looked at before its IdP
// is pasted. It trusts the IdP; nothing else is known.

import { keysOf, oidcIdp, samlIdp } from './providers.js';
import { responseTakenApart } from './saml.js';
import { takenApart } from './token.js';

/** The IdP of a token; undefined if the token doesn't say enough. */
export function idpOfToken(token) {
  const claims = takenApart(token).parts[1]?.json ?? {};
  const audience = Array.isArray(claims.aud) ? claims.aud[0] : claims.aud;
  if (typeof claims.iss !== 'string' || typeof audience !== 'string') return undefined;
  return oidcIdp('The IdP of the pasted token', 'OIDC', claims.iss, audience, keysOf(claims.iss));
}

/** The IdP of a SAML response; undefined if the response doesn't say enough. */
export function idpOfResponse(text) {
  const entries = responseTakenApart(text).parts.find(({ name }) => name === 'assertion')?.entries ?? [];
  const value = (name) => entries.find((each) => each.name === name)?.text;
  return value('Issuer') && value('Audience') ? samlIdp('The IdP of the pasted response', value('Issuer'), value('Audience')) : undefined;
}
