/**
 * Runs expression cases through the browser's evaluator: `node js/test/run.mjs CASES.json`.
 * The cases are made by the example program `logic_cases`. Ends with code 1 when one fails.
 */
import { readFileSync } from "node:fs";
import { runCases } from "./cases.js";

const { trees, cases } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { passed, failed, server } = runCases(trees, cases);
for (const failure of failed) console.log(`  ${failure}`);
console.log(`conformance xpath in the browser's evaluator: ${passed} passed, ${failed.length} failed`);
console.log(`  (${server} marked for the server)`);
process.exit(failed.length ? 1 : 0);
