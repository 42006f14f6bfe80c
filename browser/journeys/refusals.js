// Pages nobody wants to see: each says what happened and where to go, in the person's language.

import { expect } from "../lib/report.js";
import { signIn } from "./team.js";

const MISSING = { fr: "Cette page n’existe pas", en: "This page does not exist" };

export async function missingPages(enter, language) {
  const visitor = await enter(language);
  for (const path of ["/nulle-part", "/e/aucune-enquete", `/${language}/rien`]) {
    await visitor.go(path, "error-missing");
    await visitor.status(404);
    expect((await visitor.heading()) === MISSING[language], `${path} says “${await visitor.heading()}”`);
  }
  await visitor.leave();
}

/** A sponsor has no business in the inbox. */
export async function forbiddenPages(enter, password) {
  const visitor = await enter("fr");
  await visitor.go("/bureau/", "sign-in");
  await signIn(visitor, "luc@example.org", password);
  await visitor.press("Me connecter", "desk-sponsor");
  await visitor.go("/bureau/depouillement", "error-forbidden");
  await visitor.status(403);
  await visitor.go("/bureau/enquetes", "error-forbidden");
  await visitor.status(403);
  await visitor.leave();
}

/** A form sent by another site, with the person's cookies, does nothing. */
export async function foreignForms(enter, password) {
  const visitor = await enter("fr");
  await visitor.go("/bureau/", "sign-in");
  await signIn(visitor, "luc@example.org", password);
  await visitor.press("Me connecter", "desk-sponsor");
  const form = `<form method="post" action="${visitor.address}/deconnexion"><button>Gagner</button></form>`;
  await visitor.page.route("http://ailleurs.test/", (route) =>
    route.fulfill({ contentType: "text/html", body: `<!DOCTYPE html><html lang="fr"><title>x</title><main>${form}` }));
  await visitor.page.goto("http://ailleurs.test/");
  await visitor.press("Gagner", "error-foreign-form");
  await visitor.status(403);
  await visitor.go("/bureau/", "desk-sponsor");
  await visitor.at("/bureau/");
  await visitor.leave();
}

/** Characters that no keyboard makes: refused with words, not with a failure. */
export async function malformedForms(enter) {
  const visitor = await enter("fr");
  await visitor.go("/e/trois-questions", "survey-start");
  await visitor.press("Commencer", "question-story");
  const answer = await visitor.context.request.post(`${visitor.address}/e/trois-questions/q/e_story`, {
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    data: Buffer.from("version=1&e_story=%FF%FE%00"),
  });
  expect(answer.status() === 400, `invalid bytes are answered with ${answer.status()}`);
  await visitor.leave();
}

/** The reader's pages: no account, no cookie. */
export async function home(enter, language) {
  const visitor = await enter(language);
  await visitor.go("/", "home");
  await visitor.at(`/${language}/`);
  expect((await visitor.context.cookies()).length === 0, "a reader is given a cookie");
  await visitor.leave();
}
