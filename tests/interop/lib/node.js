// Starts `aura-node` processes on free loopback ports and ends them with the test.

import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { atEnd } from "./cleanup.js";

const TAIL = 40;

/** The binary under test: that in `variable`, or the release build in the target folder. */
export function binary(file, variable) {
  const path = process.env[variable] ?? built(file);
  if (!existsSync(path)) {
    throw new Error(
      `no ${file} at ${path}: build it with \`scripts/build\`, ` +
        `or name one in ${variable}`,
    );
  }
  return path;
}

const auraNode = () => binary("aura-node", "AURA_NODE");

/** The path of `file` in the folder of the build. */
function built(file) {
  const target =
    process.env.CARGO_TARGET_DIR ??
    new URL("../../../target", import.meta.url).pathname;
  return join(target, "release", file);
}

/**
 * The raw chain spec of `dev` with slots of a second and sessions of five slots, so that a short
 * test has several sessions.
 */
export async function fastChainSpec() {
  const plain = JSON.parse(await run("export-chain-spec", "--chain", "dev"));
  Object.assign(plain.genesis.runtimeGenesis.patch, {
    chainTiming: { slotDuration: 1000, epochLength: 5, day: 60 },
  });
  return withFile(plain, async (path) =>
    JSON.parse(await run("export-chain-spec", "--raw", "--chain", path)),
  );
}

/**
 * Starts the single validator of `spec` and waits until it answers RPC.
 *
 * It ends with the test `t`; if that fails, the end of its log is printed.
 */
export async function startNode(t, spec, listen = "/ip4/127.0.0.1/tcp/0") {
  const folder = await mkdtemp(join(tmpdir(), "aura-interop-"));
  const chain = join(folder, "spec.json");
  await writeFile(chain, JSON.stringify(spec));

  const node = spawn(
    auraNode(),
    [
      ...["--alice", "--base-path", folder, "--chain", chain],
      ...[
        "--listen-addr",
        listen,
        "--rpc-port",
        "0",
        "--node-key",
        "1".padStart(64, "0"),
      ],
      ...[
        "--force-authoring",
        "--no-mdns",
        "--no-telemetry",
        "--no-prometheus",
      ],
    ],
    {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, AURA_UNSAFE_RUNTIME_CACHE: built("runtimes") },
    },
  );
  const killed = new Promise((resolve) => node.once("close", resolve));
  const kill = () => node.kill("SIGKILL");
  process.once("exit", kill);

  const log = [];
  atEnd(t, async () => {
    process.off("exit", kill);
    kill();
    await killed;
    await rm(folder, { recursive: true });
    if (!t.passed) {
      console.error(["---- end of the node's log", ...log].join("\n"));
    }
  });

  const port = await new Promise((resolve, reject) => {
    node.once("error", reject);
    node.once("close", () =>
      reject(new Error("the node ended before it opened a port")),
    );
    createInterface({ input: node.stderr }).on("line", (line) => {
      log.push(line);
      log.splice(0, log.length - TAIL);
      const port = /Running JSON-RPC server: addr=127\.0\.0\.1:(\d+)/.exec(
        line,
      )?.[1];
      if (port) resolve(port);
    });
  });
  return `ws://127.0.0.1:${port}`;
}

/** The loopback addresses under which peers reach the node behind `api`. */
export async function addressesOf(api) {
  const addresses = await api.rpc.system.localListenAddresses();
  return addresses
    .map(String)
    .filter((address) => address.startsWith("/ip4/127.0.0.1/"));
}

/** The runtime of phase 2 that the node was built with, as hex. */
export async function phaseTwo() {
  const spec = await run("export-chain-spec", "--raw", "--chain", "npos-dev");
  return JSON.parse(spec).genesis.raw.top["0x3a636f6465"];
}

/** The runtime of phase 2 with the next version, which the end-to-end tests build, as hex. */
export async function nextPhaseTwo() {
  const path = built(
    "next-runtime/release/wbuild/aura-npos-runtime/" +
      "next_npos.rs.compact.compressed.wasm",
  );
  if (!existsSync(path)) {
    throw new Error(`no runtime at ${path}: build it with \`scripts/test\``);
  }
  return `0x${(await readFile(path)).toString("hex")}`;
}

/** Runs a subcommand of the node. Returns its standard output. */
async function run(...args) {
  const { stdout } = await promisify(execFile)(auraNode(), args, {
    maxBuffer: 2 ** 26,
  });
  return stdout;
}

/** Calls `use` with the path of a temporary file that holds `json`. */
async function withFile(json, use) {
  const folder = await mkdtemp(join(tmpdir(), "aura-interop-"));
  try {
    const path = join(folder, "spec.json");
    await writeFile(path, JSON.stringify(json));
    return await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
