// The light client that checks every header and justification by itself.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiPromise, WsProvider } from "@polkadot/api";
import { start } from "smoldot";
import { atEnd } from "../lib/cleanup.js";
import { devAccounts } from "../lib/keys.js";
import { fastChainSpec, startNode } from "../lib/node.js";

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

    const addresses = await api.rpc.system.localListenAddresses();
    spec.bootNodes = addresses
      .map(String)
      .filter((address) => address.startsWith("/ip4/127.0.0.1/"));
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

/** Starts smoldot on the chain of `spec`, to reach it as a web page would. */
async function startLightClient(t, spec) {
  const log = [];
  const client = start({
    forbidTcp: true,
    logCallback: (level, target, message) =>
      log.push(`${level} ${target} ${message}`),
  });
  atEnd(t, async () => {
    await client.terminate();
    if (!t.passed) console.error(["---- smoldot's log", ...log].join("\n"));
  });
  return new LightClient(
    await client.addChain({ chainSpec: JSON.stringify(spec) }),
  );
}

/** Gives the only validator new session keys, which are in use two sessions later. */
async function rotateKeys(api, provider) {
  const { stash } = await devAccounts();
  const generated = await provider.send("author_rotateKeysWithOwner", [
    api.createType("AccountId", stash.address).toHex(),
  ]);
  await new Promise((resolve, reject) => {
    api.tx.session
      .setKeys(generated.keys, generated.proof)
      .signAndSend(stash, ({ dispatchError, isInBlock }) => {
        if (dispatchError) reject(new Error(dispatchError.toString()));
        else if (isInBlock) resolve();
      })
      .catch(reject);
  });
}

/** JSON-RPC over a smoldot chain. */
class LightClient {
  #chain;
  #nextId = 1;
  #waiting = new Map();
  #heads = [];
  #wake = () => {};

  constructor(chain) {
    this.#chain = chain;
    this.#read();
  }

  request(method, ...params) {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#chain.sendJsonRpc(
        JSON.stringify({ jsonrpc: "2.0", id, method, params }),
      );
    });
  }

  async *finalizedHeads() {
    await this.request("chain_subscribeFinalizedHeads");
    for (;;) {
      while (this.#heads.length > 0) yield this.#heads.shift();
      await new Promise((resolve) => (this.#wake = resolve));
    }
  }

  async #read() {
    for await (const text of this.#chain.jsonRpcResponses) {
      const { id, result, error, method, params } = JSON.parse(text);
      if (method === "chain_finalizedHead") {
        this.#heads.push(params.result);
        this.#wake();
      } else if (error) {
        this.#waiting.get(id).reject(new Error(error.message));
      } else {
        this.#waiting.get(id)?.resolve(result);
      }
    }
  }
}
