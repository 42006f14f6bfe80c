// Runs the cases of the questionnaires' evaluator in a real browser: node browser/logic.js CASES.json
//
// The same files as `crates/xlsform/js/test/run.mjs`, the same lines, the same exit codes; 3 when there is no browser or
// no package to drive it.

import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const SCRIPTS = join(dirname(fileURLToPath(import.meta.url)), "../crates/xlsform/js");
// A name that is never looked up: each request is answered below.
const SITE = "http://logic.test";

async function open() {
  try {
    const { launch } = await import("./lib/chromium.js");
    return await launch();
  } catch (error) {
    console.log(`no browser to run in: ${error.message.split("\n")[0]}`);
    process.exit(3);
  }
}

/** The scripts, and an empty page to load them from. */
function answer(route) {
  const path = normalize(new URL(route.request().url()).pathname);
  if (path === "/") return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>logic</title>" });
  return route.fulfill({ contentType: "text/javascript; charset=utf-8", body: readFileSync(join(SCRIPTS, path), "utf8") });
}

const input = readFileSync(process.argv[2], "utf8");
const browser = await open();
try {
  const page = await browser.newPage();
  await page.route("**/*", answer);
  await page.goto(`${SITE}/`);
  const { lines, isWell } = await page.evaluate(async (text) => {
    const { judge } = await import("/test/judge.js");
    return judge(JSON.parse(text));
  }, input);
  console.log(lines.join("\n"));
  process.exitCode = isWell ? 0 : 1;
} finally {
  await browser.close();
}
