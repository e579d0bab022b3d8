// Checks links between Markdown files of this repository: their files and anchors must exist, and
// also the files that the text names, such as `scripts/lint/links.mjs`.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Lines of a file that are not code. */
function* prose(text) {
  let code = false;
  for (const line of text.split("\n")) {
    if (/^\s*(```|~~~)/.test(line)) code = !code;
    else yield code ? "" : line;
  }
}

/** Anchors of the headings, as GitHub makes them. */
function anchors(file) {
  const seen = new Map();
  const found = new Set();
  for (const line of prose(readFileSync(file, "utf8"))) {
    const heading = /^#{1,6}\s+(.*?)\s*$/.exec(line)?.[1];
    if (!heading) continue;
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = text.replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    found.add(count ? `${slug}-${count}` : slug);
  }
  return found;
}

/** Paths below a folder that the text names before. */
const SHORT = /^tests\//;

/** A file of this repository in a span of code: `folder/…/name.ext`. */
const NAMED_FILE = /`([\w-]+(?:\/[\w.-]+)*\/[\w.-]+\.(?:rs|mjs|js|py|json|md|toml|yml|sh))`/g;

/** Links in the files that lead nowhere, and files named there that do not exist. */
export function* brokenLinks(root, files) {
  for (const file of files) {
    const text = [...prose(readFileSync(join(root, file), "utf8"))].join("\n");
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path, anchor] = target.split("#");
      const to = path ? join(root, dirname(file), path) : join(root, file);
      if (!existsSync(to)) yield `${file}: ${target} does not exist`;
      else if (anchor && to.endsWith(".md") && !anchors(to).has(anchor))
        yield `${file}: ${target} has no such heading`;
    }
    for (const [, path] of text.matchAll(NAMED_FILE)) {
      const [folder] = path.split("/");
      const known = [root, join(root, dirname(file))].some((at) => existsSync(join(at, path)));
      if (existsSync(join(root, folder)) && !known && !SHORT.test(path))
        yield `${file}: ${path} does not exist`;
    }
  }
}
