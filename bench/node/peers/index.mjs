// What three JWT libraries take to verify one token. Run by PeerComparison: the file of the first argument has the
// tokens and keys; each line of standard input is a round, answered by a line of JSON for each library and algorithm
// and a line "done".
import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { JwtVerifier } from "aws-jwt-verify";
import { importJWK, jwtVerify } from "jose";
import jsonwebtoken from "jsonwebtoken";

const BATCH = 20;
const { issuer, audience, roundMillis, signIns } = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** Each library with its key made ready, as its documentation has it for a server that knows its IdP. */
const peers = {
  "aws-jwt-verify": async ({ jwks }) => {
    const verifier = JwtVerifier.create({ issuer, audience, jwksUri: `${issuer}/keys` });
    verifier.cacheJwks(jwks);
    return (token) => verifier.verifySync(token);
  },
  jose: async ({ algorithm, jwk }) => {
    const key = await importJWK(jwk, algorithm);
    return (token) => jwtVerify(token, key, { issuer, audience, algorithms: [algorithm] });
  },
  jsonwebtoken: async ({ algorithm, jwk }) => {
    const key = createPublicKey({ key: jwk, format: "jwk" });
    return (token) => jsonwebtoken.verify(token, key, { issuer, audience, algorithms: [algorithm] });
  },
};

/** The median of the means of batches, in microseconds: a single verification is too short for the timer. */
async function round(verify, token) {
  const end = performance.now() + roundMillis;
  const means = [];
  while (performance.now() < end) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < BATCH; i++) {
      const verified = verify(token);
      // Only jose needs it; to await a plain value would cost the others.
      if (verified instanceof Promise) await verified;
    }
    means.push(Number(process.hrtime.bigint() - start) / 1000 / BATCH);
  }
  means.sort((a, b) => a - b);
  return means[means.length >> 1];
}

const contestants = [];
for (const signIn of signIns) {
  for (const [peer, prepare] of Object.entries(peers)) {
    const contestant = { peer, algorithm: signIn.algorithm, token: signIn.token };
    try {
      contestant.verify = await prepare(signIn);
      await contestant.verify(signIn.token);
    } catch (error) {
      contestant.unsupported = error.message.split("\n")[0];
    }
    contestants.push(contestant);
  }
}

for await (const _ of createInterface({ input: process.stdin })) {
  for (const { peer, algorithm, token, verify, unsupported } of contestants) {
    const result = unsupported ? { unsupported } : { micros: await round(verify, token) };
    console.log(JSON.stringify({ peer, algorithm, ...result }));
  }
  console.log("done");
}
