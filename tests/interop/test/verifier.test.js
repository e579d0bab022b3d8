// A verifier of proofs in Python, written from docs/zkp.md alone, over the vectors of that page.

import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

/** Folder of the Python packages, which `scripts/test` installs. */
const PYTHON =
  process.env.AURA_PYTHON ?? join(homedir(), ".cache/aura/python/bin/python");

test("the second verifier", { timeout: 600_000 }, async () => {
  const script = new URL("../python/verifier.py", import.meta.url).pathname;
  await promisify(execFile)(PYTHON, [script]);
});
