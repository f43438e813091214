// The function in Node: an HTTP API authorizer that verifies an ID token with aws-jwt-verify and asks for two factor
// types, on the least loop that speaks Lambda's runtime API.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Agent, request } from "node:http";
import { JwtVerifier } from "aws-jwt-verify";

const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const INVOCATION = "/2018-06-01/runtime/invocation/";

/** The registry of the native function: a folder of files with one IdP each; this one takes the first. */
const folder = process.env.CLAIMS_IDPS;
const file = readdirSync(folder).filter((name) => name.endsWith(".json"))[0];
const entry = JSON.parse(readFileSync(join(folder, file), "utf8"));

const verifier = JwtVerifier.create({
  issuer: entry.idp.protocol.issuer.url,
  audience: entry.idp.protocol.credentials.client.client_id,
  jwksUri: entry.idp.protocol.endpoints.jwks.url,
});
verifier.cacheJwks(entry.jwks);

const FACTOR_TYPES = new Map([
  ["pwd", "knowledge"],
  ["pin", "knowledge"],
  ["kba", "knowledge"],
  ["sms", "possession"],
  ["otp", "possession"],
  ["hwk", "possession"],
  ["swk", "possession"],
  ["tel", "possession"],
  ["sc", "possession"],
  ["pop", "possession"],
  ["fpt", "inherence"],
  ["face", "inherence"],
  ["iris", "inherence"],
  ["vbm", "inherence"],
  ["retina", "inherence"],
]);

/** With it, each verification's time is told on standard output: what PeerComparison asks for. */
const tellsTimes = process.argv.includes("--times");

function authorize(event) {
  try {
    const token = event.identitySource[0].replace(/^Bearer /, "");
    const start = process.hrtime.bigint();
    const { amr = [] } = verifier.verifySync(token);
    if (tellsTimes) console.log(JSON.stringify({ verifyMicros: Number(process.hrtime.bigint() - start) / 1000 }));
    const types = new Set(amr.map((value) => FACTOR_TYPES.get(value)).filter(Boolean));
    return { isAuthorized: types.size >= 2 };
  } catch {
    return { isAuthorized: false };
  }
}

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const outgoing = request({ hostname, port, path, method, agent, headers }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => resolve({ headers: answer.headers, body: Buffer.concat(chunks).toString("utf8") }));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

for (;;) {
  const next = await call("GET", `${INVOCATION}next`);
  const id = next.headers["lambda-runtime-aws-request-id"];
  await call("POST", `${INVOCATION}${id}/response`, JSON.stringify(authorize(JSON.parse(next.body))));
}
