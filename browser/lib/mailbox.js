// A mail server of the tests: it takes every letter and keeps it as it came.

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "./report.js";

const SERVER = fileURLToPath(new URL("../../crates/socle/tests/mail/server.py", import.meta.url));
/** How long a letter may take, in milliseconds: the post leaves every few seconds. */
const PATIENCE = 60_000;

export class Mailbox {
  static async start() {
    const box = new this();
    box.folder = mkdtempSync(join(tmpdir(), "socle-mail-"));
    writeFileSync(join(box.folder, "mode"), "take");
    // Debian's own Python: that is where its package puts the library.
    const child = spawn("/usr/bin/python3", [SERVER, box.folder], { stdio: ["pipe", "pipe", "inherit"] });
    const gone = new Promise((resolve) => child.once("exit", resolve));
    box.stop = async () => {
      child.stdin.end();
      await gone;
      rmSync(box.folder, { recursive: true, force: true });
    };
    box.port = await new Promise((resolve, reject) => {
      child.stdout.once("data", (bytes) => resolve(Number(bytes.toString())));
      child.once("exit", () => reject(new Error("no mail server here (Debian: apt-get install python3-aiosmtpd)")));
    });
    return box;
  }

  /** What a program has to be told to send its letters here. */
  get settings() {
    return {
      SOCLE_SMTP_HOST: "127.0.0.1",
      SOCLE_SMTP_PORT: String(this.port),
      SOCLE_SMTP_SECURITY: "none",
      SOCLE_SMTP_FROM: "etude@rives.example.org",
    };
  }

  /** All letters so far, their words decoded. */
  letters() {
    const files = readdirSync(this.folder).filter((file) => file.endsWith(".eml")).sort();
    return files.map((file) => decoded(readFileSync(join(this.folder, file), "utf8")));
  }

  /** The letter to `address` that says `words`, once it is there. */
  async letter(address, words) {
    const isIt = (letter) => letter.startsWith(`X-To: ${address}\r\n`) && letter.includes(words);
    for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((go) => setTimeout(go, 300))) {
      const found = this.letters().find(isIt);
      if (found) return found;
    }
    return expect(false, `no letter to ${address} says “${words}”`);
  }
}

/** Quoted-printable and base64, as letters with accents are carried. */
function decoded(letter) {
  const cut = letter.indexOf("\r\n\r\n");
  const [head, body] = [letter.slice(0, cut), letter.slice(cut + 4)];
  if (/transfer-encoding: base64/i.test(head)) return `${head}\r\n\r\n${Buffer.from(body, "base64").toString("utf8")}`;
  if (!/transfer-encoding: quoted-printable/i.test(head)) return letter;
  const bytes = body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return `${head}\r\n\r\n${Buffer.from(bytes, "latin1").toString("utf8")}`;
}
