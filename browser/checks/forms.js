// A11 and A12: errors are said twice in the same words, and fields ask nothing they should not.

function followErrors() {
  const problems = [];
  const summary = document.querySelector("main .summary");
  if (!summary) return problems;
  if (document.activeElement !== summary) problems.push("the summary does not take the focus");
  const plain = (text) => text.replace(/^(Erreur|Error)[\s\u00a0\u202f]*:\s*/, "").replace(/\s+/g, " ").trim();
  for (const link of summary.querySelectorAll("a[href^='#']")) {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) {
      problems.push(`“${link.textContent}” leads nowhere`);
      continue;
    }
    const beside = [...(field.closest(".field") ?? field.parentElement).querySelectorAll(".fault")].map((fault) => plain(fault.textContent));
    if (!beside.includes(plain(link.textContent))) problems.push(`“${plain(link.textContent)}” is not said by its field, which says “${beside.join(" / ")}”`);
    const isTold = field.getAttribute("aria-describedby") ?? field.closest("fieldset")?.getAttribute("aria-describedby");
    if (!isTold) problems.push(`${field.outerHTML.slice(0, 80)} is not described by its error`);
  }
  return problems;
}

export const faultFlow = {
  id: "A11",
  name: "errors: summary focused, links lead to fields, same words twice",
  pose: "phone",
  // The samples of the gallery show summaries that lead to other samples.
  look: (page, { kind, status }) => (kind === "gallery" || status !== 422 ? [] : page.evaluate(followErrors)),
  faults: [
    { body: `<div class="summary" tabindex="-1"><a href="#rien">Écrivez un nom</a></div>`, status: 422 },
    { body: `<div class="summary" tabindex="-1" autofocus><a href="#n">Écrivez un nom</a></div><div class="field"><p class="fault" id="e">Nom vide</p><input id="n" aria-describedby="e"></div>`, status: 422 },
  ],
};

function readFields(areNamesReal) {
  const problems = [];
  const says = (element) => element.outerHTML.slice(0, 100);
  for (const field of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (field.required) problems.push(`the browser's own message would stop ${says(field)}`);
    if (field.placeholder) problems.push(`a placeholder stands for a label in ${says(field)}`);
    if (field.hasAttribute("onpaste")) problems.push(`pasting is hindered in ${says(field)}`);
    const isNamed = areNamesReal && /^(name|nom|email|courriel)$/.test(field.name);
    const isIdentity = isNamed || ["email", "password", "tel"].includes(field.type);
    if (isIdentity && !field.autocomplete) problems.push(`no autocomplete on ${says(field)}`);
    for (const label of field.labels ?? []) {
      if (label.textContent.includes("*")) problems.push(`an asterisk in “${label.textContent.trim()}”`);
    }
  }
  for (const form of document.querySelectorAll("form[method=post]")) {
    if (!form.noValidate && form.querySelector("input:not([type=hidden]), select, textarea")) problems.push(`the browser would check ${says(form)}`);
  }
  return problems;
}

export const fields = {
  id: "A12",
  name: "fields: no required, no placeholder, no asterisk, autocomplete on identity",
  pose: "phone",
  look: (page, { kind }) => page.evaluate(readFields, kind !== "gallery"),
  faults: [
    { body: `<label>Nom <input name="x" required></label>` },
    { body: `<input aria-label="Nom" placeholder="Votre nom">` },
    { body: `<label>Nom * <input name="x"></label>` },
    { body: `<label>Courriel <input type="email" name="x"></label>` },
    { body: `<form method="post"><label>Nom <input name="x"></label></form>` },
  ],
};
