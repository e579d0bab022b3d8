// smoldot, the light client that verifies every header and justification itself.

import { start } from "smoldot";
import { atEnd } from "./cleanup.js";

/** Starts smoldot on the chain of `spec`, to reach it as a web page would. */
export async function startLightClient(t, spec) {
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
