// The browser: Debian's own, never one that a test tool downloads.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

// It is root that runs the tests in most containers, hence no sandbox; the others keep the browser from calling home.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launch() {
  const found = [process.env.SOCLE_TEST_CHROMIUM, ...PLACES].find((path) => path && existsSync(path));
  if (!found) throw new Error("no Chromium here (Debian: apt-get install chromium-headless-shell)");
  return chromium.launch({ executablePath: found, args: FLAGS });
}
