// A person at a small screen without JavaScript. Every page they come across is kept as it was served, for the look
// checks; what they do, they do with a finger or, as `Typist`, with the keyboard alone.

import { expect } from "./report.js";

/** How long a page or an element may take, in milliseconds: a debug build on a busy machine. */
const PATIENCE = 15_000;

/** The pages that were passed, by name and language: each is kept once. */
export class Album {
  pages = new Map();
  /** Everything asked of any other host than ours. */
  strangers = [];

  keep(page) {
    const key = `${page.name}.${page.language}`;
    if (!this.pages.has(key)) this.pages.set(key, page);
  }
}

export class Visitor {
  requests = [];

  static async enter(browser, address, album, { language = "fr", width = 320 } = {}) {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      locale: language === "fr" ? "fr-FR" : "en-GB",
      viewport: { width, height: 640 },
      // Nobody presses a button that is still scrolling past; a program would.
      reducedMotion: "reduce",
      baseURL: address,
      // Weighed as the most common encoding carries it.
      extraHTTPHeaders: { "accept-encoding": "gzip" },
    });
    context.setDefaultTimeout(PATIENCE);
    const visitor = new this();
    Object.assign(visitor, { context, address, album, language, page: await context.newPage() });
    visitor.page.on("request", (request) => visitor.#notice(request));
    visitor.page.on("console", (message) => {
      if (/Content Security Policy/i.test(message.text())) album.strangers.push(`refused: ${message.text()}`);
    });
    return visitor;
  }

  #notice(request) {
    if (request.isNavigationRequest() && !request.redirectedFrom()) this.requests = [];
    this.requests.push(request.url());
    if (!request.url().startsWith(this.address) && !request.url().startsWith("data:")) {
      this.album.strangers.push(request.url());
    }
  }

  async leave() {
    await this.context.close();
  }

  /** Goes to an address and keeps the page under `name`, which may depend on where one arrives. */
  async go(path, name) {
    await this.#keep(name, () => this.page.goto(path));
  }

  /** Presses the button or link that bears these words, or that is given, and keeps the page it leads to. */
  async press(words, name) {
    await this.#keep(name, () => this.activate(this.#control(words)));
  }

  /** Presses a link that downloads; gives the file's name and bytes. */
  async download(words) {
    const starting = this.page.waitForEvent("download");
    await this.activate(this.#control(words));
    const download = await starting;
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
  }

  /** What an address gives to whoever is signed in here, without going there. */
  async fetched(path) {
    const answer = await this.context.request.get(path);
    expect(answer.ok(), `${path} answered ${answer.status()}`);
    return answer.body();
  }

  /** Writes over what stands in the field of this label. */
  async type(label, text) {
    await this.write(this.field(label), text);
  }

  /** Chooses an answer by its words. */
  async choose(words) {
    await this.pick(this.page.getByLabel(words, { exact: true }));
  }

  async attach(label, file) {
    await this.field(label).setInputFiles(file);
  }

  field(label) {
    return this.page.getByLabel(label, { exact: true });
  }

  async title() {
    return this.page.title();
  }

  async heading() {
    return plain(await this.page.locator("h1").innerText()).trim();
  }

  /** The words of the page's main part. */
  async words() {
    return plain(await this.page.locator("main").innerText());
  }

  /** The page must say this. */
  async reads(words) {
    const all = await this.words();
    expect(all.includes(plain(words)), `${this.page.url()} does not say “${words}”; it says: ${all.slice(0, 600)}`);
  }

  async status(code) {
    expect(this.kept.status === code, `${this.page.url()} answered ${this.kept.status} instead of ${code}`);
  }

  async at(path) {
    const { pathname } = new URL(this.page.url());
    expect(pathname === path, `at ${pathname} instead of ${path}`);
  }

  #control(words) {
    if (typeof words.click === "function") return words;
    const pressed = typeof words === "string" ? { name: words, exact: true } : { name: words };
    return this.page.getByRole("button", pressed).or(this.page.getByRole("link", pressed)).first();
  }

  activate(control) {
    return control.click();
  }

  write(field, text) {
    return field.fill(text);
  }

  pick(choice) {
    return choice.check();
  }

  async #keep(name, act) {
    const arriving = this.page.waitForResponse(isPage, { timeout: PATIENCE });
    const [response] = await Promise.all([arriving, act()]);
    await this.page.waitForLoadState("load");
    const [body, headers, sizes] = await Promise.all([response.text(), response.headersArray(), response.request().sizes()]);
    this.kept = {
      name: typeof name === "function" ? name(this.page.url()) : name,
      url: this.page.url(),
      status: response.status(),
      headers,
      body,
      bytes: sizes.responseBodySize,
      requests: [...this.requests],
      language: body.match(/<html lang="(\w+)/)?.[1] ?? "?",
      isPosted: response.request().method() === "POST",
    };
    this.album.keep(this.kept);
  }
}

/** Words as they are compared: any white space is a space, any apostrophe is curly. */
function plain(words) {
  return words.replace(/\s+/g, " ").replaceAll("'", "’");
}

/** The answer that ends a chain of redirects. */
function isPage(response) {
  const isRedirect = response.status() >= 300 && response.status() < 400;
  return response.request().isNavigationRequest() && !isRedirect;
}

/** How often Tab is pressed in search of something: the page on which a guide is written has 200 stops. */
const STOPS = 400;

/** The same person without a pointer. */
export class Typist extends Visitor {
  /** Walks forward until `wanted` has the focus. */
  async reach(wanted) {
    await wanted.waitFor({ state: "attached" });
    for (let stop = 0; stop < STOPS; stop += 1) {
      await this.page.keyboard.press("Tab");
      if (await wanted.evaluate(isReached)) return;
    }
    expect(false, `the keyboard never reaches ${wanted} at ${this.page.url()}`);
  }

  async activate(control) {
    await this.reach(control);
    await this.page.keyboard.press("Enter");
  }

  async write(field, text) {
    await this.reach(field);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.type(text);
  }

  /** One stop for a group of radio buttons, then the arrows. */
  async pick(choice) {
    await this.reach(choice);
    if (await choice.evaluate((input) => input === document.activeElement && input.type === "checkbox")) {
      return this.page.keyboard.press("Space");
    }
    await this.page.keyboard.press("Space");
    for (let step = 0; step < 40 && !(await choice.isChecked()); step += 1) {
      await this.page.keyboard.press("ArrowDown");
    }
    expect(await choice.isChecked(), `the arrows never reach ${choice}`);
  }
}

function isReached(element) {
  const here = document.activeElement;
  if (here === element) return true;
  const isRadio = (one) => one instanceof HTMLInputElement && one.type === "radio";
  return isRadio(element) && isRadio(here) && element.name === here.name && element.form === here.form;
}
