// An editor, from a blank page to a published guide; the contributor whose words it holds; the two who read it over.

import { expect } from "../lib/report.js";
import { TOLD } from "./analyst.js";
import { signIn } from "./team.js";

/** The header and the blocks of a guide about a tool, by the names of their fields. */
const HEADER = {
  promise: "Savoir le jour même qu’une pompe est en panne.",
  summary: "Un téléphone simple suffit pour donner l’alerte.",
  authors: "Équipe de l’étude",
};
const LISTS = { themes: "eah", needs: "surveiller", families: "com.sms", who: "terrain" };
const BLOCKS = {
  brief: "Pour une équipe de terrain, sans réseau sur place.",
  uses: "Un relevé par semaine suffit.",
  before: "Choisissez deux gardiens.",
  setup: "1. Choisir un numéro\n2. Former deux gardiens\n3. Essayer un mois",
  trouble: "Les puces expirent.",
  exit: "Le cahier suffit pour un seul forage.",
  trial: "Lundi, envoyez un premier message.",
};
const CRITERIA = 12;

const field = (visitor, name) => visitor.page.locator(`main [name="${name}"]`);

/** A kind and a title are asked for before anything else. Gives the address of the new guide. */
export async function beginGuide(visitor, { title, study }) {
  await visitor.go("/bureau/fiches", "guides");
  await visitor.press("Commencer une fiche", "guide-new");
  await visitor.press("Commencer cette fiche", "guide-new-error");
  await visitor.status(422);
  await visitor.pick(visitor.page.locator(`main [name="genre"][value="tool"]`));
  await visitor.write(field(visitor, "titre"), title);
  await visitor.choose(study);
  await visitor.press("Commencer cette fiche", "guide-compose");
  await visitor.reads("Ce qui manque avant de proposer");
  return new URL(visitor.page.url()).pathname;
}

/** Ticks a choice; a long list is folded and opens first. */
async function tick(visitor, name, value) {
  const choice = visitor.page.locator(`main [name="${name}"][value="${value}"]`);
  const fold = visitor.page.locator(`main details:not([open]):has([name="${name}"]) > summary`);
  if ((await fold.count()) > 0) await visitor.activate(fold.first());
  await visitor.pick(choice);
}

/** Fills every field; what leads nowhere is listed with its place, and words taken without citing are refused. */
export async function compose(visitor, guide, experience) {
  for (const [name, words] of Object.entries(HEADER)) await visitor.write(field(visitor, `h-${name}`), words);
  for (const [name, value] of Object.entries(LISTS)) await tick(visitor, `h-${name}`, value);
  for (const [name, words] of Object.entries(BLOCKS)) await visitor.write(field(visitor, `b-${name}`), words);
  await visitor.write(field(visitor, "b-uses"), "Les pannes se voient [@r999:1].");
  await visitor.press("Enregistrer la fiche", "guide-compose-unknown");
  await visitor.reads("[@r999:1] ne mène à rien");
  await visitor.write(field(visitor, "b-uses"), `Une équipe raconte : ${TOLD.story.split(". ")[1].replace("Adjoua ", "")}.`);
  await visitor.press("Enregistrer la fiche", "guide-compose-pasted");
  await visitor.reads("citez le passage ou dites-le avec vos mots");
  await visitor.write(field(visitor, "b-uses"), BLOCKS.uses);
  await field(visitor, "dans").selectOption("uses");
  await visitor.press(`Citer [@r${experience}:1]`, "guide-compose-cited");
  const cited = await field(visitor, "b-uses").inputValue();
  expect(cited.includes(`[@r${experience}:1]`), `the citation is not in the block: ${cited}`);
  await visitor.reads("Rien ne manque à ce texte.");
  await visitor.go(`${guide}/page`, "guide-preview");
  await visitor.reads("Les pannes se voient le jour même.");
  await visitor.go(`${guide}/trace`, "guide-trace");
  await visitor.reads(`Expérience ${experience}`);
}

/** Proposes; nothing is published before two people and the contributor have said yes. Gives the contributor's link. */
export async function propose(visitor, guide) {
  await visitor.go(`${guide}/publier`, "guide-propose");
  await visitor.press("Proposer cette fiche à la relecture", "guide-proposed");
  await visitor.reads("Personne n’a encore rempli la grille");
  await visitor.reads("n’a pas encore répondu");
  const offered = await visitor.page.getByRole("button", { name: "Publier cette révision" }).count();
  expect(offered === 0, "publishing is offered before it is allowed");
  return new URL(await visitor.page.locator("main .address").first().innerText()).pathname;
}

/** The contributor opens the link, is told what lacks, and approves; the language of the page can be changed. */
export async function approve(enter, link, language = "fr") {
  const words = {
    fr: { send: "Envoyer ma réponse", choose: "Choisissez une réponse.", correct: "Je demande une correction", what: "Écrivez ce qu’il faut corriger.", yes: "Je suis d’accord, elle peut paraître", thanks: "Merci. Vous êtes d’accord" },
    en: { send: "Send my answer", choose: "Choose an answer.", correct: /correction/, what: /./, yes: /^I agree/, thanks: "Thank you." },
  }[language];
  const visitor = await enter(language);
  await visitor.go(link, "approval");
  await visitor.reads("Les pannes se voient le jour même.");
  await visitor.press(words.send, "approval-error");
  await visitor.status(422);
  await visitor.reads(words.choose);
  await visitor.choose(words.correct);
  await visitor.press(words.send, "approval-say-what");
  await visitor.status(422);
  await visitor.choose(words.yes);
  await visitor.press(words.send, "approval");
  await visitor.go(link, "approval-given");
  await visitor.reads(words.thanks);
  await visitor.leave();
}

/** Whoever wrote it reads it over too, which is not enough. */
export async function readOwn(visitor, guide) {
  await fillGrid(visitor, guide, () => "yes");
  await visitor.go(`${guide}/publier`, "guide-propose-one-reader");
  await visitor.reads("Une seule personne a rempli toute la grille");
}

/** A second person fills the grid with a « no » that decides, then changes their mind. */
export async function readOver(enter, program, guide, { editor, reader }) {
  const visitor = await enter("fr");
  await visitor.go(`${guide}/relire`, "sign-in");
  await signIn(visitor, reader, program.people[reader]);
  await visitor.press("Me connecter", "guide-review");
  await fillGrid(visitor, guide, (name) => (name === "scope" ? "no" : "yes"));
  await editor.go(`${guide}/publier`, "guide-propose-refused");
  await editor.reads("répond « non » à");
  await fillGrid(visitor, guide, () => "yes");
  await visitor.leave();
}

async function fillGrid(visitor, guide, answer) {
  await visitor.go(`${guide}/relire`, "guide-review");
  const names = await visitor.page.locator("main input[type=radio]").evaluateAll((all) => [...new Set(all.map((one) => one.name))]);
  expect(names.length === CRITERIA, `${names.length} questions in the grid`);
  for (const name of names) await visitor.pick(visitor.page.locator(`main [name="${name}"][value="${answer(name)}"]`));
  await visitor.press("Garder ma relecture", "guide-reviewed");
}

/** Publishes; readers find the page and its paper. Gives the page's address. */
export async function publish(visitor, enter, guide, { title, revision }) {
  await visitor.go(`${guide}/publier`, "guide-publishable");
  await visitor.press("Publier cette révision", "guide-published");
  await visitor.reads(`La révision ${revision} est en ligne.`);
  const reader = await enter("fr");
  await reader.go("/fr/fiches/", "guides-public");
  await reader.press(title, "guide-public");
  await reader.reads("Les pannes se voient le jour même.");
  await reader.reads(TOLD.organization);
  const address = new URL(reader.page.url()).pathname;
  const paper = await printed(reader, `${address}/fiche.pdf`);
  expect(paper.subarray(0, 5).toString() === "%PDF-" && paper.length < 200 * 1024, `${paper.length} bytes of paper`);
  await reader.leave();
  return address;
}

/** Sheets of paper are printed behind the page: they are there within seconds. */
async function printed(reader, address) {
  for (let tries = 0; tries < 40; tries += 1) {
    const answer = await reader.page.request.get(address);
    if (answer.ok() && answer.headers()["content-type"] === "application/pdf") return answer.body();
    await reader.page.waitForTimeout(500);
  }
  return expect(false, `nothing was printed at ${address}`);
}

/** Changes a sentence: both revisions stay, each with its dates. */
export async function revise(visitor, enter, program, guide, reader) {
  await visitor.go(guide, "guide-compose");
  await visitor.write(field(visitor, "b-exit"), "Le cahier suffit pour un seul forage, et il ne tombe pas en panne.");
  await visitor.press("Enregistrer la fiche", "guide-compose-saved");
  await visitor.go(`${guide}/publier`, "guide-propose");
  await visitor.press("Proposer cette fiche à la relecture", "guide-proposed");
  await fillGrid(visitor, guide, () => "yes");
  const second = await enter("fr");
  await second.go("/connexion", "sign-in");
  await signIn(second, reader, program.people[reader]);
  await second.press("Me connecter", "desk");
  await fillGrid(second, guide, () => "yes");
  await second.leave();
  await visitor.go(`${guide}/publier`, "guide-publishable");
  await visitor.press("Publier cette révision", "guide-published");
  await visitor.reads("La révision 2 est en ligne.");
  await visitor.go(`${guide}/revisions`, "guide-revisions");
  await visitor.reads("En vigueur");
  await visitor.reads("Remplacée");
  await visitor.reads("et il ne tombe pas en panne");
}

/** Two people at one guide: the second is shown both texts, and keeps what they choose. */
export async function meetOnGuide(visitor, enter, program, guide) {
  await visitor.go(guide, "guide-compose");
  const other = await enter("fr");
  await other.go("/connexion", "sign-in");
  await signIn(other, "awa@example.org", program.people["awa@example.org"]);
  await other.press("Me connecter", "desk");
  await other.go(guide, "guide-compose");
  await other.write(field(other, "b-trouble"), "Les puces expirent au bout de six mois.");
  await other.press("Enregistrer la fiche", "guide-compose-saved");
  await visitor.write(field(visitor, "b-trouble"), "Les puces expirent et la pluie mouille les prises.");
  await visitor.press("Enregistrer la fiche", "guide-compose-clash");
  await visitor.status(409);
  await visitor.reads("Les puces expirent au bout de six mois.");
  const kept = await field(visitor, "b-trouble").inputValue();
  expect(kept === "Les puces expirent et la pluie mouille les prises.", `one's own text is lost: ${kept}`);
  await visitor.press("Enregistrer la fiche", "guide-compose-saved");
  await other.leave();
}

/** The same pages in English, for someone who reads them so. */
export async function readInEnglish(enter, program, { guide, record, coding, survey, slug }) {
  const visitor = await enter("en");
  await visitor.go("/bureau/", "sign-in");
  await visitor.type("E-mail address", "joan@example.org");
  await visitor.type("Password", program.people["joan@example.org"]);
  await visitor.press("Sign in", "desk");
  const pages = {
    inbox: "/bureau/depouillement",
    "record-told": record,
    coding,
    passages: `/bureau/passages?etude=${slug}`,
    matrix: `/bureau/syntheses?etude=${slug}`,
    book: `/bureau/grille?etude=${slug}`,
    counts: `/bureau/comptes?enquete=${survey}`,
    export: "/bureau/export",
    entry: "/bureau/saisie",
    questions: "/bureau/questions",
    "tools-told": "/bureau/outils",
    guides: "/bureau/fiches",
    "guide-compose": guide,
    "guide-preview": `${guide}/page`,
    "guide-trace": `${guide}/trace`,
    "guide-revisions": `${guide}/revisions`,
    "guide-review": `${guide}/relire`,
    "guide-propose": `${guide}/publier`,
    references: "/bureau/fiches/references",
  };
  for (const [name, address] of Object.entries(pages)) {
    await visitor.go(address, name);
    await visitor.status(200);
    expect(visitor.kept.language === "en", `${address} speaks ${visitor.kept.language}`);
  }
  await visitor.leave();
}
