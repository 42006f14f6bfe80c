// A10: one title, headings in order, a language. Validity is checked for all pages together (lib/validator.js), and
// titles are compared across pages (run.js).

function read() {
  const problems = [];
  const root = document.documentElement;
  if (!/^(fr|en)$/.test(root.lang)) problems.push(`the language of the page is “${root.lang}”`);
  if (!/^(ltr|rtl)$/.test(root.dir)) problems.push(`the direction of the page is “${root.dir}”`);
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const titles = headings.filter((heading) => heading.tagName === "H1");
  if (titles.length !== 1) problems.push(`${titles.length} h1: ${titles.map((title) => title.textContent.trim()).join(" / ")}`);
  let level = 0;
  for (const heading of headings.slice(headings.indexOf(titles[0]) + 1)) {
    level ||= 1;
    const own = Number(heading.tagName[1]);
    if (own > level + 1) problems.push(`h${own} follows h${level}: “${heading.textContent.trim().slice(0, 40)}”`);
    level = own;
  }
  if (document.title.trim() === "") problems.push("no title");
  const hasErrors = document.querySelector("main .summary, main .notice.warning, main .notice.error") !== null;
  const saysSo = /^(Erreur|Error)[\s\u00a0\u202f]*:/.test(document.title);
  return { problems, hasErrors, saysSo, title: document.title };
}

export const outline = {
  id: "A10",
  name: "one h1, headings in order, a language, an honest title",
  pose: "phone",
  async look(page, { kind, status }) {
    const { problems, hasErrors, saysSo, title } = await page.evaluate(read);
    // The gallery shows error summaries on pages that are fine.
    if (kind === "gallery") return problems;
    // Two texts to choose from come back as well.
    const cameBack = status === 422 || status === 409;
    if (cameBack && !hasErrors) problems.push("the form came back and the page does not say why");
    if (cameBack !== saysSo) problems.push(`status ${status}, but the title is “${title}”`);
    return problems;
  },
  faults: [
    { body: `<h1>Un autre</h1>` },
    { body: `<h2>Deux</h2><h4>Quatre</h4>` },
    { body: `<div class="summary">Une erreur</div>`, status: 422 },
    { body: `<p>Rien ne dit pourquoi</p>`, status: 422 },
    { body: `<p>Sans langue</p>`, lang: "" },
  ],
};
