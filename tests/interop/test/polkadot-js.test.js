// `@polkadot/api`, which wallets and the polkadot.js apps use.

import assert from "node:assert/strict";
import { test } from "node:test";
import { merkleizeMetadata } from "@polkadot-api/merkleize-metadata";
import { ApiPromise, WsProvider } from "@polkadot/api";
import { u8aToHex } from "@polkadot/util";
import { atEnd } from "../lib/cleanup.js";
import { devAccounts } from "../lib/keys.js";
import { fastChainSpec, startNode } from "../lib/node.js";

const AMOUNT = 1_000_000_000_000n;

test("@polkadot/api", { timeout: 120_000 }, async (t) => {
  const { alice, stash, bob } = await devAccounts();
  const url = await startNode(t, await fastChainSpec());
  const { result: api, complaints } = await listening(() =>
    ApiPromise.create({ provider: new WsProvider(url) }),
  );
  atEnd(t, () => api.disconnect());

  await t.test("knows every type, extension and runtime API", () => {
    // The API knows only the methods that it wraps itself, and reports the others for every node.
    const news = complaints.filter(
      (line) => !line.includes("RPC methods not decorated"),
    );
    assert.deepEqual(news, []);
    assert.deepEqual(api.registry.signedExtensions, [
      "CheckNonZeroSender",
      "CheckSpecVersion",
      "CheckTxVersion",
      "CheckGenesis",
      "CheckMortality",
      "CheckNonce",
      "CheckWeight",
      "ChargeTransactionPayment",
      "CheckMetadataHash",
      "WeightReclaim",
    ]);
  });

  await t.test("knows how to show addresses and amounts", () => {
    assert.equal(api.registry.chainSS58, 42);
    assert.deepEqual(api.registry.chainTokens, ["AURA"]);
    assert.deepEqual(api.registry.chainDecimals, [12]);
  });

  await t.test("is served metadata of every stable version", async () => {
    const versions = (await api.call.metadata.metadataVersions()).toJSON();
    for (const version of [14, 15, 16]) {
      assert.ok(
        versions.includes(version),
        `${version} is not among ${versions}`,
      );
      const metadata = await api.call.metadata.metadataAtVersion(version);
      assert.ok(metadata.isSome, `no metadata of version ${version}`);
    }
  });

  await t.test(
    "transfers with the metadata hash and reads the events",
    async () => {
      const transfer = api.tx.balances.transferKeepAlive(bob.address, AMOUNT);
      const before = await api.derive.balances.account(bob.address);
      const { events } = await finalized(
        transfer,
        alice,
        await metadataHash(api),
      );
      const names = events.map(
        ({ event }) => `${event.section}.${event.method}`,
      );
      assert.ok(names.includes("system.ExtrinsicSuccess"), names.join());
      assert.ok(
        names.includes("transactionPayment.TransactionFeePaid"),
        names.join(),
      );

      const { event } = events.find(({ event }) =>
        api.events.balances.Transfer.is(event),
      );
      assert.equal(event.data.from.toString(), alice.address);
      assert.equal(event.data.to.toString(), bob.address);
      assert.equal(event.data.amount.toBigInt(), AMOUNT);
      const after = await api.derive.balances.account(bob.address);
      assert.equal(
        after.freeBalance.sub(before.freeBalance).toString(),
        AMOUNT.toString(),
      );
    },
  );

  await t.test("is refused with another chain's metadata hash", async () => {
    const transfer = api.tx.balances.transferKeepAlive(bob.address, AMOUNT);
    const { result } = await listening(() =>
      assert.rejects(
        finalized(transfer, alice, `0x${"00".repeat(32)}`),
        /bad signature/,
      ),
    );
    assert.equal(result, undefined);
  });

  await t.test("derives the chain, its sessions and its balances", async () => {
    const best = await api.derive.chain.bestNumber();
    const final = await api.derive.chain.bestNumberFinalized();
    assert.ok(final.lte(best));
    const header = await api.derive.chain.getHeader(
      await api.rpc.chain.getFinalizedHead(),
    );
    assert.equal(header.author.toString(), stash.address);

    const index = await api.query.session.currentIndex();
    const session = await api.derive.session.progress();
    assert.ok(session.currentIndex.gte(index));
    const balances = await api.derive.balances.all(alice.address);
    assert.ok(balances.transferable.gtn(0));
  });
});

/** The RFC-78 hash of the chain's metadata, as a wallet computes it. */
async function metadataHash(api) {
  const metadata = (await api.call.metadata.metadataAtVersion(15)).unwrap();
  return u8aToHex(
    merkleizeMetadata(metadata, {
      decimals: api.registry.chainDecimals[0],
      tokenSymbol: api.registry.chainTokens[0],
    }).digest(),
  );
}

/** Signs and submits `extrinsic`; resolves when it is finalised and rejects when it fails. */
function finalized(extrinsic, signer, metadataHash) {
  return new Promise((resolve, reject) => {
    extrinsic
      .signAndSend(signer, { mode: 1, metadataHash }, (result) => {
        if (result.dispatchError)
          reject(new Error(result.dispatchError.toString()));
        else if (result.isError) reject(new Error(result.status.type));
        else if (result.isFinalized) resolve(result);
      })
      .catch(reject);
  });
}

/** Runs `action` and collects what is written to the console meanwhile. */
async function listening(action) {
  const complaints = [];
  const methods = ["warn", "error"];
  const originals = methods.map((method) => console[method]);
  methods.forEach(
    (method) =>
      (console[method] = (...line) => complaints.push(line.join(" "))),
  );
  try {
    return { result: await action(), complaints };
  } finally {
    methods.forEach((method, index) => (console[method] = originals[index]));
  }
}
