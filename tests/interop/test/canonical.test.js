// Canonical forms by our library and by others, on generated documents.
//
// AURA_DOCUMENTS sets their number, AURA_SEED the seed: each run prints both, and every difference.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { createInterface } from "node:readline";
import canonicalize from "canonicalize";
import jsonld from "jsonld";
import { document, random } from "../lib/documents.js";
import { binary } from "../lib/node.js";

const COUNT = Number(process.env.AURA_DOCUMENTS ?? 300);
const SEED = Number(process.env.AURA_SEED ?? 19);
/** Documented reasons for which our library refuses documents that others accept. */
const REFUSALS = ["number", "too-many-alike"];
const CONTEXTS = new URL("../../../identity/src/data_integrity/contexts/", import.meta.url);

test("canonical forms are those of other libraries", async (t) => {
  t.diagnostic(`${COUNT} documents from the seed ${SEED}`);
  const next = random(SEED);
  const documents = Array.from({ length: COUNT }, () => document(next));
  const ours = await canonical(documents);
  const documentLoader = await loader();
  const differences = [];
  let refused = 0;
  for (const [index, made] of documents.entries()) {
    const found = ours[index];
    if (REFUSALS.includes(found.refused)) {
      refused += 1;
      continue;
    }
    const theirs = await rdfc(made, documentLoader);
    // The other library stops at its own limit of work.
    if (theirs.includes("Maximum deep iterations exceeded")) {
      refused += 1;
      continue;
    }
    if (found.refused || found.rdfc !== theirs || found.jcs !== canonicalize(made)) {
      differences.push({ document: made, found, theirs });
    }
  }
  t.diagnostic(`${refused} are refused, as the format says`);
  for (const { document: made, found, theirs } of differences.slice(0, 5)) {
    console.log(JSON.stringify(made));
    console.log("jcs:", found.jcs === canonicalize(made) ? "the same" : found.jcs);
    console.log("ours:", found.refused ? found : unique(found.rdfc, theirs));
    console.log("theirs:", unique(theirs, found.rdfc ?? ""));
  }
  assert.equal(differences.length, 0, `${differences.length} of ${COUNT} differ: seed ${SEED}`);
  assert.ok(refused < COUNT / 3, `${refused} of ${COUNT} were not compared`);
});

/** Canonical form of each document by our library. */
async function canonical(documents) {
  const child = spawn(binary("examples/canonical", "AURA_CANONICAL"), {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  child.stdin.end(documents.map((made) => `${JSON.stringify(made)}\n`).join(""));
  const forms = [];
  for await (const line of createInterface({ input: child.stdout })) {
    forms.push(JSON.parse(line));
  }
  const [status] = await ended;
  assert.equal(status, 0);
  return forms;
}

async function rdfc(made, documentLoader) {
  try {
    const quads = await jsonld.canonize(made, {
      algorithm: "RDFC-1.0",
      base: null,
      canonizeOptions: { maxWorkFactor: 3 },
      documentLoader,
      safe: true,
    });
    return quads;
  } catch (error) {
    return `${error.name}: ${error.message} ${JSON.stringify(error.details?.event ?? {})}`;
  }
}

/** Loads only the contexts that our library knows. */
async function loader() {
  const files = {
    "https://www.w3.org/ns/credentials/v2": "credentials-v2.jsonld",
    "https://www.w3.org/ns/credentials/examples/v2": "examples-v2.jsonld",
  };
  const known = new Map();
  for (const [url, file] of Object.entries(files)) {
    known.set(url, JSON.parse(await readFile(new URL(file, CONTEXTS))));
  }
  return async (url) => {
    assert.ok(known.has(url), url);
    return { contextUrl: null, documentUrl: url, document: known.get(url) };
  };
}

/** Lines of one text that the other does not have. */
function unique(text, other) {
  const theirs = new Set(other.split("\n"));
  return text.split("\n").filter((line) => !theirs.has(line));
}
