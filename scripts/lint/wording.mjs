// Phrases that hide the noun or are read twice, in comments and in texts for users.

/** Phrases that neither comments nor texts have. */
const PHRASES = pattern(
  "who(m|so)?ever",
  "so many(?![^.;:]* that)",
  "(?<!there )(is|are|was|were) none",
  "becomes? of",
  "stands?(?! ?-)",
  "stood",
  "any more(?=\\s*([.,;:!?)]|$))",
  "(is|was|are|were) so already",
  "the begin of",
);
/** Phrases that texts do not have either: users read them without their context. */
const TEXT_PHRASES = pattern(
  "there (is|are) none",
  "given up",
  "for ever",
  "lapsed",
  "once more",
  "anew",
  "no more(?=\\s*([.,;:!?)]|$))",
);

/** A comment, string literal or character of Rust. */
const RUST =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|\bb?r(#*)"([\s\S]*?)"\1|"((?:\\[\s\S]|[^"\\])*)"|'(?:\\[^\n']+|[^\\'\n])'/g;
/** A comment of bash, or a text that a script prints. */
const BASH = /(?<=^|\s)#[^\n]*|\b(?:echo|die|warn|printf)\b[^\n]*?"((?:\\[\s\S]|[^"\\])*)"/g;

/** Phrases in a file of Rust or bash: `{ rule, line }`, `wording` in comments, `literal` in texts. */
export function* wording(file, text) {
  if (file.endsWith(".rs")) yield* faults(text, RUST, (token) => token[2] ?? token[3]);
  else if (/^#.*\b(bash|shell=bash)/.test(text)) yield* faults(text, BASH, (token) => token[1]);
}

function* faults(text, tokens, literalOf) {
  let comment = { words: "", line: -1 };
  for (const token of text.matchAll(tokens)) {
    const line = text.slice(0, token.index).split("\n").length;
    const literal = literalOf(token)
      ?.replace(/\\\n\s*/g, "")
      .replace(/\\[nt]/g, "\n");
    if (literal !== undefined) {
      // A single word may be a value of a standard.
      const isText = literal.trim().includes(" ");
      if (isText && (PHRASES.test(literal) || TEXT_PHRASES.test(literal))) {
        yield { rule: "literal", line };
      }
    } else if (/^[/#]/.test(token[0])) {
      // Comments of neighbouring lines are one text; a phrase in the line before was found there.
      const words = token[0].replace(/^(\/[/*][/!*]?|#) ?/, "");
      const before = comment.line === line - 1 ? comment.words.split(" ").slice(-3).join(" ") : "";
      const found = PHRASES.exec(`${before} ${words}`.trim());
      if (found && found.index + found[0].length > before.length) yield { rule: "wording", line };
      comment = { words, line };
    }
  }
}

function pattern(...all) {
  return new RegExp(all.map((phrase) => `\\b${phrase}(?![\\w-])`).join("|"), "i");
}
