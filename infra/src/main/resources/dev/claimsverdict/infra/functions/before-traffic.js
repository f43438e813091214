// CodeDeploy calls this before a new version gets any calls, and waits for the result.
const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');
const { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } = require('@aws-sdk/client-codedeploy');
const lambda = new LambdaClient();
const codeDeploy = new CodeDeployClient();

const idp = {
  id: '0oa3rmyd0GTuaQdPt806', type: 'OIDC', status: 'ACTIVE',
  protocol: {
    type: 'OIDC', issuer: { url: 'https://{thirdPartyIdPDomain}' }, scopes: ['openid'],
    endpoints: {
      authorization: { url: 'https://{thirdPartyIdPDomain}/authorize' },
      token: { url: 'https://{thirdPartyIdPDomain}/token' },
      jwks: { url: 'https://{thirdPartyIdPDomain}/keys' },
    },
    credentials: { client: { client_id: '0oa3q52oiB4UBbQFT806' } },
  },
  policy: { trustClaims: true, mapAMRClaims: false, maxClockSkew: 0 },
};
// The example token that satisfies its rule. It is valid until 2046.
const token = 'eyJhbGciOiJFUzI1NiIsImtpZCI6ImV4YW1wbGUtMjAyNiJ9.'
  + 'eyJpc3MiOiJodHRwczovL3t0aGlyZFBhcnR5SWRQRG9tYWlufSIsImF1ZCI6IjBvYTNxNTJvaUI0VUJiUUZUODA2Iiwic3ViIjoiMDB1LWV4YW1wbGUiLCJpYXQiOjE3OTU0Nzg0MDAsImV4cCI6MjQyNjYzMDQwMCwiYW1yIjpbInB3ZCIsInNtcyJdfQ.'
  + 'Q2dzyovz5fs1OQ3RIE-P7SyiWt_fqnC2OlKfarCBOwVP0cylvRhxa7g2xWxM0s6q1Zu3fAsRlyaLgp_bWlo1dA';
const key = {
  kty: 'EC', kid: 'example-2026', use: 'sig', alg: 'ES256', crv: 'P-256',
  x: 'tJfu1T_d34nZzbk3XlZU4Xxu4Z-HqlROcPOxR-0-ByU', y: 'AewXlqXwdunyEWPBlsteicB3_zawMf2dd4wL_rJIP-Q',
};
const org = { engine: 'IDENTITY_ENGINE', claimsSharing: true, idpUsage: 'SSO' };
const rule = { type: 'ASSURANCE', factorMode: '2FA', constraints: [] };
const questions = [
  [{ kind: 'token', idToken: token, idp, jwks: { keys: [key] }, org, rule }, 'ACCEPTED'],
  [{ kind: 'token', idToken: token.slice(0, -8) + 'AAAAAAAA', idp, jwks: { keys: [key] }, org, rule }, 'REJECTED'],
  [{ kind: 'idp', after: idp, org, evidence: { amr: [] } }, 'BREAKING'],
];

async function ask(version, question, verdict) {
  const answer = await lambda.send(new InvokeCommand({ FunctionName: version, Payload: JSON.stringify(question) }));
  const said = answer.FunctionError ? answer.FunctionError : JSON.parse(Buffer.from(answer.Payload).toString()).verdict;
  if (said !== verdict) {
    throw new Error(`${version} answered ${said} instead of ${verdict} to a ${question.kind} request`);
  }
}

exports.handler = async event => {
  let status = 'Succeeded';
  try {
    for (const version of process.env.VERSIONS.split(',')) {
      for (const [question, verdict] of questions) {
        await ask(version, question, verdict);
      }
    }
  } catch (e) {
    console.error(e.message);
    status = 'Failed';
  }
  await codeDeploy.send(new PutLifecycleEventHookExecutionStatusCommand({
    deploymentId: event.DeploymentId,
    lifecycleEventHookExecutionId: event.LifecycleEventHookExecutionId,
    status,
  }));
};
