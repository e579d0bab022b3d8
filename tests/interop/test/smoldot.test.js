// smoldot, the light client that verifies every header and justification itself.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiPromise, WsProvider } from "@polkadot/api";
import { atEnd } from "../lib/cleanup.js";
import { rotateKeys } from "../lib/keys.js";
import { startLightClient } from "../lib/light-client.js";
import { addressesOf, fastChainSpec, startNode } from "../lib/node.js";

/** The storage key of `Grandpa.CurrentSetId`. */
const SET_ID =
  "0x5f9cc45b7a00c5899361e1c6099678dc8a2d09463effcc78a22d75b9cb87dffc";
/** Finalised heads to see under the new authorities. */
const ENOUGH = 5;

test(
  "smoldot follows the chain across a change of its authorities",
  {
    timeout: 120_000,
  },
  async (t) => {
    const spec = await fastChainSpec();
    const url = await startNode(t, spec, "/ip4/127.0.0.1/tcp/0/ws");
    const provider = new WsProvider(url);
    const api = await ApiPromise.create({ provider, noInitWarn: true });
    atEnd(t, () => api.disconnect());
    await rotateKeys(api, provider);

    spec.bootNodes = await addressesOf(api);
    const light = await startLightClient(t, spec);

    const sets = new Map();
    let last = 0;
    for await (const { number } of light.finalizedHeads()) {
      assert.ok(number >= last, `finality went back from ${last} to ${number}`);
      last = Number(number);
      const hash = await light.request("chain_getFinalizedHead");
      const { number: height } = await light.request("chain_getHeader", hash);
      const ours = await api.rpc.chain.getBlockHash(Number(height));
      assert.equal(ours.toHex(), hash, "the light client is on another chain");

      const set = await light.request("state_getStorage", SET_ID, hash);
      sets.set(set, (sets.get(set) ?? 0) + 1);
      if (sets.size > 1 && sets.get(set) >= ENOUGH) break;
    }
  },
);
