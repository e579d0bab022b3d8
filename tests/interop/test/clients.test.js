// Clients other than `@polkadot/api`, on one node: each connects, transfers, and creates and
// changes a DID.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { DedotClient } from "@dedot/api";
import { WsProvider } from "@dedot/providers";
import { u8aToHex } from "@polkadot/util";
import { WebSocket } from "@polkadot/x-ws";
import { createClient } from "polkadot-api";
import { getPolkadotSigner } from "polkadot-api/signer";
import { getWsProvider } from "polkadot-api/ws";
import { atEnd } from "../lib/cleanup.js";
import { devAccounts } from "../lib/keys.js";
import { fastChainSpec, startNode } from "../lib/node.js";

/** Relationships as bits: everything but the agreement on keys, and only assertions. */
const SIGNING = 0b11011;
const ASSERTION = 0b00010;
/** A whole token in plancks. It is also the maximum that may be held for a DID. */
const TOKEN = 10n ** 12n;
/** Folder of the Python client, which `scripts/test` installs. */
const PYTHON =
  process.env.AURA_PYTHON ?? join(homedir(), ".cache/aura/python/bin/python");

test("clients", { timeout: 300_000 }, async (t) => {
  const accounts = await devAccounts();
  const url = await startNode(t, await fastChainSpec());

  await t.test("polkadot-api", (t) => polkadotApi(t, url, accounts));
  await t.test("dedot", (t) => dedot(t, url, accounts));
  await t.test("py-substrate-interface", async () => {
    const script = new URL("../python/client.py", import.meta.url).pathname;
    await promisify(execFile)(PYTHON, [script, url], { timeout: 120_000 });
  });
});

async function polkadotApi(t, url, { alice, bob }) {
  // Older versions of Node.js do not have this class.
  const provider = getWsProvider(url, { websocketClass: WebSocket });
  const client = createClient(provider);
  atEnd(t, () => client.destroy());
  // Descriptors come from a build step; this works without them.
  const { query, tx } = client.getUnsafeApi();
  const signer = getPolkadotSigner(alice.publicKey, "Sr25519", (message) =>
    alice.sign(message),
  );
  const included = async (call) => {
    const [{ hash: at }] = await client.getBestBlocks();
    return new Promise((resolve, reject) =>
      call.signSubmitAndWatch(signer, { at }).subscribe({
        next: ({ type, found, ok, events, dispatchError }) => {
          if (type !== "txBestBlocksState" || !found) return;
          if (ok) resolve(events);
          else reject(new Error(JSON.stringify(dispatchError)));
        },
        error: reject,
      }),
    );
  };
  const balance = async () =>
    (await query.System.Account.getValue(bob.address, { at: "best" })).data
      .free;

  const before = await balance();
  await included(
    tx.Balances.transfer_keep_alive({
      dest: { type: "Id", value: bob.address },
      value: TOKEN,
    }),
  );
  assert.equal((await balance()) - before, TOKEN);

  const key = (pair, relationships) => ({
    key: { type: "Sr25519", value: u8aToHex(pair.publicKey) },
    relationships,
  });
  const events = await included(
    tx.Did.create({
      document: {
        methods: [key(alice, SIGNING)],
        services: [
          {
            name: bytes("site"),
            service_type: bytes("LinkedDomains"),
            endpoints: [bytes("https://aura.example")],
          },
        ],
        also_known_as: [],
      },
      salt: salt(1),
      signature: undefined,
      max_deposit: TOKEN,
    }),
  );
  const { did } = events.find(
    ({ type, value }) => type === "Did" && value.type === "Created",
  ).value.value;
  await included(
    tx.Did.dispatch_as({
      did,
      call: tx.Did.update({
        changes: [
          { type: "AddKey", value: key(bob, ASSERTION) },
          { type: "RemoveService", value: bytes("site") },
        ],
      }).decodedCall,
      max_deposit: TOKEN,
    }),
  );
  const { value } = await query.Did.Dids.getValue(did, { at: "best" });
  const [record] = value;
  assert.deepEqual([record.methods.length, record.services.length], [2, 0]);
}

async function dedot(t, url, { alice, bob }) {
  const client = await DedotClient.new(new WsProvider(url));
  atEnd(t, () => client.disconnect());
  const included = async (call) => {
    const { events, dispatchError } = await call
      .signAndSend(alice)
      .untilBestChainBlockIncluded();
    assert.equal(dispatchError, undefined);
    return events.map(({ event }) => event);
  };
  const balance = async () =>
    (await client.query.system.account(bob.address)).data.free;

  const before = await balance();
  await included(client.tx.balances.transferKeepAlive(bob.address, TOKEN));
  assert.equal((await balance()) - before, TOKEN);

  const key = (pair, relationships) => ({
    key: { type: "Sr25519", value: u8aToHex(pair.publicKey) },
    relationships,
  });
  const events = await included(
    client.tx.did.create(
      {
        methods: [key(alice, SIGNING)],
        services: [
          {
            name: u8aToHex(bytes("site")),
            serviceType: u8aToHex(bytes("LinkedDomains")),
            endpoints: [u8aToHex(bytes("https://aura.example"))],
          },
        ],
        alsoKnownAs: [],
      },
      salt(2),
      undefined,
      TOKEN,
    ),
  );
  const { did } = events.find((event) =>
    client.events.did.Created.is(event),
  ).palletEvent.data;
  const update = client.tx.did.update([
    { type: "AddKey", value: key(bob, ASSERTION) },
    { type: "RemoveService", value: u8aToHex(bytes("site")) },
  ]);
  await included(client.tx.did.dispatchAs(did, update.call, TOKEN));
  const { value } = await client.query.did.dids(did);
  const [record] = value;
  assert.deepEqual([record.methods.length, record.services.length], [2, 0]);
}

/** The salt of the DID number `n` of an account, as hex. */
function salt(n) {
  return `0x${n.toString(16).padStart(64, "0")}`;
}

/** A text as bytes. */
function bytes(text) {
  return new TextEncoder().encode(text);
}
