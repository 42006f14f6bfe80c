// HTML validity, by the checker of the W3C: all pages in one run, since it takes seconds to start.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** What is not valid in each page: a map from its name to sentences. */
export async function validate(subjects) {
  const folder = mkdtempSync(join(tmpdir(), "socle-html-"));
  try {
    const files = subjects.map((subject, index) => {
      const file = join(folder, `${index}.html`);
      writeFileSync(file, subject.body);
      return file;
    });
    const messages = await run(files);
    return new Map(subjects.map((subject, index) => [subject, sentences(messages, `/${index}.html`)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sentences(messages, end) {
  const own = messages.filter((message) => message.type === "error" && message.url.endsWith(end));
  return own.map((message) => `${message.message} — ${message.extract?.replace(/\s+/g, " ").trim() ?? ""}`);
}

function run(files) {
  return new Promise((resolve, reject) => {
    const options = ["-jar", JAR, "--format", "json", "--exit-zero-always", ...files];
    execFile("java", options, { maxBuffer: 64 * 1024 * 1024 }, (error, _said, complained) => {
      if (error) return reject(error);
      resolve(JSON.parse(complained).messages);
    });
  });
}
