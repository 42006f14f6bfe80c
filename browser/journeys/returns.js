// Returns on the shipped questionnaire from the first page to the withdrawal, and what is left of them in the files.

import { photo } from "../lib/photo.js";
import { expect, none } from "../lib/report.js";
import { filesIn, found } from "../lib/search.js";
import { Typist, Visitor } from "../lib/visitor.js";
import { join } from "node:path";
import * as author from "./author.js";
import { closeNow, createStudy, openShipped } from "./coordinator.js";
import * as team from "./team.js";
import { ANSWERS } from "./words.js";

const QUESTION = "Combien de puits, et où ?";
/** How long what was erased may take to leave the files, in milliseconds. */
const PATIENCE = 60_000;

/** By touch in French and by keyboard in English on SQLite; what is written goes on PostgreSQL too. */
export async function sendAndWithdraw({ browser, report, album, engine, program, isFirst }) {
  const people = [{ language: "fr", hands: Visitor, how: "by touch" }, { language: "en", hands: Typist, how: "by keyboard alone" }];
  const picture = await photo(browser);
  const coordinator = await team.enterOffice((language) => Visitor.enter(browser, program.address, album, { language }), program.people["awa@example.org"]);
  for (const one of isFirst ? people : people.slice(0, 1)) {
    const enter = (language) => one.hands.enter(browser, program.address, album, { language });
    const test = (name, act) => report.test(`${name} (${one.language}, ${one.how})`, act);
    await live({ ...one, engine, enter, test, program, picture, coordinator });
  }
  await coordinator.leave();
  await report.test("letters and log hold nothing of the answers", () => {
    const texts = Object.keys(ANSWERS).flatMap((language) => [...author.textsOf(language), ANSWERS[language].short.e_story, ANSWERS[language].late.e_story]);
    const all = [...program.mailbox.letters(), program.log()].join("\n");
    // A letter says whom it is for.
    none(texts.filter((text) => !text.includes("@") && all.includes(text)).map((text) => `“${text}”`));
    expect(!/ERROR|panicked/.test(program.log()), program.log().split("\n").filter((line) => /ERROR|panicked/.test(line)).join("\n"));
  });
}

async function live({ language, engine, enter, test, program, picture, coordinator }) {
  const study = { name: `Étude ${language}`, slug: `etude-${language}`, survey: `puits-${language}` };
  const { survey } = study;
  let sent, draft;
  await test("a survey opens on the shipped questionnaire", async () => {
    await createStudy(coordinator, study);
    await openShipped(coordinator, enter, study);
  });
  await test("a short return is sent in a few pages", () => author.sendShort(enter, survey, language));
  const files = filesIn(join(program.data, "files")).length;
  await test("three experiences and a photo, from two phones, with a copy by mail", async () => {
    sent = await author.sendLong(enter, program, survey, language, picture);
  });
  if (!sent) return;
  const { visitor, link, number } = sent;
  await test("two people on one draft keep both texts", async () => {
    draft = await author.meetOnStory(enter, survey, language);
  });
  await test("a return is corrected by its private link", () => author.correct(visitor, link, language));
  await test("a question asked back is answered", async () => {
    await team.askBack(coordinator, number);
    await author.answerBack(visitor, program, { link, language, question: QUESTION });
  });
  await test("after the deadline, whoever had begun may still send", async () => {
    await closeNow(coordinator, study);
    await author.sendInGrace(enter, draft, survey, language);
  });
  await test("what may be published is narrowed", () => author.narrow(visitor, link, language));
  await test("a return is withdrawn; its receipt is no copy", async () => {
    if (engine === "sqlite") everyTextIsThere(program, language);
    await author.withdraw(visitor, link, language, number);
  });
  await test("no piece of what was withdrawn is left in any file", () => gone(program, language, files, engine));
  await visitor.leave();
}

/** The search must find what is there, or finding nothing would say nothing. */
function everyTextIsThere(program, language) {
  const missing = author.textsOf(language).filter((text) => found(program.data, [text]).length === 0);
  none(missing.map((text) => `not found before it is withdrawn: “${text}”`));
}

/** Database, its log, index, files: all of the folder. Only a return that nobody withdrew keeps its words. */
async function gone(program, language, files, engine) {
  const left = () => found(program.data, author.textsOf(language));
  const extra = () => filesIn(join(program.data, "files")).length - files;
  for (const end = Date.now() + PATIENCE; (left().length > 0 || extra() > 0) && Date.now() < end; ) {
    await new Promise((go) => setTimeout(go, 500));
  }
  none(left());
  expect(extra() === 0, `${extra()} files are left`);
  if (engine === "sqlite") expect(found(program.data, [ANSWERS[language].short.e_story]).length > 0, "another return lost its words");
}
