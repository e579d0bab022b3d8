// Other libraries verify credentials and presentations of Aura unchanged.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as Ed25519Multikey from "@digitalbazaar/ed25519-multikey";
import * as vc from "@digitalbazaar/vc";
import { base58Encode } from "@polkadot/util-crypto";
import { fastChainSpec, startNode } from "../lib/node.js";
import { startServer } from "../lib/server.js";

/** The vectors of the format's specification. */
const VECTORS = new URL(
  "../../../identity/tests/credential/vectors/aura.json",
  import.meta.url,
);
const NOW = new Date("2026-01-31T12:00:00Z");
const suite = new DataIntegrityProof({ cryptosuite });

test("a credential of Aura", async (t) => {
  const vectors = JSON.parse(await readFile(VECTORS));
  const documentLoader = loader(vectors.issuer, vectors.issuerPublicKey);
  const verify = (credential) =>
    vc.verifyCredential({
      credential,
      suite,
      documentLoader,
      now: NOW,
      checkStatus: async () => ({ verified: true }),
    });
  const secured = () => {
    const made = vectors.suites.find(
      (one) => one.cryptosuite === "eddsa-rdfc-2022",
    );
    return structuredClone(made.secured);
  };

  await t.test("is verified by @digitalbazaar/vc", async () => {
    const { verified, error } = await verify(secured());
    assert.ok(verified, error);
  });

  await t.test("is refused by it once a claim has changed", async () => {
    const altered = secured();
    altered.credentialSubject.points += 1;
    assert.equal((await verify(altered)).verified, false);
  });

  await t.test("is verified by it beside a proof of a suite unknown", async () => {
    const both = secured();
    const unknown = {
      type: "DataIntegrityProof",
      cryptosuite: "aura-groth16-2026",
      proofPurpose: "assertionMethod",
      verificationMethod: `${vectors.issuer}#key-2`,
      proofValue: "z1",
    };
    both.proof = [both.proof, unknown];
    const { verified, error } = await verify(both);
    assert.ok(verified, error);
  });
});

test("a credential of others", { timeout: 120_000 }, async (t) => {
  const node = await startNode(t, await fastChainSpec());
  const server = await startServer(t, node);
  const verify = async (credential) => {
    const answer = await fetch(`${server}/credentials/verify`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ verifiableCredential: credential }),
    });
    const found = await answer.json();
    // Altered documents are bad input.
    assert.equal(answer.status, found.verified ? 200 : 400);
    return found;
  };

  const keys = await Ed25519Multikey.generate();
  const did = `did:key:${keys.publicKeyMultibase}`;
  const method = `${did}#${keys.publicKeyMultibase}`;
  const signer = { ...keys.signer(), id: method };
  const secured = await vc.issue({
    credential: {
      "@context": ["https://www.w3.org/ns/credentials/v2"],
      type: ["VerifiableCredential"],
      issuer: did,
      validFrom: "2026-01-01T00:00:00Z",
      credentialSubject: {
        id: "did:example:somebody",
        name: "Somebody",
      },
    },
    suite: new DataIntegrityProof({ cryptosuite, signer }),
    documentLoader: vc.defaultDocumentLoader,
  });

  await t.test("is verified by aura serve", async () => {
    const found = await verify(secured);
    assert.equal(found.verified, true, JSON.stringify(found));
  });

  await t.test("is refused by it once a claim has changed", async () => {
    const altered = structuredClone(secured);
    altered.credentialSubject.name = "Somebody else";
    const found = await verify(altered);
    assert.equal(found.verified, false, JSON.stringify(found));
  });
});

/** Loads only contexts, the DID and its key, and nothing over the network. */
function loader(did, publicKey) {
  const method = `${did}#key-1`;
  const bytes = Buffer.from(`ed01${publicKey}`, "hex");
  const key = {
    "@context": "https://w3id.org/security/multikey/v1",
    id: method,
    type: "Multikey",
    controller: did,
    publicKeyMultibase: `z${base58Encode(bytes)}`,
  };
  const document = {
    "@context": [
      "https://www.w3.org/ns/did/v1",
      "https://w3id.org/security/multikey/v1",
    ],
    id: did,
    verificationMethod: [key],
    assertionMethod: [method],
  };
  const known = new Map([
    [method, key],
    [did, document],
  ]);
  return async (url) =>
    known.has(url)
      ? { document: known.get(url), documentUrl: url, contextUrl: null }
      : vc.defaultDocumentLoader(url);
}
