// A1: the accessibility rules that a program can tell. A2, their negative control, is the list of faults below.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function look(page) {
  const isThere = await page.evaluate(() => "axe" in window);
  if (!isThere) await page.evaluate(SOURCE);
  const results = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)} — ${node.any[0]?.message ?? violation.help}`));
}

export const axe = {
  id: "A1",
  name: "axe finds nothing",
  pose: ["phone", "desk"],
  look,
  faults: [
    { body: `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">` },
    { body: `<p class="pale">Presque invisible</p>`, css: `.pale{color:#ddd;background:#fff}` },
    { body: `<form><input name="q"></form>` },
  ],
};
