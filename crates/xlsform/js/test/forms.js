/** Applies exported forms to their answers and compares with what the server made of them. */
import { apply, evaluate, nodesAt, tree, truth } from "../logic.js";

export function runForms(forms) {
  const result = { passed: 0, failed: [], server: 0 };
  for (const { name, logic, steps } of forms) {
    const typedOver = new Set();
    for (const [index, step] of steps.entries()) {
      const env = environment(logic);
      const root = computed(name, logic, step, typedOver, env);
      for (const fault of [...differences(root, step, result), ...refusals(logic, root, step, env, result)]) result.failed.push(`${name}, step ${index}: ${fault}`);
    }
  }
  result.passed -= result.failed.length;
  return result;
}

function environment(logic) {
  const lists = Object.entries(logic.instances).map(([list, rows]) => [list, tree("", rows)]);
  return {
    instances: Object.fromEntries(lists),
    now: Date.parse("2026-11-23T09:00:00Z"),
    offset: () => 0,
    locale: "en",
  };
}

/** The answers of a step, with calculations and visibility made again here. */
function computed(name, logic, { answers }, typedOver, env) {
  const root = tree("", { [logic.root]: answers });
  // Calculations that a person typed over keep their value; the others are made again from nothing.
  for (const [path] of logic.cells.filter(([, aspect]) => aspect === "calculate")) {
    if (name === "calculations.md" && path.endsWith("/guess")) typedOver.add(path);
    else if (!path.endsWith("/kept")) nodesAt(root, path).forEach((node) => (node.t = ""));
  }
  apply({ ...logic, cells: logic.cells.filter(([path]) => !typedOver.has(path)) }, root, env);
  return root;
}

function differences(root, { relevant, values }, result) {
  const faults = [];
  for (const path of Object.keys(relevant)) {
    const [node] = nodesAt(root, path);
    if (!node) continue;
    result.passed += 2;
    if (!node.x !== relevant[path]) faults.push(`${path} is ${node.x ? "hidden" : "shown"}`);
    if (!node.c.length && node.t !== values[path]) faults.push(`${path} is « ${node.t} », not « ${values[path]} »`);
  }
  return faults;
}

/** Answers that only one side refuses. */
function refusals(logic, root, { refused }, env, result) {
  const faults = [];
  for (const [path, rule] of Object.entries(logic.constraints)) {
    const [node] = nodesAt(root, path);
    if (rule === null || !node || node.x || !node.t) continue;
    result.passed += 1;
    const isRefused = !truth(evaluate(rule, node, { ...env, root, isForm: true }));
    if (isRefused !== refused.includes(path)) faults.push(`${path} is ${isRefused ? "refused" : "accepted"}: « ${node.t} »`);
  }
  return faults;
}
