#!/usr/bin/env node
// Checks the language of comments and of texts for users, the width of lines, links between
// documents and the titles of commits:
//   scripts/lint/prose.mjs [--update]
// Faults that are already there are counted per file in `prose-allowed.txt`. A count may only shrink:
// a file with more faults fails, and so does one with fewer until `--update` has written the list
// anew.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brokenLinks } from "./links.mjs";
import { wording } from "./wording.mjs";

const ALLOWED = fileURLToPath(new URL("prose-allowed.txt", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MAX_COLUMNS = 100;
/** A line with a longer word, as a URL or a hash, cannot be wrapped. */
const MAX_WORD = 80;
const MAX_TITLE = 72;
/** Titles are checked after this commit: published history is not rewritten. */
const TITLES_SINCE = "3cecd89f10511ed5afbf4c7d5f1af54f14df969d";
/** Generated files. */
const GENERATED = /(^|\/)(weights|poseidon)\/|\/poseidon\/t\d\.rs$|\/weights\.rs$/;
const OPENERS =
  /^(What|Whether|Who|Whoever|Whom|Whose|Where|When|Which|Why|How|That|Of|Its)\b/;
const FILLERS = new Set("a an the of its this that is to in for".split(" "));

const RULES = {
  opener: "begins with a question word, That, Of or Its: begin with the noun or verb of the field",
  echo: "repeats the name of the item: say its meaning, unit or reason, or leave it out",
  wording: "has a phrase that hides the noun or is read twice (wording.mjs): see the glossary",
  literal: "is a text for users with such a phrase: say what is wrong, and what to do",
  width: `is longer than ${MAX_COLUMNS} columns`,
  title: `is a commit whose title is not imperative, or longer than ${MAX_TITLE} characters`,
};

const git = (...args) =>
  execFileSync("git", args, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 26 });

/** All faults of a file: `{ rule, line }`. */
function faults(file, text) {
  const lines = text.split("\n");
  return [...wide(file, lines), ...(file.endsWith(".rs") ? comments(lines) : [])];
}

/**
 * Lines that are too long. Tables and code blocks of Markdown are excepted: they cannot be wrapped.
 * In Rust only comments count, since rustfmt wraps the code; it leaves comments as they are.
 */
function* wide(file, lines) {
  const markdown = file.endsWith(".md");
  let code = false;
  for (const [at, line] of lines.entries()) {
    if (markdown && /^\s*(```|~~~)/.test(line)) code = !code;
    if (markdown ? code || /^\s*\|/.test(line) : !/^\s*\/\//.test(line)) continue;
    // Columns are characters, not UTF-16 units.
    if ([...line].length <= MAX_COLUMNS) continue;
    if (line.split(/\s+/).some((word) => word.length > MAX_WORD)) continue;
    yield { rule: "width", line: at + 1 };
  }
}

/** Comments in Rust that begin with the wrong word, or only repeat a name. */
function* comments(lines) {
  const kind = (line = "") => /^\s*(\/\/[/!]?)(?!\/)/.exec(line)?.[1];
  for (const [at, line] of lines.entries()) {
    if (!kind(line)) continue;
    const begins = kind(lines[at - 1]) !== kind(line);
    const continues = !begins && !/^\s*\/\/[/!]?\s*(#.*)?$/.test(lines[at - 1]);
    const said = line.trim().replace(/^\/\/[/!]?\s*/, "");
    if (!continues && OPENERS.test(said)) yield { rule: "opener", line: at + 1 };
    if (begins && kind(line) === "///" && kind(lines[at + 1]) !== "///") {
      if (echoes(said, nameAfter(lines, at))) yield { rule: "echo", line: at + 1 };
    }
  }
}

/** The name of the item that a comment documents. */
function nameAfter(lines, at) {
  const item = lines.slice(at + 1).find((line) => !/^\s*(#|\/\/|\)|\w+,$|$)/.test(line)) ?? "";
  const declared = /\b(?:fn|struct|enum|trait|type|const|static|mod|union)\s+(?:r#)?(\w+)/.exec(item);
  return declared?.[1] ?? /^\s*(?:pub(?:\([^)]*\))?\s+)?(\w+)/.exec(item)?.[1] ?? "";
}

/** True if a comment of at most three words has no word that the name has not. */
function echoes(said, name) {
  const stem = (word) => word.toLowerCase().replace(/(ies|es|s)$/, "");
  const words = said.match(/[\p{L}\d]+/gu) ?? [];
  const parts = new Set((name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z\d]+/g) ?? []).map(stem));
  const told = words.filter((word) => !FILLERS.has(word.toLowerCase()));
  return words.length <= 3 && told.length > 0 && told.every((word) => parts.has(stem(word)));
}

/** Commits whose titles break a rule: by their hashes. A history without `TITLES_SINCE` has none. */
function* titles() {
  if (!git("rev-list", "HEAD").includes(TITLES_SINCE)) return;
  const log = git("log", "--no-merges", "--format=%H %s", `${TITLES_SINCE}..HEAD`);
  for (const [, hash, title] of log.matchAll(/^(\w+) (.*)$/gm)) {
    if ([...title].length > MAX_TITLE || OPENERS.test(title)) yield hash.slice(0, 12);
  }
}

// A file that was removed and not committed yet is still listed.
const files = git("ls-files", "*.rs", "*.md")
  .trim()
  .split("\n")
  .filter((file) => !GENERATED.test(file) && existsSync(join(ROOT, file)));
const found = new Map();
for (const file of files) {
  for (const { rule, line } of faults(file, readFileSync(join(ROOT, file), "utf8"))) {
    const key = `${rule} ${file}`;
    found.set(key, [...(found.get(key) ?? []), line]);
  }
}
const scripts = git("ls-files", "scripts", "examples", "docker").trim().split("\n");
for (const file of new Set([...files, ...scripts].filter((file) => existsSync(join(ROOT, file))))) {
  for (const { rule, line } of wording(file, readFileSync(join(ROOT, file), "utf8"))) {
    const key = `${rule} ${file}`;
    found.set(key, [...(found.get(key) ?? []), line]);
  }
}
for (const hash of titles()) found.set(`title ${hash}`, [1]);

if (process.argv.includes("--update")) {
  const rows = [...found].map(([key, lines]) => `${key} ${lines.length}`).sort();
  writeFileSync(ALLOWED, `${rows.join("\n")}\n`);
  process.exit();
}

const allowed = new Map();
for (const row of readFileSync(ALLOWED, "utf8").trim().split("\n")) {
  const [rule, file, count] = row.split(" ");
  if (count) allowed.set(`${rule} ${file}`, Number(count));
}
const documents = files.filter((file) => file.endsWith(".md"));
const wrong = [...brokenLinks(ROOT, documents)];
for (const key of new Set([...found.keys(), ...allowed.keys()])) {
  const [rule, file] = key.split(" ");
  const lines = found.get(key) ?? [];
  const most = allowed.get(key) ?? 0;
  if (lines.length > most) {
    wrong.push(
      `${lines.map((line) => `${file}:${line}`).join("\n")}\n    ${lines.length} where ${most} are allowed: ${RULES[rule]}`,
    );
  } else if (lines.length < most && rule !== "title") {
    wrong.push(`${file}: fewer faults of the rule \`${rule}\`: run scripts/lint/prose.mjs --update`);
  }
}
if (wrong.length) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
