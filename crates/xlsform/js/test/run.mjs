/**
 * Runs expression cases or forms through the browser's evaluator, on Node: `node js/test/run.mjs CASES.json`.
 * The tests of the crate make such files, and the example program `logic_cases`. Ends with code 1 when a case fails.
 */
import { readFileSync } from "node:fs";
import { judge } from "./judge.js";

const { lines, isWell } = judge(JSON.parse(readFileSync(process.argv[2], "utf8")));
console.log(lines.join("\n"));
process.exitCode = isWell ? 0 : 1;
