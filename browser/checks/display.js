// A9, C1, C2, C3: forced colours, paper, grey, and pages that read from right to left.

/** Runs in the page: controls that vanish when the system paints, and what still moves. */
function forced() {
  const problems = [];
  for (const control of document.querySelectorAll("button, input:not([type=hidden]), select, textarea")) {
    if (!control.checkVisibility()) continue;
    const style = getComputedStyle(control);
    const isNative = ["radio", "checkbox"].includes(control.type) && style.appearance !== "none";
    const hasEdge = ["Top", "Bottom"].every((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0);
    const isText = style.textDecorationLine.includes("underline");
    if (!isNative && !hasEdge && !isText) problems.push(`without colours nothing shows the edge of ${control.outerHTML.slice(0, 90)}`);
  }
  for (const element of document.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const moves = style.animationName !== "none" || style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
    if (moves || style.scrollBehavior === "smooth") problems.push(`moves although motion is to be reduced: ${element.tagName.toLowerCase()}.${element.className}`);
  }
  return problems;
}

export const forcedColors = {
  id: "A9",
  name: "forced colours and reduced motion",
  pose: "forced",
  look: (page) => page.evaluate(forced),
  faults: [
    { body: `<button class="b">Sans bord</button>`, css: `.b{border:0;background:#064}` },
    { body: `<p class="m">Bouge</p>`, css: `.m{transition:color 1s}` },
  ],
};

/** The most sheets of A4 that a page may take, where that is known. */
const SHEETS = { survey: 1, office: 2, public: 2 };
/** Pages as long as what was told, as the questionnaire, or as the guide being written. */
const LONG = /^(record|counts|book|guide-compose|guide-new|survey-entered|tell-(?!merci|file)|text|mask)/;

export const paper = {
  id: "C1",
  name: "fits its sheets of A4",
  pose: "paper",
  async look(page, { sheet, kind, name }) {
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    const count = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    if (count === 0) return ["no page came out"];
    // The gallery shows every state of a component: as many sheets as it takes.
    const most = kind === "gallery" || LONG.test(name) ? Infinity : SHEETS[sheet];
    return count > most ? [`${count} sheets of paper instead of ${most}`] : [];
  },
  faults: [{ body: `<p>Deux feuilles</p><div class="tall"></div>`, css: `.tall{height:400mm}`, sheet: "survey" }],
};

/** Runs in the page: things of one kind and different colours must differ by their words or their drawing too. */
function byColourAlone() {
  const problems = [];
  const kinds = [".tag", ".notice", ".assise .stones > *", ".bar svg > *"];
  for (const kind of kinds) {
    const signs = new Map();
    for (const element of document.querySelectorAll(kind)) {
      const tone = element.getAttribute("class") ?? element.parentNode.getAttribute("class") ?? "";
      const style = getComputedStyle(element);
      const word = element.querySelector(".notice-word")?.textContent ?? (kind === ".tag" ? element.textContent : "");
      const drawing = `${style.borderStyle} ${style.strokeDasharray} ${style.fill === "none"} ${element.tagName}`;
      const together = element.closest("table, ul, section, .sample") ?? document.body;
      const sign = `${word.trim()} | ${drawing}`;
      const seen = signs.get(together) ?? signs.set(together, new Map()).get(together);
      const other = seen.get(sign);
      if (other !== undefined && other !== tone) problems.push(`“${tone}” and “${other}” differ by colour alone: ${element.outerHTML.slice(0, 80)}`);
      seen.set(sign, tone);
    }
  }
  return problems;
}

export const grey = {
  id: "C2",
  name: "nothing is told by colour alone",
  pose: "grey",
  look: (page) => page.evaluate(byColourAlone),
  faults: [{ body: `<span class="tag tag-done">état</span> <span class="tag tag-error">état</span>`, css: `.tag-done{color:#060}.tag-error{color:#600}` }],
};

/** A property that names a side of the screen instead of a side of the text. */
const PHYSICAL = /[;{](?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b|(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b)/g;

export const rightToLeft = {
  id: "C3",
  name: "the sheet knows no left nor right",
  async look(_page, { body }) {
    const sheets = [...body.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((found) => found[1]).join("");
    return [...new Set(sheets.match(PHYSICAL) ?? [])].map((found) => `the sheet says “${found.slice(1)}”`);
  },
  faults: [{ body: `<p>Un texte</p>`, css: `p{margin-left:1rem}` }],
};
