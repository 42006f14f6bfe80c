// An answer to the starter survey, from the first page to the thanks, on two phones.

import { expect } from "../lib/report.js";
import { STORY, WORDS } from "./words.js";

const SURVEY = "/e/trois-questions";

/** Answers, stops half-way, goes on with the code on another phone (`enter` gives one), and sends. Gives the number. */
export async function answer(enter, language) {
  const w = WORDS[language];
  const first = await enter(language);
  await begin(first, w);
  await storyRefusedWhenEmpty(first, w, STORY[language]);
  const code = await stopHalfWay(first, w);
  await first.leave();

  const second = await enter(language);
  await comeBack(second, w, code);
  const number = await finish(second, w, STORY[language]);
  await nothingIsSentTwice(second, w, number);
  await second.leave();
  return number;
}

async function begin(visitor, w) {
  await visitor.go(SURVEY, "survey-start");
  await visitor.status(200);
  await visitor.press(w.begin, "question-story");
}

async function storyRefusedWhenEmpty(visitor, w, story) {
  await visitor.press(w.go, "question-story-error");
  await visitor.status(422);
  expect((await visitor.title()).startsWith(w.error), `the title does not start with ${w.error}`);
  const words = await visitor.words();
  const times = words.split(w.storyMissing).length - 1;
  expect(times === 2, `“${w.storyMissing}” is said ${times} times instead of twice`);
  const isFocused = await visitor.page.evaluate(() => document.activeElement.classList.contains("summary"));
  expect(isFocused, "the summary of errors does not have the focus");
  await visitor.type(w.story, story);
  await visitor.press(w.go, "question-state");
  await visitor.status(200);
}

async function stopHalfWay(visitor, w) {
  await visitor.choose(w.state);
  await visitor.press(w.later, "later");
  await visitor.press(w.code, "later-code");
  return (await visitor.page.locator(".code b").innerText()).trim();
}

async function comeBack(visitor, w, code) {
  await visitor.go("/reprendre", "resume");
  await visitor.type(w.resumeField, "123");
  await visitor.press(w.resume, "resume-shape-error");
  await visitor.status(422);
  await visitor.reads(w.codeShape);
  expect((await visitor.field(w.resumeField).inputValue()) === "123", "what was typed is not shown again");
  await visitor.type(w.resumeField, "ABCD-EFGH");
  await visitor.press(w.resume, "resume-unknown-error");
  await visitor.reads(w.codeUnknown);
  // As people copy codes: small letters, a space.
  await visitor.type(w.resumeField, code.toLowerCase().replace("-", " "));
  await visitor.press(w.resume, "question-publish");
  await visitor.at(`${SURVEY}/q/e_publish`);
}

async function finish(visitor, w, story) {
  await visitor.choose(w.publish);
  await visitor.press(w.go, "check");
  await visitor.at(`${SURVEY}/verifier`);
  for (const said of [story, w.state]) await visitor.reads(said);
  await visitor.press(w.change, "question-changed");
  expect((await visitor.field(w.story).inputValue()) === story, "the text to change is not the one that was written");
  await visitor.press(w.go, "check");
  await visitor.at(`${SURVEY}/verifier`);
  await visitor.press(w.send, "thanks");
  await visitor.reads(w.thanks);
  return (await visitor.words()).match(/R-(\d+)/)[1];
}

/** « Précédent », then sending again: the same number, no second return. */
async function nothingIsSentTwice(visitor, w, number) {
  await visitor.go(`${SURVEY}/verifier`, "thanks");
  await visitor.reads(`R-${number}`);
  await visitor.go(`${SURVEY}/q/e_story`, "thanks");
  await visitor.at(`${SURVEY}/merci`);
}

/** Two people hold the same draft and answer the same question: both texts are shown, none is lost. */
export async function meet(enter, language) {
  const w = WORDS[language];
  const [one, other] = [await enter(language), await enter(language)];
  await one.go(SURVEY, "survey-start");
  await one.press(w.begin, "question-story");
  await one.press(w.later, "later");
  await one.press(w.code, "later-code");
  const code = (await one.page.locator(".code b").innerText()).trim();
  await other.go("/reprendre", "resume");
  await other.type(w.resumeField, code);
  await other.press(w.resume, "question-story");
  await one.go(`${SURVEY}/q/e_story`, "question-story");
  await one.type(w.story, "Le premier texte.");
  await one.press(w.go, "question-state");
  await other.type(w.story, "Le second texte.");
  await other.press(w.go, "question-clash");
  await other.reads(w.clash);
  await other.reads("Le premier texte.");
  expect((await other.field(w.story).inputValue()) === "Le second texte.", "the second text is lost");
  await other.press(w.go, "question-state");
  await Promise.all([one.leave(), other.leave()]);
}

/** The language can be changed half-way; what was written stays. */
export async function changeLanguage(enter) {
  const visitor = await enter("fr");
  await visitor.go(SURVEY, "survey-start");
  await visitor.press(WORDS.fr.begin, "question-story");
  await visitor.type(WORDS.fr.story, "Un début.");
  await visitor.press(WORDS.fr.later, "later");
  await visitor.go(`${SURVEY}/q/e_story`, "question-story");
  await visitor.press(/EN$/, "question-story");
  expect((await visitor.field(WORDS.en.story).inputValue()) === "Un début.", "the text is lost when the language changes");
  await visitor.leave();
}
