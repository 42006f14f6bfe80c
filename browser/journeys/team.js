// The study team at work: signing in, reading a return, opening a survey.

import { expect } from "../lib/report.js";
import { WORKBOOK } from "../lib/program.js";
import { STORY } from "./words.js";

const EMAIL = "Adresse de courriel";
const PASSWORD = "Mot de passe";

/** Signs in where the page asked for it led. */
export async function signIn(visitor, email, password) {
  await visitor.type(EMAIL, email);
  await visitor.type(PASSWORD, password);
}

/** A wrong password is refused with what was typed kept; the right one leads where the person wanted to go. */
export async function enterOffice(enter, password) {
  const visitor = await enter("fr");
  await visitor.go("/bureau/depouillement", "sign-in");
  await visitor.at("/connexion");
  await signIn(visitor, "awa@example.org", "pas le bon mot de passe");
  await visitor.press("Me connecter", "sign-in-error");
  await visitor.status(422);
  await visitor.reads("Cette adresse et ce mot de passe ne vont pas ensemble");
  expect((await visitor.field(EMAIL).inputValue()) === "awa@example.org", "the address typed is not shown again");
  await signIn(visitor, "awa@example.org", password);
  await visitor.press("Me connecter", "inbox");
  await visitor.at("/bureau/depouillement");
  return visitor;
}

/** From the inbox to an accepted return, with its untouched original. */
export async function readReturn(visitor, number, language) {
  await visitor.go("/bureau/", "desk");
  await visitor.go("/bureau/depouillement", "inbox");
  await visitor.press(`R-${number}`, "record");
  await visitor.reads(STORY[language]);
  const original = await visitor.download(/^Télécharger l.original/);
  expect(original.name === `R-${number}.xml`, `the original is called ${original.name}`);
  const xml = original.bytes.toString("utf8");
  const escaped = STORY[language].replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const isThere = xml.includes(escaped) || xml.includes(escaped.replaceAll(">", "&gt;"));
  expect(isThere, `the original does not hold the story: ${xml.slice(0, 400)}`);
  await visitor.press("Accepter", "record-accepted");
  await visitor.go("/bureau/depouillement?statut=accepted", "inbox-accepted");
  await visitor.reads(`R-${number}`);
  const list = await visitor.download(/^Télécharger cette liste/);
  expect(list.bytes.toString("utf8").includes(`R-${number}`), "the list for a spreadsheet misses the return");
  await visitor.go("/bureau/depouillement?statut=set_aside", "inbox-none");
}

/** Ticks a return, begins to read it together with all that is ticked, and takes that back. */
export async function decideOnMany(visitor, number) {
  await visitor.go(`/bureau/depouillement?mots=R-${number}`, "inbox-filtered");
  await visitor.press("Accepter", "inbox-nothing-ticked");
  await visitor.status(422);
  await visitor.reads("Cochez au moins un retour");
  await visitor.choose(`Choisir R-${number}`);
  await visitor.press("Commencer la lecture", "inbox-decided");
  await visitor.reads("1 retour passe à « En lecture ».");
  await visitor.press("Annuler cette décision", "inbox-taken-back");
  await visitor.reads("Décision annulée : 1 retour retrouve son état.");
}

/** Sets a return aside: why is asked for, and said afterwards; then it is read again. */
export async function setAside(visitor, number) {
  await visitor.go(`/bureau/depouillement?mots=R-${number}`, "inbox-filtered");
  await visitor.press(`R-${number}`, "record");
  await visitor.press("Écarter", "record-no-reason");
  await visitor.status(422);
  await visitor.reads("Dites pourquoi.");
  await visitor.page.getByLabel("Pourquoi l’écarter").selectOption("no_experience");
  await visitor.press("Écarter", "record-set-aside");
  await visitor.reads("Écarté : Aucune expérience racontée");
  await visitor.press("Reprendre la lecture", "record-restored");
  await visitor.reads("En lecture");
}

/** Asks the author something; the question waits in the list, with the link to pass on. */
export async function askBack(visitor, number) {
  await visitor.go(`/bureau/depouillement?mots=R-${number}`, "inbox-filtered");
  await visitor.press(`R-${number}`, "record");
  await visitor.press("Poser la question", "record-no-question");
  await visitor.status(422);
  await visitor.reads("Écrivez votre question.");
  await visitor.type("Poser une question", "Combien de puits, et où ?");
  await visitor.press("Poser la question", "record-asked");
  await visitor.reads("Pas encore de réponse");
  await visitor.reads("/retour/");
  await visitor.go("/bureau/questions", "questions");
  await visitor.reads("Combien de puits, et où ?");
  await visitor.go("/bureau/depouillement?question=open", "inbox-asked");
  await visitor.reads("Question posée");
}

/** Enters what was told on the telephone today, and reads it. */
export async function enterTold(visitor) {
  await visitor.go("/bureau/saisie", "entry");
  await visitor.press("Commencer la saisie", "entry-error");
  await visitor.status(422);
  await visitor.choose("Votre expérience en trois questions");
  await visitor.choose("appel");
  const today = new Date();
  await visitor.type("Jour", String(today.getUTCDate()));
  await visitor.type("Mois", String(today.getUTCMonth() + 1));
  await visitor.type("Année", String(today.getUTCFullYear()));
  await visitor.type("Comment l’accord a-t-il été donné ?", "accord oral, au début de l’appel");
  await visitor.press("Commencer la saisie", "question-story");
  await visitor.write(visitor.page.locator("textarea"), "Raconté au téléphone.");
  await visitor.press("Continuer", "question-state");
  await visitor.pick(visitor.page.getByRole("radio").first());
  await visitor.press("Continuer", "question-publish");
  await visitor.pick(visitor.page.getByRole("radio").first());
  await visitor.press("Continuer", "check");
  await visitor.press("Envoyer mon retour", "record-entered");
  await visitor.reads("Raconté au téléphone.");
  await visitor.reads("accord oral, au début de l’appel");
}

/** A moment `days` from now, as the form takes it. */
export function day(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16).replace("T", " ");
}

/** Opens a survey from a workbook; gives its address. */
export async function openSurvey(visitor, { slug, title, opens, closes }) {
  await visitor.go("/bureau/enquetes", "surveys");
  await visitor.press("Ouvrir une enquête", "survey-new");
  await visitor.choose("Première étude");
  await visitor.type("Titre", title);
  await visitor.type("Adresse courte", slug);
  await visitor.type("Ouverture", day(opens));
  await visitor.type("Date limite", day(closes));
  await visitor.attach("Questionnaire", WORKBOOK);
  await visitor.press("Ouvrir l’enquête", "survey-follow");
  await visitor.reads(title);
  return `/e/${slug}`;
}

/** Nothing filled in: every fault is said, twice, and what was typed is kept. */
export async function refusesEmptySurvey(visitor) {
  await visitor.go("/bureau/enquetes/nouvelle", "survey-new");
  await visitor.type("Titre", "Un titre gardé");
  await visitor.type("Adresse courte", "Pas une adresse !");
  await visitor.press("Ouvrir l’enquête", "survey-new-error");
  await visitor.status(422);
  await visitor.reads("Utilisez de 2 à 60 lettres");
  expect((await visitor.field("Titre").inputValue()) === "Un titre gardé", "the title typed is not shown again");
}

/** A file that is no workbook: the page says so and stays. */
export async function refusesBadWorkbook(visitor) {
  await visitor.go("/bureau/enquetes/nouvelle", "survey-new");
  await visitor.type("Titre", "Un classeur abîmé");
  await visitor.type("Adresse courte", "abime");
  await visitor.type("Ouverture", day(0));
  await visitor.type("Date limite", day(30));
  const broken = { name: "abime.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("PK pas un classeur") };
  await visitor.attach("Questionnaire", broken);
  await visitor.press("Ouvrir l’enquête", "survey-new-bad-workbook");
  await visitor.status(422);
}

/** The survey page says where it stands in time. */
export async function readsWindows(enter, addresses) {
  const visitor = await enter("fr");
  const said = { later: "Cette enquête ouvre le", grace: "Vous aviez commencé avant cette date", over: "Merci à toutes les structures" };
  for (const [state, address] of Object.entries(addresses)) {
    await visitor.go(address, `survey-${state}`);
    await visitor.reads(said[state]);
  }
  await visitor.leave();
}

export async function leaveOffice(visitor) {
  await visitor.go("/bureau/", "desk");
  await visitor.press("Me déconnecter", "sign-in");
  await visitor.go("/bureau/", "sign-in");
  await visitor.at("/connexion");
  await visitor.leave();
}
