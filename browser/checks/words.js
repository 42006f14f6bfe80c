// D2: plain words. Buttons say the act, sentences are short, some words are not used.

const BANNED = {
  fr: ["cliquez", "cliquer", "valider", "validez", "soumettre", "soumettez", "oups", "utilisateur", "utilisatrice", "ci-dessus"],
  en: ["click here", "submit", "oops", "user-friendly", "invalid input"],
};
/** Words in a sentence, on average. */
const LONG = 20;

/** Runs in the page: what the interface says, without what people wrote. */
function interfaceWords() {
  const said = document.body.cloneNode(true);
  for (const other of said.querySelectorAll(".said, .answer, blockquote, textarea, script, style, bdi, td, .code")) other.remove();
  const sentences = [...said.querySelectorAll("main p, main li, main .hint, main label, main legend, main dt")]
    .filter((element) => !element.querySelector("p, li"))
    .flatMap((element) => element.textContent.split(/[.!?…]+[\s\u00a0\u202f]/))
    .map((sentence) => sentence.split(/\s+/).filter(Boolean).length)
    .filter((count) => count > 3);
  const texts = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
  const words = [];
  while (texts.nextNode()) words.push(texts.currentNode.data);
  // Each text apart: two buttons side by side are two.
  return { words: words.join("\n"), sentences };
}

export const plainWords = {
  id: "D2",
  name: "plain words",
  pose: "phone",
  async look(page, { language, kind }) {
    const { words, sentences } = await page.evaluate(interfaceWords);
    const low = words.toLowerCase();
    const problems = (BANNED[language] ?? []).filter((word) => new RegExp(`(^|[^\\p{L}])${word}([^\\p{L}]|$)`, "u").test(low)).map((word) => `says “${word}”`);
    const average = sentences.reduce((sum, count) => sum + count, 0) / Math.max(sentences.length, 1);
    return average > LONG && kind !== "gallery" ? [...problems, `${average.toFixed(0)} words a sentence`] : problems;
  },
  faults: [
    { body: `<button>Valider</button>` },
    { body: `<p>${"mot ".repeat(60)}.</p>` },
  ],
};
