/** What the runners on Node and in a browser share: what is judged, and the lines that say the outcome. */
import { runCases } from "./cases.js";
import { runForms } from "./forms.js";

/** Judges `{ trees, cases }` (expressions) or `{ forms }`: the lines to print, and whether all passed. */
export function judge({ trees, cases, forms }) {
  const { passed, failed, server, apart = {} } = forms ? runForms(forms) : runCases(trees, cases);
  const what = forms ? "forms" : "conformance xpath";
  const lines = failed.map((failure) => `  ${failure}`);
  for (const [reason, list] of Object.entries(apart)) {
    lines.push(`  (${list.length} set apart, ${reason}: ${[...new Set(list)].join(" · ")})`);
  }
  if (server) lines.push(`  (${server} marked for the server)`);
  lines.push(`${what} in the browser's evaluator: ${passed} passed, ${failed.length} failed`);
  return { lines, isWell: passed > 0 && failed.length === 0 };
}
