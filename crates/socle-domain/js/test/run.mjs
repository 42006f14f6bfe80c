/**
 * Gives the advice of Rust a second opinion, on Node: `node js/test/run.mjs CASES.json`, where the tests of the crate
 * have written a table, answers and the advice of Rust. Says how much the module and the table weigh.
 */
import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { advise, open } from "../advice.js";

const { table, cases } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const opened = open(table);
let failed = 0;
for (const { answers, advice } of cases) {
  try {
    deepStrictEqual(advise(opened, answers), advice);
  } catch (difference) {
    if (failed++ === 0) console.log(JSON.stringify(answers), difference.message);
  }
}
const module = gzipSync(readFileSync(new URL("../advice.js", import.meta.url)), { level: 9 }).length;
console.log(`compared ${cases.length} failed ${failed} module ${module} table ${gzipSync(table, { level: 9 }).length}`);
process.exitCode = failed === 0 ? 0 : 1;
