import assert from "node:assert/strict";
import test from "node:test";
import { wording } from "./wording.mjs";

const found = (file, text) => [...wording(file, text)].map(({ rule, line }) => `${rule} ${line}`);

test("texts and comments of Rust", () => {
  const text = `
/// Whoever pays.
/// The key is not in use any
/// more.
fn a<'a>(b: &'a str) -> char {
    let plain = "the key is valid"; // there is none
    let wrapped = "the key is not valid any \\
                   more: use another";
    let raw = r#"{ "so many": "keys" }"#;
    let value = "lapsed";
    let wrong = format!("{b} was given up\\n");
    let quote = '"'; // stands
    "it has no more"
}
`;
  const expected = ["wording 2", "wording 4", "literal 7", "literal 9", "literal 11", "wording 12"];
  assert.deepEqual(found("a.rs", text), [...expected, "literal 13"]);
});

test("phrases in ordinary use", () => {
  const text = `
// Any more proofs; in good standing; stand-alone; so many that none is left; \`None\` if there is none.
const A: &str = "the issuer is not in good standing, and no more proofs are accepted";
`;
  assert.deepEqual(found("a.rs", text), []);
});

test("texts and comments of scripts", () => {
  const text = `#!/bin/bash
# The port stands
echo "port $port: whoever has it" >&2
[ -e "$stands" ] || die "start it anew"
`;
  assert.deepEqual(found("scripts/a", text), ["wording 2", "literal 3", "literal 4"]);
  assert.deepEqual(found("a.toml", "# It stands\n"), []);
});
