// Starts `aura serve` on a free loopback port and ends it with the test.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { atEnd } from "./cleanup.js";
import { binary } from "./node.js";

/** Serves the chain of the node at `node`. Returns the URL. */
export async function startServer(t, node) {
  const server = spawn(
    binary("aura", "AURA_CLI"),
    ["serve", "--json", "--listen", "127.0.0.1:0", "--url", node],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(server, "close");
  atEnd(t, async () => {
    server.kill();
    await ended;
  });
  const lines = createInterface({ input: server.stdout });
  const [line] = await Promise.race([
    once(lines, "line"),
    ended.then(() => {
      throw new Error("the server ended before it opened a port");
    }),
  ]);
  return JSON.parse(line).url;
}
