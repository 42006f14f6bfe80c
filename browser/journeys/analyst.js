// An analyst, from what was told to passages under codes, counts and files for a spreadsheet.

import { expect } from "../lib/report.js";

/** Words that people wrote: they are looked for in what is kept, and must not be in the log. */
export const TOLD = {
  story: "Le cahier de suivi a pris l’eau pendant la saison des pluies. Adjoua saisit maintenant les relevés sur un téléphone. Les pannes se voient le jour même.",
  organization: "Comité des puits de Kaya",
};
/** What the story says once it was read over: the first name is masked. */
export const CURATED = "[…] saisit maintenant les relevés sur un téléphone.";

/** The default questionnaire in short, by the names of its questions. */
const ANSWERS = {
  s0_consent: "yes",
  s0_type: "asi",
  s1_tell: "yes",
  e_tool: "Kobo",
  e_link: "use",
  e_need: "collecter",
  e_theme: "eah",
  e_country: "bf",
  e_story: TOLD.story,
  e_state: "in_use",
  e_publish: "named",
  e_next: "send",
  s3_name: TOLD.organization,
};

/** Enters what was told on the telephone on the shipped questionnaire; gives the number of the return. */
export async function enterStory(visitor, { name }) {
  await visitor.go("/bureau/saisie", "entry");
  await visitor.choose(`Enquête de ${name}`);
  await visitor.choose("appel");
  const today = new Date();
  await visitor.type("Jour", String(today.getUTCDate()));
  await visitor.type("Mois", String(today.getUTCMonth() + 1));
  await visitor.type("Année", String(today.getUTCFullYear()));
  await visitor.type("Comment l’accord a-t-il été donné ?", "accord oral, au début de l’appel");
  await visitor.press("Commencer la saisie", "survey-entered");
  for (let page = 1; page < 12 && !visitor.page.url().endsWith("/verifier"); page += 1) {
    await fill(visitor);
    await visitor.press("Continuer", `survey-entered-${page}`);
  }
  await visitor.press("Envoyer mon retour", "record-told");
  await visitor.reads(TOLD.organization);
  const number = (await visitor.heading()).match(/R-(\d+)/);
  expect(number, `the record is called ${await visitor.heading()}`);
  return Number(number[1]);
}

const named = (visitor, name) => visitor.page.locator(`main [name="${name}"]`).first();

/** Answers what the page asks. */
async function fill(visitor) {
  for (const [name, answer] of Object.entries(ANSWERS)) {
    const field = visitor.page.locator(`main [name$="~${name}"]`);
    if ((await field.count()) === 0) continue;
    const kind = await field.first().evaluate((one) => one.type);
    if (kind === "radio" || kind === "checkbox") await visitor.pick(visitor.page.locator(`main [name$="~${name}"][value="${answer}"]`));
    else if (kind === "select-one") await field.selectOption(answer);
    else await visitor.write(field, answer);
  }
}

/** Corrects a word, beside the words as they were sent; the revisions say who changed what. */
export async function correct(visitor, number) {
  await visitor.go(`/bureau/depouillement?mots=R-${number}`, "inbox-filtered");
  await visitor.press(`R-${number}`, "record-told");
  await visitor.press("Corriger le texte", "text");
  await visitor.type("Texte de l’expérience", " ");
  await visitor.press("Enregistrer cette révision", "text-error");
  await visitor.status(422);
  await visitor.type("Texte de l’expérience", TOLD.story.replace("cahier de suivi", "cahier"));
  await visitor.press("Enregistrer cette révision", "revisions-corrected");
  await visitor.reads("[retiré : de suivi ]");
  await visitor.reads("Corrigé par l’équipe");
  await visitor.reads("Tel qu’envoyé");
}

/** Masks a first name: a passage that is not there is refused; what is masked goes from every place. */
export async function mask(visitor, number) {
  await visitor.go(`/bureau/depouillement?mots=R-${number}`, "inbox-filtered");
  await visitor.press(`R-${number}`, "record-told");
  await visitor.press("Masquer un passage", "mask");
  await visitor.write(named(visitor, "mots"), "Personne de ce nom");
  await visitor.press("Masquer", "mask-error");
  await visitor.status(422);
  await visitor.reads("Ce passage n’est pas dans le texte.");
  await visitor.write(named(visitor, "mots"), "adjoua");
  await visitor.press("Masquer", "revisions-masked");
  await visitor.go(`/bureau/depouillement?mots=R-${number}`, "inbox-filtered");
  await visitor.press(`R-${number}`, "record-masked");
  await visitor.reads(CURATED);
}

/** Links the tool as it was typed to the catalogue. */
export async function linkTool(visitor, number, isFirst) {
  await visitor.go(`/bureau/depouillement?mots=R-${number}`, "inbox-filtered");
  await visitor.press(`R-${number}`, "record-told");
  await visitor.reads("Kobo");
  await visitor.press("Relier les outils", "link-tools");
  if (isFirst) {
    await visitor.press("Relier", "link-tools-error");
    await visitor.status(422);
    await visitor.choose("Un nouvel outil, du nom ci-dessous");
    await visitor.write(named(visitor, "nom"), "KoboToolbox");
  } else {
    await visitor.choose("KoboToolbox");
  }
  await visitor.press("Relier", "record-linked");
  await visitor.go("/bureau/outils", "tools-told");
  await visitor.reads("KoboToolbox");
}

/** Sets one experience aside for a reason, and counts it again. */
export async function setExperienceAside(visitor, number) {
  await visitor.go(`/bureau/depouillement?mots=R-${number}`, "inbox-filtered");
  await visitor.press(`R-${number}`, "record-told");
  await visitor.press("Écarter cette expérience", "aside");
  await visitor.press("Écarter", "aside-error");
  await visitor.status(422);
  await visitor.page.getByLabel("Pourquoi l’écarter").selectOption("external_communication");
  await visitor.press("Écarter", "record-one-aside");
  await visitor.reads("Communication externe");
  await visitor.press("Compter à nouveau cette expérience", "aside-back");
  await visitor.press("La compter à nouveau", "record-told");
  await visitor.press("Accepter", "record-accepted");
}

/** Puts two passages under codes, by the numbers of their sentences and by their words. Gives the experience's number. */
export async function code(visitor, { slug }, number) {
  await visitor.go(`/bureau/grille?etude=${slug}`, "book");
  if ((await visitor.words()).includes("n’a pas encore de grille")) {
    await visitor.press("Prendre la grille livrée", "book-shipped");
  }
  await visitor.go(`/bureau/depouillement?mots=R-${number}`, "inbox-filtered");
  await visitor.press(`R-${number}`, "record-told");
  await visitor.press("Coder cette expérience", "coding");
  await visitor.press("Coder ce passage", "coding-error");
  await visitor.status(422);
  await visitor.type("De la phrase", "3");
  await visitor.type("à la phrase", "3");
  await visitor.write(named(visitor, "nouveau"), "Vu le jour même");
  await visitor.press("Coder ce passage", "coding-coded");
  await visitor.reads("Les pannes se voient le jour même.");
  await visitor.type("De la phrase", "1");
  await visitor.type("à la phrase", "1");
  await visitor.write(named(visitor, "mots"), "a pris l’eau");
  await visitor.write(named(visitor, "nouveau"), "Papier perdu");
  await visitor.press("Coder ce passage", "coding-coded");
  await visitor.press("Reprendre mon dernier codage", "coding-undone");
  await visitor.reads("Les pannes se voient le jour même.");
  return Number((await visitor.heading()).match(/(\d+)/)[1]);
}

/** Finds the passage again by code, then without any criterion; counts by code and theme. */
export async function findPassages(visitor, { slug }) {
  await visitor.go(`/bureau/passages?etude=${slug}`, "passages");
  await visitor.page.getByLabel("Thème").selectOption("eah");
  await visitor.press("Filtrer", "passages-filtered");
  await visitor.reads("Les pannes se voient le jour même.");
  await visitor.page.getByLabel("Thème").selectOption({ label: "Tous" });
  await visitor.press("Filtrer", "passages-all");
  await visitor.reads("Les pannes se voient le jour même.");
  await visitor.press("Synthèses", "matrix");
  await visitor.reads("Vu le jour même");
}

/** Counts by kind of structure, and the files for a spreadsheet. */
export async function count(visitor, { name, survey }) {
  await visitor.go(`/bureau/comptes?enquete=${survey}`, "counts");
  await visitor.go("/bureau/export", "export");
  await visitor.reads(name);
  const base = `/bureau/export/${survey}`;
  const workbook = await visitor.fetched(`${base}/classeur.xlsx`);
  expect(workbook.subarray(0, 2).toString() === "PK", "the workbook is no .xlsx");
  for (const file of ["retours.csv", "experiences.csv"]) {
    const table = await visitor.fetched(`${base}/${file}`);
    expect(table.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])), `${file} opens without its accents`);
    expect(!table.includes("Adjoua"), `${file} tells what was masked`);
  }
}

/** The addresses of a return and of its experience in coding. */
export async function pagesOf(visitor, number) {
  await visitor.go(`/bureau/depouillement?mots=R-${number}`, "inbox-filtered");
  await visitor.press(`R-${number}`, "record-told");
  const record = new URL(visitor.page.url()).pathname;
  await visitor.press("Coder cette expérience", "coding");
  return { record, coding: new URL(visitor.page.url()).pathname };
}
