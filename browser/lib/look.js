// All checks of a page in one load: the page is put in one pose after the other, and the checks of each pose look.
//
// What is loaded is what was served: the bytes and headers that a person without JavaScript got are given again to a
// browser with JavaScript, which the checks need. So the page after a form is looked at without sending the form again.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { CHECKS } from "../checks/index.js";

/** How long a step may take, in milliseconds: the tallest page of the gallery, on a busy machine. */
const PATIENCE = 120_000;

/** How a page is shown, in this order. */
const POSES = [
  { name: "phone", width: 320, height: 640 },
  // Without smooth scrolling: what has the focus is on the screen at once.
  { name: "zoom", width: 320, height: 256, reducedMotion: "reduce" },
  { name: "landscape", width: 640, height: 320 },
  { name: "large-text", width: 640, height: 800, css: LARGE_TEXT() },
  { name: "desk", width: 1280, height: 800, colorScheme: "dark" },
  { name: "forced", width: 1280, height: 800, forcedColors: "active", reducedMotion: "reduce" },
  { name: "grey", width: 1280, height: 800 },
  { name: "paper", width: 1280, height: 800, media: "print" },
];

/** Text at 200 %, and the spacing of WCAG 1.4.12 (lines 1.5, paragraphs 2, letters 0.12, words 0.16). */
function LARGE_TEXT() {
  const spacing = "line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important";
  return `html{font-size:200%!important} *{${spacing}} p{margin-block-end:2em!important}`;
}

/** Looks at a page with the checks given; a map from check to what it found wrong. `folder` takes pictures. */
export async function look(browser, subject, { checks = CHECKS, folder } = {}) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const found = new Map();
  try {
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    subject.violations = [];
    await open(page, subject);
    for (const pose of POSES) {
      const due = checks.filter((check) => check.pose === pose.name || check.pose?.includes?.(pose.name));
      if (due.length === 0) continue;
      await strike(page, pose);
      for (const check of due) {
        const problems = await check.look(page, { ...subject, pose: pose.name });
        found.set(check, [...(found.get(check) ?? []), ...problems.map((one) => `${pose.name}: ${one}`)]);
      }
    }
    // What needs no pose reads what came over the wire and what the browser refused meanwhile.
    for (const check of checks.filter((check) => !check.pose)) found.set(check, await check.look(page, subject));
    if (folder) await picture(page, subject, folder);
  } finally {
    await context.close();
  }
  return found;
}

/** Gives the page's bytes and headers again. */
async function open(page, subject) {
  await page.exposeFunction("noteViolation", (words) => subject.violations.push(words));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      window.noteViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.route("**/*", (route) => {
    if (!route.request().isNavigationRequest()) return route.abort();
    const kept = subject.headers.filter(({ name }) => !/^(content-(encoding|length)|transfer-encoding|set-cookie)$/i.test(name));
    const headers = Object.fromEntries(kept.map(({ name, value }) => [name, value]));
    return route.fulfill({ status: subject.status, headers, body: subject.body });
  });
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
  await page.goto(subject.url);
}

async function strike(page, pose) {
  await page.setViewportSize({ width: pose.width, height: pose.height });
  await page.emulateMedia({
    media: pose.media ?? "screen",
    colorScheme: pose.colorScheme ?? "light",
    forcedColors: pose.forcedColors ?? "none",
    reducedMotion: pose.reducedMotion ?? "no-preference",
  });
  // A sheet made by script: the security policy, which is under test, lets no element carry one.
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    scrollTo(0, 0);
  }, pose.css ?? "");
  // The walk of the keyboard leaves the focus somewhere; the first pose shows it where the page put it.
  if (pose !== POSES[0]) await page.evaluate(() => document.activeElement.blur());
}

/** The whole page, small and large, light and dark. */
async function picture(page, subject, folder) {
  mkdirSync(folder, { recursive: true });
  for (const width of [320, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      await strike(page, { width, height: 720, colorScheme });
      const name = `${subject.name}.${subject.language}.${width}.${colorScheme}.png`;
      await page.screenshot({ path: join(folder, name), fullPage: true });
    }
  }
}
