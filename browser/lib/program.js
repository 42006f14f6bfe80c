// The program under test, as its users start it: in a folder of its own, on a free port, stopped by its own pid.

import { spawn, execFile } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** How long a start may take, in milliseconds; a debug build on a busy machine needs some. */
const PATIENCE = 60_000;

/** Where cargo puts what it builds. */
export const BUILT = resolve(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug");
export const WORKBOOK = join(ROOT, "content/questionnaire/trois-questions.xlsx");

/** The first line a child says on its standard output that `pattern` finds. */
function line(child, pattern, what) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what}: nothing heard in ${PATIENCE} ms`)), PATIENCE);
    createInterface({ input: child.stdout }).on("line", (text) => {
      const found = text.match(pattern);
      if (found) (clearTimeout(timer), resolve(found));
    });
    child.once("exit", (code) => (clearTimeout(timer), reject(new Error(`${what}: ended with ${code}`))));
  });
}

/**
 * A private PostgreSQL cluster; it goes, with its folder, when its standard input closes, so also when this process dies.
 * Its folder stands by itself: the server has another account, which may not look into ours.
 */
async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), "socle-postgres-"));
  const child = spawn(join(ROOT, "tools/postgres.sh"), ["run", folder], { stdio: ["pipe", "pipe", "inherit"] });
  const [address] = await line(child, /^postgres:.*/, "tools/postgres.sh");
  const gone = new Promise((resolve) => child.once("exit", resolve));
  return { address, stop: () => (child.stdin.end(), gone) };
}

/** Socle, founded and serving. */
export class Program {
  people = {};
  #stops = [];

  /** `engine` is `sqlite` or `postgres`; letters leave only when there is a mailbox for them. */
  static async start(engine, { mailbox } = {}) {
    const program = new Program();
    program.mailbox = mailbox;
    try {
      await program.#found(engine);
      await program.#serve();
    } catch (error) {
      await program.stop();
      throw error;
    }
    return program;
  }

  async #found(engine) {
    this.folder = mkdtempSync(join(tmpdir(), "socle-browser-"));
    this.#stops.push(() => rmSync(this.folder, { recursive: true, force: true }));
    this.environment = { ...process.env, SOCLE_DATA_DIR: this.data, SOCLE_LISTEN: "127.0.0.1:0" };
    for (const name of ["DATABASE_URL", "SOCLE_ADDRESS", "SOCLE_LOG"]) delete this.environment[name];
    Object.assign(this.environment, this.mailbox?.settings);
    if (engine === "postgres") {
      const cluster = await startPostgres();
      this.#stops.push(cluster.stop);
      this.environment.DATABASE_URL = cluster.address;
    }
    await this.#account("awa@example.org", ["init", "--name", "Awa Traoré"]);
  }

  /** Where it keeps what it is told. */
  get data() {
    return join(this.folder, "data");
  }

  /** Opens one more account, in the first study unless another is named. */
  async add(email, name, role, { language = "fr", study = "premiere-etude" } = {}) {
    const place = ["--role", role, "--study", study, "--language", language];
    await this.#account(email, ["user", "add", "--name", name, ...place]);
  }

  async #account(email, command) {
    const all = [...command, "--email", email, "--generate-password"];
    const { stdout } = await run(join(BUILT, "socle"), all, { env: this.environment });
    this.people[email] = stdout.match(/^Password\s+(\S+)/m)[1];
  }

  async #serve() {
    const child = spawn(join(BUILT, "socle"), ["serve"], { env: this.environment, stdio: ["ignore", "pipe", "pipe"] });
    this.logFile = join(this.folder, "log");
    child.stderr.on("data", (bytes) => appendFileSync(this.logFile, bytes));
    const gone = new Promise((resolve) => child.once("exit", resolve));
    this.#stops.push(() => (child.kill("SIGTERM"), gone));
    const [, address] = await line(child, /answers at (http:\S+)\/ /, "socle serve");
    this.address = address;
  }

  /** What it has logged, on both streams. */
  log() {
    return readFileSync(this.logFile, "utf8");
  }

  /** Stops all that was started, the last first. */
  async stop() {
    for (const stop of this.#stops.reverse()) await stop();
    this.#stops = [];
  }
}
