// Random JSON-LD documents with every kind of literal and blank node, from a seed.

const CONTEXT = "https://www.w3.org/ns/credentials/v2";
const EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2";
const XSD = "http://www.w3.org/2001/XMLSchema#";

/** Terms of the documents, named after their types. */
const TERMS = Object.fromEntries([
  ["plain", "https://terms.example/plain"],
  ["other", "https://terms.example/other"],
  ["ref", { "@id": "https://terms.example/ref", "@type": "@id" }],
  ...["integer", "double", "decimal", "boolean", "date", "dateTime", "float"].map(
    (name) => [
      name,
      { "@id": `https://terms.example/${name}`, "@type": `${XSD}${name}` },
    ],
  ),
  ["own", { "@id": "https://terms.example/own", "@type": "urn:x:datatype" }],
]);

/** Numbers between 0 and 1, the same for each seed: mulberry32. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A credential or a presentation; `next` returns random numbers between 0 and 1. */
export function document(next) {
  const below = (end) => Math.floor(next() * end);
  const one = (list) => list[below(list.length)];
  const chance = (share) => next() < share;
  const many = (most, make) => Array.from({ length: below(most + 1) }, make);

  const characters = [
    ..."aZ0 ~\"\\/'<>{}^`|",
    ..."\b\t\n\v\f\r\u0000\u0001\u001f\u007f\u0080\u009f\u00a0",
    ..."éßя中\u0301\u200f\u2028\ud7ff",
    "😀",
    "\u{10ffff}",
  ];
  const string = () =>
    chance(0.3)
      ? one(["", "a", "Passed", " ", "_:b0", "<a>", '"a"', "\\u0041", "true", "1"])
      : many(8, () => one(characters)).join("");

  const number = () =>
    one([
      () => one([0, -0, 1, -1, 0.1, 1.5, 0.5, 100, 1e21, 1e16, 1e-7, 5e-324]),
      () => one([2 ** 53 - 1, 2 ** 53, -(2 ** 53), 0.1 + 0.2, 1.7976931348623157e308]),
      () => below(2 ** 32) - 2 ** 31,
      () => (next() - 0.5) * 10 ** (below(50) - 25),
      () => (below(1e6) / 10 ** below(8)) * one([1, -1]),
      () => Math.trunc((next() - 0.5) * 10 ** below(25)),
      () => (1 + below(9)) * 10 ** below(24),
    ])();

  const iri = () =>
    one([
      "urn:x:1",
      "did:example:a",
      "https://a.example/b?c=d#e",
      "https://é.example/中",
      "https://a.example/%7E/~/..",
      "mailto:a@b.example",
    ]);
  const language = () => one(["en", "en-GB", "DE", "zh-Hant-TW", "x-private", "sl-rozaj-biske"]);
  const labels = ["_:a", "_:b", "_:c"];

  const literal = () =>
    one([
      string,
      number,
      () => chance(0.5),
      () => ({ "@value": string() }),
      () => ({ "@value": string(), "@language": language() }),
    ])();

  /** A string or number for a term with a datatype. */
  const typed = (name) =>
    one([
      // jsonld.js parses the strings of a double, which the standard does not do, and writes `true`
      // and "true" of one datatype twice, though a dataset is a set.
      () => (name === "double" ? number() : `s${string()}`),
      number,
      () => (name === "double" ? 1.25 : chance(0.5)),
      () => (name === "double" ? -3 : "2026-01-31T12:00:00+02:00"),
    ])();

  const property = (depth) => {
    const name = one([...Object.keys(TERMS), "plain", "other", "ref"]);
    const value = () => {
      if (name === "ref") {
        // A blank node is an object here, since a string is an IRI.
        return chance(0.4) ? one([iri(), { id: one(labels) }]) : node(depth - 1);
      }
      if (TERMS[name]["@type"]) {
        return typed(name);
      }
      return depth > 0 && chance(0.4) ? node(depth - 1) : literal();
    };
    if (chance(0.3)) {
      const same = value();
      return [name, chance(0.4) ? Array(1 + below(5)).fill(same) : many(4, value)];
    }
    return [name, value()];
  };

  function node(depth) {
    const made = {};
    if (chance(0.3)) {
      made.id = chance(0.5) ? iri() : one(labels);
    }
    if (chance(0.3)) {
      made.type = chance(0.3) ? ["urn:x:T", iri()] : iri();
    }
    if (depth > 0) {
      Object.assign(made, Object.fromEntries(many(4, () => property(depth))));
    }
    if (chance(0.2)) {
      made[one(["name", "description"])] = literal();
    }
    return Object.keys(made).length > 0 ? made : { plain: "empty" };
  }

  // Parts that differ only at their ends.
  const alike = () => {
    const part = (end) => ({ plain: "alike", other: { plain: "alike", other: { plain: end } } });
    return Array.from({ length: 2 + below(3) }, () => part(one(["a", "b"])));
  };

  const status = () => ({
    type: "BitstringStatusListEntry",
    statusPurpose: string(),
    statusListIndex: one(["7", 7]),
    statusListCredential: iri(),
    statusSize: one([1, 1.5]),
    statusMessage: many(3, () => ({ status: "0x0", message: string() })),
  });
  const json = () =>
    one([
      string,
      number,
      () => true,
      // Documents have no array in an array, since our library refuses it.
      () => many(3, () => one([string, number, () => false])()),
      () => Object.fromEntries(many(3, () => [one(["a", "b", "é", "中", "$ref"]), json()])),
    ])();

  const credential = () => {
    const made = {
      "@context": [CONTEXT, chance(0.5) ? TERMS : { "@protected": true, ...TERMS }],
      type: ["VerifiableCredential", ...many(2, iri)],
      issuer: chance(0.5) ? iri() : { id: iri(), name: literal() },
      credentialSubject: chance(0.5) ? node(3) : [node(2), node(2)],
    };
    if (chance(0.3)) [made.credentialSubject].flat()[0].other = alike();
    if (chance(0.3)) made["@context"].push(EXAMPLES);
    if (chance(0.3)) made.id = iri();
    if (chance(0.3)) made.validFrom = one(["2026-01-01T00:00:00Z", "2026-01-01T00:00:00+02:00"]);
    if (chance(0.2)) made.evidence = Array(1 + below(12)).fill(node(1));
    if (chance(0.2)) made.credentialStatus = many(2, status);
    if (chance(0.1)) made.credentialSchema = { type: "JsonSchema", id: iri(), jsonSchema: json() };
    if (chance(0.1)) made.termsOfUse = { type: "urn:x:T", exp: number(), cnf: { jwk: json() } };
    if (chance(0.2)) made.relatedResource = { id: iri(), digestSRI: string(), mediaType: string() };
    return made;
  };

  if (chance(0.85)) {
    return credential();
  }
  return {
    "@context": [CONTEXT],
    type: "VerifiablePresentation",
    holder: iri(),
    verifiableCredential: many(3, credential),
  };
}
