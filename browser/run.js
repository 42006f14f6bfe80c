// Everything a browser can say about Socle.
//
//   node run.js [--part NAME]… [--engine NAME]… [--walk NAME]… [--screenshots FOLDER]
//
// Parts: self (the checks can fail), gallery (every state of every component), journeys (people at work, then every
// page they passed). Engines: sqlite, postgres. Walks: team, author. Without arguments: all of them.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CHECKS } from "./checks/index.js";
import { travel, WALKS } from "./journeys/index.js";
import { launch } from "./lib/chromium.js";
import { look } from "./lib/look.js";
import { plant, policyOf } from "./lib/plant.js";
import { BUILT } from "./lib/program.js";
import { none, Report } from "./lib/report.js";
import { validate } from "./lib/validator.js";

/** Pages looked at side by side: two cores. */
const SIDE_BY_SIDE = 2;
/** Problems shown of one page. */
const SHOWN = 15;

const { values } = parseArgs({
  options: {
    part: { type: "string", multiple: true, default: ["self", "gallery", "journeys"] },
    engine: { type: "string", multiple: true, default: ["sqlite", "postgres"] },
    walk: { type: "string", multiple: true, default: Object.keys(WALKS) },
    screenshots: { type: "string" },
  },
});

const report = new Report();
const browser = await launch();
try {
  if (values.part.includes("self")) await checkTheChecks();
  if (values.part.includes("gallery")) await lookAtAll("The gallery", gallery());
  if (values.part.includes("journeys")) {
    const pages = await travel(browser, report, values.engine, values.walk);
    await lookAtAll("Every page that was passed", pages);
    titlesDiffer(pages);
  }
} finally {
  await browser.close();
}
process.exitCode = report.end() ? 0 : 1;

/** A plain page breaks nothing; each planted fault is found. */
async function checkTheChecks() {
  report.section("The checks themselves");
  await report.test("a plain page is found fine", async () => none(lines(await look(browser, plant({})))));
  for (const check of CHECKS) {
    for (const [index, fault] of check.faults.entries()) {
      await report.test(`${check.id} finds planted fault ${index + 1} (${check.name})`, async () => {
        const found = await look(browser, plant(fault), { checks: [check] });
        if (found.get(check).length === 0) none([`nothing was found wrong with ${fault.body.slice(0, 80)}`]);
      });
    }
  }
  await report.test("the validator finds a planted fault", async () => {
    const subject = plant({ body: `<p id="a">Un</p><p id="a"><div>Deux</div></p>` });
    const found = await validate([subject]);
    if (found.get(subject).length === 0) none(["nothing was found"]);
  });
}

function lines(found) {
  return [...found].flatMap(([check, problems]) => problems.map((problem) => `${check.id} ${problem}`));
}

/** The gallery's pages, from left to right once per frame. */
function gallery() {
  const folder = mkdtempSync(join(tmpdir(), "socle-gallery-"));
  try {
    execFileSync(join(BUILT, "examples/gallery"), [folder]);
    const files = readdirSync(folder).filter((file) => /\.light\.html$|^(all-\w+|guide|question|inbox)\.\w+\.rtl\.html$/.test(file));
    return files.sort().map((file) => gallerySubject(file, readFileSync(join(folder, file), "utf8")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function gallerySubject(file, body) {
  const [, name, language, mode] = file.match(/^(.+)\.(\w+)\.(\w+)\.html$/);
  const style = body.match(/<style>([\s\S]*?)<\/style>/)[1];
  return {
    ...plant({ policy: policyOf(style) }),
    name: `gallery-${name}${mode === "rtl" ? "-rtl" : ""}`,
    kind: "gallery",
    isExample: /^(guide|question|inbox|error-.*)$/.test(name),
    language,
    body,
    sheet: sheetOf(body),
  };
}

async function lookAtAll(title, subjects) {
  report.section(`${title}: ${subjects.length} pages`);
  const queue = subjects.map((subject) => ({ ...subject, sheet: sheetOf(subject.body), kind: subject.kind ?? "served" }));
  const validity = validate(queue);
  const waiting = [...queue];
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let subject = waiting.shift(); subject; subject = waiting.shift()) await lookAtOne(subject, validity);
  }));
}

async function lookAtOne(subject, validity) {
  const name = `${subject.name} (${subject.language}, ${subject.sheet}, ${subject.bytes ?? "–"} bytes)`;
  await report.test(name, async () => {
    const found = lines(await look(browser, subject, { folder: values.screenshots }));
    const invalid = (await validity).get(subject).filter((one) => !isOfTheGallery(subject, one)).map((one) => `A10 not valid: ${one}`);
    const all = [...new Set([...found, ...invalid])];
    none(all.length > SHOWN ? [...all.slice(0, SHOWN), `and ${all.length - SHOWN} more`] : all);
  });
}

/** A page with every state of the summary has several that would take the focus; no page that people load has. */
function isOfTheGallery(subject, problem) {
  return subject.kind === "gallery" && problem.includes("“autofocus”");
}

/** Two pages with one title cannot be told apart in a list of tabs. */
function titlesDiffer(pages) {
  report.section("Titles");
  const seen = new Map();
  for (const { name, language, body } of pages) {
    const title = body.match(/<title>([\s\S]*?)<\/title>/)?.[1];
    seen.set(`${language} ${title}`, [...(seen.get(`${language} ${title}`) ?? []), name]);
  }
  // States of one page share its title: survey-new, survey-new-bad-workbook.
  const clashes = [...seen].filter(([, names]) => names.some((name) => !sameFamily(name, names[0])));
  if (clashes.length === 0) return report.pass("no two pages have the same title");
  report.fail("no two pages have the same title", clashes.map(([title, names]) => `${title}: ${names.join(", ")}`));
}

function sameFamily(one, other) {
  return one.startsWith(other) || other.startsWith(one) || family(one) === family(other);
}

function family(name) {
  return name.split("-")[0];
}

function sheetOf(body) {
  const words = body.match(/<body class="([^"]*)"/)?.[1].split(" ") ?? [];
  return ["survey", "office"].find((sheet) => words.includes(sheet)) ?? "public";
}
