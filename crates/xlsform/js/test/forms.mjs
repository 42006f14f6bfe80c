/**
 * Applies exported forms to their answers and compares with what the server made of them:
 * `node js/test/forms.mjs FORMS.json`. The file is made by the test `both_evaluators_give_the_same_forms`.
 */
import { readFileSync } from "node:fs";
import { apply, nodesAt, tree } from "../logic.js";

let checks = 0;
const wrong = [];
for (const { name, logic, steps } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const typedOver = new Set();
  for (const [index, { answers, relevant, values }] of steps.entries()) {
    const root = tree("", { [logic.root]: answers });
    const instances = Object.fromEntries(
      Object.entries(logic.instances).map(([list, rows]) => [list, tree("", rows)]),
    );
    const env = { instances, now: Date.parse("2026-11-23T09:00:00Z"), offset: () => 0, locale: "en" };
    // Calculations that a person typed over keep their value; the others are made again from nothing.
    for (const [path, , , ] of logic.cells.filter(([, aspect]) => aspect === "calculate")) {
      if (name === "calculations.md" && path.endsWith("/guess")) typedOver.add(path);
      else if (!path.endsWith("/kept")) nodesAt(root, path).forEach((node) => (node.t = ""));
    }
    const rules = { ...logic, cells: logic.cells.filter(([path]) => !typedOver.has(path)) };
    apply(rules, root, env);
    for (const path of Object.keys(relevant)) {
      const [node] = nodesAt(root, path);
      if (!node) continue;
      checks += 2;
      if (!node.x !== relevant[path]) wrong.push(`${name}, step ${index}: ${path} is ${node.x ? "hidden" : "shown"}`);
      if (!node.c.length && node.t !== values[path]) {
        wrong.push(`${name}, step ${index}: ${path} is « ${node.t} », not « ${values[path]} »`);
      }
    }
  }
}
for (const line of wrong) console.log(line);
console.log(`forms in the browser's evaluator: ${checks - wrong.length} checks passed, ${wrong.length} failed`);
process.exit(wrong.length || !checks ? 1 : 0);
