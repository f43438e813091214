// IdPs as the well-known products name their addresses, to begin with: braces mark what each customer has for itself.
// What each sends, and where that was published, is on its page (docs/providers).

const OIDC = (name, page, issuer, jwks, amr, more = {}) => ({ name, page, type: 'OIDC', issuer, jwks, amr, ...more });
const SAML = (name, page, issuer, sso, amr) => ({ name, page, type: 'SAML2', issuer, sso, amr });

/** In the order of the list. `amr` are values that it is known to send, or can be made to send. */
export const PROVIDERS = [
  OIDC('Auth0', 'auth0', 'https://{tenant}.auth0.com/', 'https://{tenant}.auth0.com/.well-known/jwks.json', ['mfa']),
  OIDC('AD FS', 'ad-fs', 'https://{host}/adfs', 'https://{host}/adfs/discovery/keys', ['pwd', 'otp']),
  SAML('AD FS, SAML', 'ad-fs', 'http://{host}/adfs/services/trust', 'https://{host}/adfs/ls/', ['pwd', 'otp']),
  OIDC('CyberArk Identity', 'cyberark', 'https://{tenant}.id.cyberark.cloud/{application}/', 'https://{tenant}.id.cyberark.cloud/OAuth2/Keys/{application}', ['pwd', 'otp']),
  OIDC('Entra ID', 'entra-id', 'https://sts.windows.net/{tenantId}/', 'https://login.microsoftonline.com/{tenantId}/discovery/keys', ['pwd', 'mfa']),
  OIDC('Entra ID, v2.0 endpoints', 'entra-id', 'https://login.microsoftonline.com/{tenantId}/v2.0', 'https://login.microsoftonline.com/{tenantId}/discovery/v2.0/keys', []),
  SAML('Entra ID, SAML', 'entra-id', 'https://sts.windows.net/{tenantId}/', 'https://login.microsoftonline.com/{tenantId}/saml2', ['pwd', 'mfa']),
  OIDC('Google', 'no-amr', 'https://accounts.google.com', 'https://www.googleapis.com/oauth2/v3/certs', [], { type: 'GOOGLE' }),
  OIDC('Keycloak', 'keycloak', 'https://{host}/realms/{realm}', 'https://{host}/realms/{realm}/protocol/openid-connect/certs', ['pwd', 'otp']),
  OIDC('PingAM', 'ping-am', 'https://{host}/am/oauth2', 'https://{host}/am/oauth2/connect/jwk_uri', ['pwd', 'otp']),
  OIDC('PingFederate', 'ping-federate', 'https://{host}', 'https://{host}/pf/JWKS', ['pwd', 'otp']),
  SAML('Shibboleth', 'shibboleth', 'https://{host}/idp/shibboleth', 'https://{host}/idp/profile/SAML2/POST/SSO', ['pwd', 'otp']),
  OIDC('WSO2 Identity Server', 'wso2', 'https://{host}/oauth2/token', 'https://{host}/oauth2/jwks', ['pwd', 'otp']),
];

/** A trusted IdP of a provider, as Okta's Management API would return it. */
export function idpOf({ name, type, issuer, jwks, sso }) {
  return type === 'SAML2' ? samlIdp(name, issuer, '{audience}', sso) : oidcIdp(name, type, issuer, '{clientId}', jwks);
}

/** An OIDC IdP, or one of a type of its own. */
export function oidcIdp(name, type, issuer, clientId, jwks) {
  return json({
    name,
    type,
    status: 'ACTIVE',
    protocol: {
      type: 'OIDC',
      issuer: { url: issuer },
      endpoints: { jwks: { url: jwks } },
      scopes: ['openid', 'email', 'profile'],
      credentials: { client: { client_id: clientId } },
    },
    policy: { trustClaims: true },
  });
}

/** A SAML2 IdP. */
export function samlIdp(name, issuer, audience, sso) {
  return json({
    name,
    type: 'SAML2',
    status: 'ACTIVE',
    protocol: { type: 'SAML2', ...(sso ? { endpoints: { sso: { url: sso } } } : {}), credentials: { trust: { issuer, audience } } },
    policy: { trustClaims: true },
  });
}

const json = (value) => JSON.stringify(value, null, 2);

/** Where products publish the keys of an issuer: [what the issuer looks like, its JWKS URL]. */
const KEYS = [
  [/^https:\/\/login\.microsoftonline\.com\/([^/]+)\/v2\.0\/?$/, 'https://login.microsoftonline.com/$1/discovery/v2.0/keys'],
  [/^https:\/\/sts\.windows\.net\/([^/]+)\/?$/, 'https://login.microsoftonline.com/$1/discovery/keys'],
  [/^https:\/\/accounts\.google\.com$/, 'https://www.googleapis.com/oauth2/v3/certs'],
  [/^(https:\/\/[^/]+(?:\/[^/]+)*\/realms\/[^/]+)$/, '$1/protocol/openid-connect/certs'],
  [/^(https:\/\/[^/]+\.auth0\.com)\/?$/, '$1/.well-known/jwks.json'],
  [/^(https:\/\/[^/]+\/adfs)\/?$/, '$1/discovery/keys'],
];

/** The JWKS URL of an issuer, if its product is known; otherwise a placeholder. */
export function keysOf(issuer) {
  const known = KEYS.find(([pattern]) => pattern.test(issuer));
  return known ? issuer.replace(known[0], known[1]) : 'https://{jwks_uri}';
}
