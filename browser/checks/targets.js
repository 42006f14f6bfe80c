// A6: what is pressed is large enough for a thumb (44 px in the survey), for a mouse elsewhere (24 px); an office row
// is at least 32 px high. A link inside a sentence is exempt, as in WCAG 2.5.8.

const LEAST = { survey: 44, public: 24, office: 24 };
const OFFICE_ROW = 32;

function measure({ least, row }) {
  const problems = [];
  const says = (element) => `${element.outerHTML.slice(0, 90)}… “${element.textContent.trim().slice(0, 40)}”`;
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen, .skip");
  const area = (element) => {
    const label = ["radio", "checkbox"].includes(element.type) ? element.closest("label") : null;
    return (label ?? element).getBoundingClientRect();
  };
  const isInSentence = (element) => {
    if (element.tagName !== "A" || getComputedStyle(element).display !== "inline") return false;
    const block = element.closest("p, li, dd, td, th, blockquote, figcaption, div");
    return block !== null && block.textContent.trim().length > element.textContent.trim().length + 1;
  };
  for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    if (!isShown(element) || isInSentence(element)) continue;
    const { width, height } = area(element);
    if (height < least - 0.5 || width < least - 0.5) {
      problems.push(`${Math.round(width)} × ${Math.round(height)} px, under ${least}: ${says(element)}`);
    }
  }
  for (const line of row > 0 ? document.querySelectorAll("tbody tr") : []) {
    const { height } = line.getBoundingClientRect();
    if (height < row - 0.5) problems.push(`a row of ${Math.round(height)} px, under ${row}: “${line.textContent.trim().slice(0, 40)}”`);
  }
  return problems;
}

export const targets = {
  id: "A6",
  name: "targets are large enough",
  pose: ["phone", "desk"],
  look: (page, { sheet }) => page.evaluate(measure, { least: LEAST[sheet] ?? 24, row: sheet === "office" ? OFFICE_ROW : 0 }),
  faults: [
    { body: `<ul><li><a href="#a">Petit</a></li></ul>`, css: `li a{min-height:0;font-size:12px;line-height:1}` },
    { body: `<button class="b">Trop petit pour un pouce</button>`, css: `.b{min-height:30px;padding:0}`, sheet: "survey" },
    { body: `<table><tbody><tr><td>serré</td></tr></tbody></table>`, css: `tbody td{font-size:10px;line-height:1;padding:0}`, sheet: "office" },
  ],
};
