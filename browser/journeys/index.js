// Who walks where. Gives every page that was passed, each once.

import { expect, none } from "../lib/report.js";
import { Mailbox } from "../lib/mailbox.js";
import { Program } from "../lib/program.js";
import { Album, Typist, Visitor } from "../lib/visitor.js";
import * as analyst from "./analyst.js";
import { TOLD } from "./analyst.js";
import { createStudy, describeRefused, inviteMember, moveDeadline, openShipped } from "./coordinator.js";
import * as editor from "./editor.js";
import { sendAndWithdraw } from "./returns.js";
import { foreignForms, forbiddenPages, home, malformedForms, missingPages } from "./refusals.js";
import { answer, changeLanguage, meet } from "./respondent.js";
import * as team from "./team.js";
import { STORY } from "./words.js";

/** Who walks: the study team and the first respondents, and whoever sends a return and withdraws it. */
export const WALKS = { team: walk, author: sendAndWithdraw };

/** Journeys on every engine; those that write nothing go once, on the first. */
export async function travel(browser, report, engines, walks = Object.keys(WALKS)) {
  const album = new Album();
  for (const [index, engine] of engines.entries()) {
    for (const name of walks) {
      report.section(`Journeys of the ${name} on ${engine}, without JavaScript, at 320 px`);
      await travelOnce({ browser, report, album, engine, isFirst: index === 0 }, WALKS[name]);
    }
  }
  return [...album.pages.values()];
}

/** One walk through a program of its own; letters leave for those who are promised some. */
async function travelOnce(trip, walk) {
  let mailbox, program;
  const hasStarted = await trip.report.test(`socle serves on ${trip.engine}`, async () => {
    mailbox = walk === sendAndWithdraw ? await Mailbox.start() : undefined;
    program = await Program.start(trip.engine, { mailbox });
  });
  try {
    if (hasStarted) await walk({ ...trip, program });
  } finally {
    await program?.stop();
    await mailbox?.stop();
  }
}

async function walk({ browser, report, program, album, isFirst }) {
  const enter = (language, kind = Visitor) => kind.enter(browser, program.address, album, { language });
  const type = (language) => enter(language, Typist);
  const numbers = {};
  const answers = [["fr", enter, "by touch"], ["en", enter, "by touch"], ["fr", type, "by keyboard alone"]];
  for (const [language, hands, how] of answers) {
    await report.test(`a respondent answers, stops, resumes and sends (${language}, ${how})`, async () => {
      numbers[language] = await answer(hands, language);
    });
  }
  await report.test("two people answer the same question of one draft", () => meet(enter, "fr"));
  await office({ report, program, enter, number: numbers.fr, language: "fr", how: "by touch" });
  await office({ report, program, enter: type, number: numbers.en, language: "en", how: "by keyboard alone" });
  if (isFirst) await onlyReading({ report, program, enter });
  await aftermath(report, program, album);
}

async function office({ report, program, enter, number, language, how }) {
  const password = program.people["awa@example.org"];
  const suffix = how === "by touch" ? "doigt" : "clavier";
  let visitor;
  await report.test(`sign-in: refused, then admitted where one wanted to go (${how})`, async () => {
    visitor = await team.enterOffice(enter, password);
  });
  if (!visitor) return;
  await report.test(`an analyst reads a return, accepts it, takes the original (${how})`, () => team.readReturn(visitor, number, language));
  await report.test(`an analyst decides on many returns and takes it back (${how})`, () => team.decideOnMany(visitor, number));
  await report.test(`an analyst sets a return aside for a reason and restores it (${how})`, () => team.setAside(visitor, number));
  await report.test(`an analyst asks a question back (${how})`, () => team.askBack(visitor, number));
  await report.test(`an analyst enters what was told on the telephone (${how})`, () => team.enterTold(visitor));
  await report.test(`a coordinator is told what is missing (${how})`, () => team.refusesEmptySurvey(visitor));
  await report.test(`a file that is no workbook is refused (${how})`, () => team.refusesBadWorkbook(visitor));
  await report.test(`a coordinator opens surveys from a workbook; each says where it stands (${how})`, async () => {
    const open = (state, opens, closes) => team.openSurvey(visitor, { slug: `${suffix}-${state}`, title: `Essai ${suffix} ${state}`, opens, closes });
    const later = await open("plus-tard", 5, 30);
    const grace = await open("grace", -30, -1);
    const over = await open("close", -60, -30);
    await team.readsWindows(enter, { later, grace, over });
  });
  const study = { name: `Étude au ${suffix}`, slug: `etude-${suffix}`, survey: `retours-${suffix}` };
  await report.test(`a coordinator is told what a study leaves unsaid (${how})`, () => describeRefused(visitor));
  await report.test(`a coordinator creates a study (${how})`, () => createStudy(visitor, study));
  await report.test(`someone is invited to its team (${how})`, () => inviteMember(visitor, study));
  await report.test(`its survey opens on the shipped questionnaire (${how})`, () => openShipped(visitor, enter, study));
  await report.test(`its deadline moves, and the journal says so (${how})`, () => moveDeadline(visitor, study));
  await analysis({ report, visitor, enter, program, study, isFirst: how === "by touch", how });
  await report.test(`leaving the office (${how})`, () => team.leaveOffice(visitor));
}

/** From what was told on the telephone to a published guide. */
export async function analysis({ report, visitor, enter, program, study, isFirst, how }) {
  const reader = `moussa.${study.slug}@example.org`;
  const title = `Suivre un forage par SMS, ${study.slug}`;
  let number, experience, guide, link;
  const test = (name, act) => report.test(`${name} (${how})`, act);
  await test("an analyst enters a story on the shipped questionnaire", async () => {
    number = await analyst.enterStory(visitor, study);
  });
  await test("an analyst corrects the text beside the original", () => analyst.correct(visitor, number));
  await test("an analyst masks a first name", () => analyst.mask(visitor, number));
  await test("an analyst links a tool to the catalogue", () => analyst.linkTool(visitor, number, isFirst));
  await test("an analyst sets one experience aside and counts it again", () => analyst.setExperienceAside(visitor, number));
  await test("an analyst codes passages", async () => {
    experience = await analyst.code(visitor, study, number);
  });
  await test("passages are found by code and without any", () => analyst.findPassages(visitor, study));
  await test("counts, and files for a spreadsheet", () => analyst.count(visitor, study));
  await test("an editor begins a guide", async () => {
    await program.add(reader, "Moussa Keïta", "reviewer", { study: study.slug });
    guide = await editor.beginGuide(visitor, { title, study: study.name });
  });
  await test("an editor writes it and cites a passage", () => editor.compose(visitor, guide, experience));
  await test("two people write at one guide: both texts are kept", () => editor.meetOnGuide(visitor, enter, program, guide));
  await test("a guide is proposed and cannot be published yet", async () => {
    link = await editor.propose(visitor, guide);
  });
  await test("its contributor approves by a private link", () => editor.approve(enter, link));
  await test("whoever wrote it reads it over", () => editor.readOwn(visitor, guide));
  await test("a second person fills the grid", () => editor.readOver(enter, program, guide, { editor: visitor, reader }));
  await test("it is published, as a page and on paper", () => editor.publish(visitor, enter, guide, { title, revision: 1 }));
  await test("a second revision is published, and dated", () => editor.revise(visitor, enter, program, guide, reader));
  if (isFirst) {
    await test("the same pages in English", async () => {
      await program.add("joan@example.org", "Joan Clarke", "coordinator", { study: study.slug, language: "en" });
      const pages = await analyst.pagesOf(visitor, number);
      await editor.readInEnglish(enter, program, { ...pages, guide, survey: study.survey, slug: study.slug });
    });
  }
}

async function onlyReading({ report, program, enter }) {
  await program.add("luc@example.org", "Luc Nguyễn", "sponsor");
  const password = program.people["luc@example.org"];
  for (const language of ["fr", "en"]) {
    await report.test(`the reader's first page (${language})`, () => home(enter, language));
    await report.test(`addresses that lead nowhere (${language})`, () => missingPages(enter, language));
  }
  await report.test("the language changes half-way through a survey", () => changeLanguage(enter));
  await report.test("pages that one's role does not open", () => forbiddenPages(enter, password));
  await report.test("a form of another site does nothing", () => foreignForms(enter, password));
  await report.test("bytes that are no text are refused", () => malformedForms(enter));
}

/** What must hold after all of it. */
async function aftermath(report, program, album) {
  await report.test("nothing was asked of anyone else, nothing was refused by the policy", () => {
    none([...new Set(album.strangers.filter((one) => !one.startsWith("http://ailleurs.test/")))]);
  });
  await report.test("the log holds no failure and nothing that people wrote", () => {
    const log = program.log();
    const personal = ["awa@example.org", "luc@example.org", "Awa", STORY.fr.slice(0, 20), STORY.en.slice(0, 20), "premier texte", TOLD.organization, TOLD.story.slice(0, 20)];
    none(personal.filter((words) => log.includes(words)).map((words) => `the log says “${words}”`));
    expect(!/ERROR|panicked/.test(log), log.split("\n").filter((line) => /ERROR|panicked/.test(line)).join("\n"));
    expect(log.includes("/e/{survey}"), "the log does not say which address was asked for");
  });
}
