// Whoever sends a return on the shipped questionnaire: five minutes for a short one, as long as one likes for the rest;
// then its private page, down to the receipt that is no copy.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CAMERA, sizeOf } from "../lib/photo.js";
import { expect } from "../lib/report.js";
import { filesIn } from "../lib/search.js";
import { ANSWERS, AUTHOR, WORDS } from "./words.js";

/** The most pages of a short return: five minutes on a phone. */
const SHORT_MOST = 6;
/** The longest side of a picture that is kept. */
const SIDE = 1600;
/** Shorter answers may stand on a page by themselves. */
const TELLING = 24;

const field = (visitor, name) => visitor.page.locator(`main [name$="~${name}"]`);
const pathOf = (url) => new URL(url).pathname;
/** What a page of the questionnaire is called in the album, whichever experience it is about. */
const byPage = (url) => `tell-${pathOf(url).split(/[/~]/).pop()}`;
/** What a person has written, as against chosen. */
const written = (answers) => Object.values(answers).filter((text) => text.length >= TELLING);

/** Every text of this journey that goes with the return when it is withdrawn. */
export function textsOf(language) {
  const { long, corrected, back } = ANSWERS[language];
  return [...written(long), corrected, back];
}

/** The answer to a field: that of its experience (`2 e_tool`), else that of the question wherever it is asked. */
function answerOf(answers, name) {
  const place = name.match(/experience~(\d)/)?.[1];
  const question = name.split("~").pop();
  return answers[`${place} ${question}`] ?? answers[question];
}

/** Answers what the page asks, as far as there is an answer to it. */
async function fill(visitor, answers) {
  const names = await visitor.page.locator("main form [name]").evaluateAll((all) => all.map((one) => one.name));
  for (const name of new Set(names)) {
    const answer = answerOf(answers, name);
    if (answer === undefined) continue;
    const asked = visitor.page.locator(`main [name="${name}"]`);
    const kind = await asked.first().evaluate((one) => one.type);
    if (kind === "radio" || kind === "checkbox") await visitor.pick(visitor.page.locator(`main [name="${name}"][value="${answer}"]`));
    else if (kind === "select-one") await asked.selectOption(answer);
    else await visitor.write(asked.first(), answer);
  }
}

/** Answers page after page until the one whose address ends so; that page is left as it is. Gives how many there were. */
async function goOn(visitor, w, answers, end = "/verifier") {
  let pages = 0;
  for (; !pathOf(visitor.page.url()).endsWith(end); pages += 1) {
    expect(pages < 40, `${end} never comes: ${visitor.page.url()}`);
    await fill(visitor, answers);
    await visitor.press(w.go, byPage);
    await visitor.status(200);
  }
  return pages;
}

async function begin(visitor, w, survey) {
  await visitor.go(`/e/${survey}`, "survey-start-described");
  await visitor.press(w.begin, "survey-welcome");
}

async function codeToResume(visitor, w) {
  await visitor.press(w.later, "later");
  await visitor.press(w.code, "later-code");
  return (await visitor.page.locator(".code b").innerText()).trim();
}

async function resume(visitor, w, code) {
  await visitor.go("/reprendre", "resume");
  await visitor.type(w.resumeField, code);
  await visitor.press(w.resume, byPage);
}

/** The story comes in a few pages and is sent; then the phone, which is shared, forgets it. */
export async function sendShort(enter, survey, language) {
  const [w, visitor, answers] = [WORDS[language], await enter(language), ANSWERS[language].short];
  await begin(visitor, w, survey);
  await visitor.press(w.go, "survey-welcome-error");
  await visitor.status(422);
  const pages = await goOn(visitor, w, answers);
  expect(pages <= SHORT_MOST, `a short return takes ${pages} pages`);
  await visitor.reads(answers.e_story);
  await visitor.press(w.send, "tell-merci");
  await visitor.reads(w.thanks);
  await visitor.press(AUTHOR[language].forget, "survey-start-described");
  await visitor.leave();
}

/** Three experiences, one of them a tool of their own, with a photo: begun on one phone, sent from another. */
export async function sendLong(enter, program, survey, language, picture) {
  const [w, answers] = [WORDS[language], ANSWERS[language].long];
  const first = await enter(language);
  await begin(first, w, survey);
  await goOn(first, w, answers, "~1~e_close");
  await fill(first, answers);
  await attach(first, program, AUTHOR[language], picture);
  await goOn(first, w, answers, "~2~e_telling");
  const code = await codeToResume(first, w);
  await first.leave();
  const second = await enter(language);
  await resume(second, w, code);
  await goOn(second, w, answers);
  for (const said of [answers["1 e_story"], answers["2 e_story"], answers.i_problem, "puits.jpg"]) await second.reads(said);
  return { ...(await sendWithCopy(second, program, language)), visitor: second };
}

/** A photo: what is kept of it is smaller, and says nothing of the camera. */
async function attach(visitor, program, a, picture) {
  const folder = join(program.data, "files");
  const before = new Set(filesIn(folder));
  await visitor.press(a.attach, "tell-file");
  await visitor.press(a.attachSend, "tell-file-error");
  await visitor.status(422);
  const chosen = { name: "puits.jpg", mimeType: "image/jpeg", buffer: picture };
  await visitor.page.locator("input[type=file]").setInputFiles(chosen);
  await visitor.press(a.attachSend, "tell-e_close");
  await visitor.reads("puits.jpg");
  const added = filesIn(folder).filter((file) => !before.has(file));
  expect(added.length === 1, `${added.length} files were kept`);
  const kept = readFileSync(added[0]);
  const longest = Math.max(...sizeOf(kept));
  expect(longest > 0 && longest <= SIDE, `the picture kept is ${longest} points long`);
  expect(kept.length < picture.length, `${kept.length} bytes are kept of ${picture.length}`);
  expect(!kept.includes("Exif") && !kept.includes(CAMERA), "what the camera says of itself is kept");
}

/** Sends and asks for a copy by mail: a number and a link come, and no answer. */
async function sendWithCopy(visitor, program, language) {
  const [w, a, copy] = [WORDS[language], AUTHOR[language], () => visitor.page.locator("main [name=copie]")];
  await visitor.write(copy(), "pas une adresse");
  await visitor.press(w.send, "tell-verifier-error");
  await visitor.status(422);
  const address = ANSWERS[language].long.s5_email;
  await visitor.write(copy(), address);
  await visitor.press(w.send, "tell-merci");
  await visitor.reads(w.thanks);
  const number = Number((await visitor.words()).match(/R-(\d+)/)[1]);
  const link = await visitor.page.locator('main a[href^="/retour/"]').getAttribute("href");
  const letter = await program.mailbox.letter(address, a.receipt(number));
  expect(letter.includes(link), "the letter does not hold the private link");
  return { number, link };
}

/** Two people on one draft write the same story: both texts are shown, none is lost. Gives whoever goes on with it. */
export async function meetOnStory(enter, survey, language) {
  const w = WORDS[language];
  const [one, other] = [await enter(language), await enter(language)];
  const { e_story: story, ...answers } = ANSWERS[language].late;
  const own = ANSWERS[language].ownText;
  await begin(one, w, survey);
  await goOn(one, w, answers, "~1~e_telling");
  const here = pathOf(one.page.url());
  await resume(other, w, await codeToResume(one, w));
  await other.go(here, byPage);
  await one.go(here, byPage);
  for (const [visitor, text] of [[one, story], [other, own]]) {
    await visitor.write(field(visitor, "e_story"), text);
    await fill(visitor, answers);
    await visitor.press(w.go, visitor === one ? byPage : "tell-clash");
  }
  await other.reads(w.clash);
  await other.reads(story);
  expect((await field(other, "e_story").inputValue()) === own, "the second text is lost");
  await other.write(field(other, "e_story"), `${story} ${own}`);
  await other.press(w.go, byPage);
  await one.leave();
  return { visitor: other, both: `${story} ${own}` };
}

/** After the deadline: whoever had begun sends within the grace, and nobody begins. */
export async function sendInGrace(enter, { visitor, both }, survey, language) {
  const w = WORDS[language];
  const late = await enter(language);
  await late.go(`/e/${survey}`, "survey-grace");
  await late.reads(AUTHOR[language].inGrace);
  expect((await late.page.getByRole("button", { name: w.begin, exact: true }).count()) === 0, "one may still begin");
  await late.leave();
  await goOn(visitor, w, ANSWERS[language].late);
  await visitor.reads(both);
  await visitor.press(w.send, "tell-merci");
  await visitor.reads(w.thanks);
  await visitor.leave();
}

/** Corrects by the private link, which shows no answer by itself; what was changed is what is sent. */
export async function correct(visitor, link, language) {
  const [w, a] = [WORDS[language], AUTHOR[language]];
  await visitor.go(link, "return");
  const shown = textsOf(language).filter((text) => visitor.kept.body.includes(text));
  const titles = Object.entries(ANSWERS[language].long).filter(([name]) => name.endsWith("e_tool")).map(([, tool]) => tool);
  expect(shown.every((text) => titles.includes(text)), `the private page shows answers: ${shown}`);
  await visitor.press(a.takeUp, "tell-verifier-correction");
  await visitor.reads(a.correcting);
  await visitor.press(visitor.page.locator('main a[href*="~1~e_telling"]').first(), "tell-e_telling-changed");
  await visitor.write(field(visitor, "e_story"), ANSWERS[language].corrected);
  await visitor.press(w.go, "tell-verifier-correction");
  await visitor.reads(ANSWERS[language].corrected);
  await visitor.press(w.send, "return-corrected");
  await visitor.reads(a.corrected);
}

/** Answers what the team asked back; a letter had told of it. */
export async function answerBack(visitor, program, { link, language, question }) {
  const a = AUTHOR[language];
  const letter = await program.mailbox.letter(ANSWERS[language].long.s5_email, a.inquiry);
  expect(letter.includes(link) && !letter.includes(question), "the letter holds the link, not the question");
  await visitor.go(link, "return-asked");
  await visitor.reads(question);
  await visitor.press(a.answer, "return-answer-error");
  await visitor.status(422);
  await visitor.type(a.answerField, ANSWERS[language].back);
  await visitor.press(a.answer, "return-answered");
  await visitor.reads(a.answered);
}

/** Narrows what may be published of the first experience. */
export async function narrow(visitor, link, language) {
  const a = AUTHOR[language];
  const form = 'main form:has([name="experience"][value="1"])';
  const chosen = () => visitor.page.locator(`${form} [name=accord]:checked`).inputValue();
  await visitor.go(link, "return");
  expect((await chosen()) === "named", `“${await chosen()}” was chosen before`);
  await visitor.pick(visitor.page.locator(`${form} [name=accord][value=figures]`));
  await visitor.press(visitor.page.locator(`${form} button`), "return-narrowed");
  await visitor.reads(a.published);
  expect((await chosen()) === "figures", `“${await chosen()}” is what may be published`);
}

/** Withdraws: what goes is said first, one may step back, and the receipt holds a number and a day only. */
export async function withdraw(visitor, link, language, number) {
  const a = AUTHOR[language];
  await visitor.go(link, "return");
  await visitor.press(a.see, "return-withdraw");
  await visitor.reads(a.goes);
  await visitor.press(a.keep, "return");
  await visitor.press(a.see, "return-withdraw");
  await visitor.press(a.withdraw, "return-receipt");
  await visitor.reads(`R-${number}`);
  await visitor.reads(a.gone);
  const copied = textsOf(language).filter((text) => visitor.kept.body.includes(text));
  expect(copied.length === 0, `the receipt is a copy: ${copied}`);
  await visitor.go(link, "return-gone");
  await visitor.status(410);
}
