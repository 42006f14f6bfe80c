// A3 and A4: nothing runs out of the screen, at 320 px nor with large and loose text.

/** Runs in the page: what is wider than the screen, and whose words are cut. */
function spill() {
  const problems = [];
  const root = document.documentElement;
  const says = (element) => `<${element.tagName.toLowerCase()} class="${element.className}"> “${element.textContent.trim().slice(0, 40)}”`;
  if (root.scrollWidth > root.clientWidth) {
    const isOut = (element) => element.getBoundingClientRect().right > root.clientWidth + 1;
    const inner = [...document.body.querySelectorAll("*")].filter((one) => isOut(one) && !one.closest(".scroll"));
    const deepest = inner.filter((one) => ![...one.children].some(isOut));
    problems.push(`${root.scrollWidth} px wide on a screen of ${root.clientWidth}: ${deepest.slice(0, 4).map(says).join(", ")}`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const isCut = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
    // What is typed may be longer than its field.
    const isMeant = element.closest(".unseen, .skip, svg, input, textarea");
    if (!isCut || isMeant || element.clientWidth === 0) continue;
    const isLarger = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    if (isLarger) problems.push(`${says(element)} is cut`);
  }
  return problems;
}

/** Wide tables scroll in a box of their own. */
function looseTables() {
  const tables = [...document.querySelectorAll("table")].filter((table) => !table.closest(".scroll"));
  return tables.filter((table) => table.scrollWidth > table.parentElement.clientWidth)
    .map((table) => `a table stands outside a scroll box: “${table.textContent.trim().slice(0, 40)}”`);
}

export const reflow = {
  id: "A3",
  name: "no horizontal scroll at 320 px",
  pose: ["phone", "zoom"],
  look: async (page) => [...(await page.evaluate(spill)), ...(await page.evaluate(looseTables))],
  faults: [
    { body: `<p class="wide">Trop large</p>`, css: `.wide{width:400px}` },
    { body: `<p>${"anticonstitutionnellement".repeat(4)}</p>` },
    { body: `<div class="cut">Un texte dont la fin manque ici</div>`, css: `.cut{width:100px;overflow:hidden;white-space:nowrap}` },
  ],
};

export const largeText = {
  id: "A4",
  name: "text at 200 % with loose spacing fits",
  pose: "large-text",
  look: (page) => page.evaluate(spill),
  faults: [{ body: `<p class="row">Quarante lettres sur une seule ligne, ni plus</p>`, css: `.row{white-space:nowrap;font-size:1rem}` }],
};
