// Clients of the chain across its switch from Aura consensus to BABE.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiPromise, WsProvider } from "@polkadot/api";
import { hexToU8a, u8aConcat, u8aToHex } from "@polkadot/util";
import { blake2AsHex, xxhashAsU8a } from "@polkadot/util-crypto";
import { atEnd } from "../lib/cleanup.js";
import { devAccounts, included, rotateKeys } from "../lib/keys.js";
import { startLightClient } from "../lib/light-client.js";
import {
  addressesOf,
  fastChainSpec,
  nextPhaseTwo,
  phaseTwo,
  startNode,
} from "../lib/node.js";

/** Storage key of the session's number: four bytes, of which a test needs one. */
const CURRENT_SESSION = u8aToHex(
  u8aConcat(xxhashAsU8a("Session", 128), xxhashAsU8a("CurrentIndex", 128)),
);
/** Sessions after the switch until a light client can start from a checkpoint. */
const CHECKPOINT = 2;
/** Sessions after which a change of keys has taken effect. */
const ROTATION = 2;

test("clients across the switch", { timeout: 300_000 }, async (t) => {
  const spec = await fastChainSpec();
  const url = await startNode(t, spec, "/ip4/127.0.0.1/tcp/0/ws");
  const provider = new WsProvider(url);
  const api = await ApiPromise.create({ provider, noInitWarn: true });
  atEnd(t, () => api.disconnect());
  let lost = 0;
  api.on("disconnected", () => lost++);
  spec.bootNodes = await addressesOf(api);
  const heads = finalizedHeads(api);
  const running = await startLightClient(t, spec);
  let seen = 0;
  readHeads(running, (number) => (seen = number));
  while (seen === 0) await heads.next();

  const last = await upgrade(api, await phaseTwo());
  const session = await sessionAt(api, last);
  let phaseTwoVersion;
  t.diagnostic(`switch at block ${last}, in session ${session}`);

  await t.test("@polkadot/api stays, and knows the new runtime", async () => {
    await heads.above(last + 1);
    assert.equal(lost, 0, "the connection was lost");
    assert.ok(api.query.babe && !api.query.aura);
    phaseTwoVersion = api.runtimeVersion.specVersion.toNumber();
    const { eraProgress, isEpoch, sessionProgress, sessionLength } =
      await api.derive.session.progress();
    assert.ok(isEpoch, "no epochs");
    assert.ok(sessionProgress.lt(sessionLength), `progress ${eraProgress}`);
    const { alice } = await devAccounts();
    await included(api.tx.system.remark("0x01"), alice);
  });

  await t.test("smoldot follows from a checkpoint", async (t) => {
    while ((await sessionAt(api)) < session + CHECKPOINT) await heads.next();
    const checkpoint = await provider.send("sync_state_genSyncSpec", [true]);
    checkpoint.bootNodes = spec.bootNodes;
    const light = await startLightClient(t, checkpoint);
    await rotateKeys(api, provider);
    await follows(api, light, (await sessionAt(api)) + ROTATION + 1);

    await upgrade(api, await nextPhaseTwo());
    await follows(api, light, (await sessionAt(api)) + 1);
    const ours = await api.rpc.state.getRuntimeVersion();
    const { specVersion } = await light.request("state_getRuntimeVersion");
    assert.equal(specVersion, ours.specVersion.toNumber());
    assert.notEqual(specVersion, phaseTwoVersion);
  });

  await t.test("smoldot warps from the genesis of phase 1", async (t) => {
    const light = await startLightClient(t, spec);
    await follows(api, light, (await sessionAt(api)) + 1);
  });

  // The light client stops at the last block of Aura consensus. Once it is 32 blocks behind the
  // others, it starts another warp sync.
  await t.test("smoldot that was running warps over the switch", async () => {
    while (seen <= last) await heads.next();
  });
});

/** Calls `see` with the height of each finalised head of a light client. */
async function readHeads(light, see) {
  for await (const { number } of light.finalizedHeads()) see(Number(number));
}

/** Makes the council authorise `code` and submits it. Returns the height that sets it. */
async function upgrade(api, code) {
  const { alice } = await devAccounts();
  const authorize = api.tx.system.authorizeUpgrade(blake2AsHex(code));
  const motion = api.tx.rootNotice.announce(authorize);
  await included(
    api.tx.council.propose(1, motion, motion.method.encodedLength),
    alice,
  );
  const block = await included(api.tx.system.applyAuthorizedUpgrade(code), alice);
  return (await api.rpc.chain.getHeader(block)).number.toNumber();
}

/** The session of the block `number`, or of the last finalised one. */
async function sessionAt(api, number) {
  const hash = await (number
    ? api.rpc.chain.getBlockHash(number)
    : api.rpc.chain.getFinalizedHead());
  // The query uses no metadata: right after an upgrade the API mixes those of two versions.
  const value = await api.rpc.state.getStorage.raw(CURRENT_SESSION, hash);
  return hexToU8a(value)[0];
}

/** Checks that the light client is on the node's chain until a block of `session` is final. */
async function follows(api, light, session) {
  for await (const { number } of light.finalizedHeads()) {
    const hash = await light.request("chain_getFinalizedHead");
    const { number: height } = await light.request("chain_getHeader", hash);
    const ours = await api.rpc.chain.getBlockHash(Number(height));
    assert.equal(ours.toHex(), hash, "the light client is on another chain");
    if ((await sessionAt(api, Number(number))) >= session) return;
  }
}

/** Finalised heads of `api`, to wait for. */
function finalizedHeads(api) {
  let [best, wake] = [0, []];
  api.rpc.chain.subscribeFinalizedHeads(({ number }) => {
    best = number.toNumber();
    wake.splice(0).forEach((resolve) => resolve());
  });
  const next = () => new Promise((resolve) => wake.push(resolve));
  return {
    next,
    async above(number) {
      while (best <= number) await next();
    },
  };
}
