// A coordinator, from a new study to a survey that people answer.

import { expect } from "../lib/report.js";
import { day } from "./team.js";

/** What a study says of itself, by the label of its field. */
const SAID = {
  But: "Savoir quels outils servent vraiment aux petites structures.",
  "Ce dont elle parle": "Les outils numériques des projets, hors communication externe.",
  Commanditaire: "Fondation du Puits",
  "Responsable des données personnelles": "Réseau des Rives, 3 rue du Port",
  Contact: "etude@rives.example.org",
};

/** An empty study: all that lacks is told at once, and what is usual is proposed. */
export async function describeRefused(visitor) {
  await visitor.go("/bureau/etudes", "studies");
  await visitor.press("Créer une étude", "study-new");
  await visitor.press("Créer l’étude", "study-new-error");
  await visitor.status(422);
  await visitor.reads("Écrivez un texte de 600 caractères au plus.");
}

export async function createStudy(visitor, { name, slug }) {
  await visitor.go("/bureau/etudes/nouvelle", "study-new");
  await visitor.type("Nom de l’étude", name);
  await visitor.type("Adresse courte", slug);
  for (const [label, words] of Object.entries(SAID)) await visitor.type(`${label} (Français)`, words);
  await visitor.press("Créer l’étude", "study");
  await visitor.at(`/bureau/etudes/${slug}`);
  await visitor.reads(SAID.But);
  await visitor.press("Modifier l’étude", "study-edit");
  await visitor.type("Contact (Français)", "etude@rives.example.org, +226 00 00 00 00");
  await visitor.press("Garder ces textes", "study");
  await visitor.reads("+226 00 00 00 00");
}

export async function inviteMember(visitor, { slug }) {
  const email = `ibrahim.${slug}@example.org`;
  await visitor.go(`/bureau/etudes/${slug}/equipe`, "team");
  await visitor.press("Envoyer l’invitation", "team-error");
  await visitor.status(422);
  await visitor.type("Adresse de courriel", email);
  await visitor.type("Nom", "Ibrahim Sow");
  await visitor.choose(/Lit les retours et les code/);
  await visitor.press("Envoyer l’invitation", "team-invited");
  await visitor.reads("Invitation en attente d’envoi");
  await visitor.press("Ibrahim Sow", "member");
  await visitor.choose(/Écrit les fiches/);
  await visitor.press("Garder ces rôles", "team-invited");
  await visitor.reads("Analyse, Rédaction");
}

/** Opens the survey on the questionnaire that comes with the program; whoever answers reads the study's own words. */
export async function openShipped(visitor, enter, { name, slug, survey }) {
  await visitor.go(`/bureau/etudes/${slug}`, "study");
  await visitor.press("Ouvrir une enquête", "survey-new");
  await visitor.type("Titre", `Enquête de ${name}`);
  await visitor.type("Adresse courte", survey);
  await visitor.type("Ouverture", day(-1));
  await visitor.type("Date limite", day(30));
  await visitor.press("Ouvrir l’enquête", "survey-follow");
  await visitor.at(`/bureau/enquetes/${survey}/suivi`);
  await visitor.reads("Aucun retour pour l’instant.");
  await visitor.press("Affiche à imprimer", "survey-poster");
  await visitor.reads(`/e/${survey}`);
  const respondent = await enter("fr");
  await respondent.go(`/e/${survey}`, "survey-start-described");
  await respondent.reads("Fondation du Puits");
  await respondent.press("Commencer", "survey-welcome");
  await respondent.reads(SAID.But);
  await respondent.leave();
}

export async function moveDeadline(visitor, { slug, survey }) {
  await visitor.go(`/bureau/enquetes/${survey}/suivi`, "survey-follow");
  await visitor.press("Changer la date limite", "survey-deadline");
  await visitor.press("Prolonger l’enquête", "survey-deadline-error");
  await visitor.status(422);
  await visitor.type("Pourquoi ?", "Le réseau était coupé.");
  await visitor.press("Prolonger l’enquête", "survey-follow-moved");
  await visitor.reads("Le réseau était coupé.");
  await visitor.go(`/bureau/etudes/${slug}/journal`, "study-journal");
  const words = await visitor.words();
  for (const act of ["A prolongé l’enquête", "A ouvert l’enquête", "A donné un rôle", "A modifié : contact", "A créé l’étude"]) {
    expect(words.includes(act), `the journal does not say “${act}”`);
  }
}

/** Ends a survey before its date: whoever has begun keeps the hours of grace. */
export async function closeNow(visitor, { survey }) {
  await visitor.go(`/bureau/enquetes/${survey}/suivi`, "survey-follow");
  await visitor.press("Changer la date limite", "survey-deadline");
  await visitor.type("Pourquoi ?", "Tous les publics ont répondu.");
  await visitor.press("Fermer maintenant", "survey-follow-moved");
  await visitor.reads("Tous les publics ont répondu.");
}
