// What was tried and what came of it: one line each, counted.

export class Report {
  passed = 0;
  failures = [];
  skips = [];
  #section = "";

  section(name) {
    this.#section = name;
    console.log(`\n${name}`);
  }

  /** Runs `body`; what it throws is a failure of `name`. Says whether it passed. */
  async test(name, body) {
    const started = Date.now();
    try {
      await body();
    } catch (error) {
      this.fail(name, error instanceof Problems ? error.lines : [error.stack ?? String(error)]);
      return false;
    }
    this.pass(`${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    return true;
  }

  pass(name) {
    this.passed += 1;
    console.log(`  ok    ${name}`);
  }

  fail(name, lines) {
    this.failures.push(`${this.#section} › ${name}`);
    console.log(`  FAIL  ${name}`);
    for (const line of lines) console.log(`        ${line.replaceAll("\n", "\n        ")}`);
  }

  /** Continuous integration has all it needs: there, a skip is a failure. */
  skip(name, reason) {
    if (process.env.CI === "true") return this.fail(name, [`skipped: ${reason}`]);
    this.skips.push(name);
    console.log(`  SKIP  ${name}: ${reason}`);
  }

  /** The last line is for programs: tools/test reads it. */
  end() {
    if (this.failures.length > 0) console.log(`\nFailed:\n${this.failures.map((name) => `  ${name}`).join("\n")}`);
    if (this.skips.length > 0) console.log(`\nSkipped:\n${this.skips.map((name) => `  ${name}`).join("\n")}`);
    console.log(`\n${this.passed} passed, ${this.failures.length} failed`);
    return this.failures.length === 0;
  }
}

/** Several things wrong at once. */
export class Problems extends Error {
  constructor(lines) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** Goes on only when the list is empty. */
export function none(problems) {
  if (problems.length > 0) throw new Problems(problems);
}

/** Goes on only when `truth` holds. */
export function expect(truth, words) {
  if (!truth) throw new Problems([words]);
}
