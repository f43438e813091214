// oidc-provider on loopback with one client, one user, and keys that change when they are told to. Prints its issuer.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const REDIRECT_URI = 'https://client.example.com/callback';

// How the user signs in: what an IdP's own login page would find out.
const LOGIN = { accountId: 'user-1', acr: 'urn:example:two-factors', amr: ['pwd', 'otp'], remember: false };

function key(type, alg, options) {
  const { privateKey } = generateKeyPairSync(type, options);
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg, use: 'sig' };
}

function provider(issuer) {
  const made = new Provider(issuer, {
    clients: [
      {
        client_id: 'okta',
        client_secret: 'not-a-secret',
        redirect_uris: [REDIRECT_URI],
        id_token_signed_response_alg: 'RS256',
      },
    ],
    jwks: { keys: [key('rsa', 'RS256', { modulusLength: 2048 }), key('ec', 'ES256', { namedCurve: 'P-256' })] },
    cookies: { keys: [randomUUID()] },
    claims: { openid: ['sub', 'amr', 'acr'], auth_time: null },
    acrValues: [LOGIN.acr],
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  });
  made.on('server_error', (_, error) => console.error(error));
  return made;
}

// The login page and the consent page, filled in.
async function interact(current, request, response) {
  const { prompt, params, session } = await current.interactionDetails(request, response);
  if (prompt.name === 'login') {
    return current.interactionFinished(request, response, { login: LOGIN });
  }
  const grant = new current.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return current.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://localhost:${server.address().port}`;
  let current = provider(issuer);
  server.on('request', (request, response) => {
    if (request.method === 'POST' && request.url === '/rotate') {
      current = provider(issuer);
      response.writeHead(204).end();
    } else if (request.url.startsWith('/interaction/')) {
      interact(current, request, response).catch((error) => {
        console.error(error);
        response.writeHead(500).end();
      });
    } else {
      current.callback()(request, response);
    }
  });
  console.log(issuer);
});
