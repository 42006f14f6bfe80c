/** Runs expression cases: shared by the runner on Node and by a page in a browser. */
import { evaluate, number, text, truth } from "../logic.js";

/** The document that stands in for those one suite builds as it runs: it has none of the nodes asked. */
const STAND_IN = "x4fd2be04";

export function runCases(trees, cases) {
  for (const tree of Object.values(trees)) link(tree, null);
  const judged = cases.filter((one) => !one.conflict && one.kind !== "error" && one.kind !== "nodeset");
  const twins = new Map(judged.filter((one) => one.doc !== STAND_IN).map((one) => [key(one), one.doc]));
  const result = { passed: 0, failed: [], server: 0 };
  for (const one of judged) {
    const doc = one.doc === STAND_IN ? twins.get(key(one)) || one.doc : one.doc;
    const node = find(trees[doc], one.context || "/");
    if (one.logic === null || !node) {
      result.server += 1;
      continue;
    }
    const found = outcome(one, node, trees[doc]);
    if (isEqual(one, found)) result.passed += 1;
    else result.failed.push(`${one.file} ${one.expr} → ${one.expected}, found ${found} (${doc})`);
  }
  return result;
}

const key = (one) => JSON.stringify([one.file, one.expr, one.context || "/", one.expected]);

function link(node, parent) {
  node.p = parent;
  node.c.forEach((child) => link(child, node));
}

/** The node of a positional path of elements; none when it names another kind of node. */
function find(root, path) {
  let node = root;
  for (const step of path.split("/").filter(Boolean)) {
    const [, position] = step.match(/^\*\[(\d+)\]$/) || [];
    if (!position) return null;
    node = node.c.filter((child) => child.n !== "#text")[position - 1];
    if (!node) return null;
  }
  return node;
}

/** The time and zone the cases were recorded with. */
function environment(one, root) {
  const isJavaRosa = one.sources.length === 1 && one.sources[0] === "javarosa";
  const instances = {};
  const see = (node) => {
    if (node.n === "instance" && node.id) instances[node.id] = node;
    node.c.forEach(see);
  };
  see(root);
  return {
    root: primary(root),
    instances,
    now: Date.parse("2026-11-23T18:30:00.123Z"),
    offset: () => (isJavaRosa ? 0 : -420),
    locale: "en-US",
    isForm: false,
  };
}

/** Absolute paths of a whole form start in its first instance. */
function primary(root) {
  const child = (node, name) => node && node.c.find((one) => one.n === name);
  const html = child(root, "h:html");
  return (child(html, "h:body") && child(child(child(html, "h:head"), "model"), "instance")) || root;
}

function outcome(one, node, root) {
  const env = environment(one, root);
  try {
    const value = evaluate(one.logic, node, env);
    if (one.kind === "boolean") return truth(value);
    if (one.kind === "number" || one.kind === "rounded") return number(value, env);
    return text(value, env);
  } catch (error) {
    return `error ${error.message}`;
  }
}

function isEqual({ kind, expected, factor }, found) {
  if (kind === "number" || kind === "rounded") {
    const wanted = Number(expected);
    if (Number.isNaN(wanted)) return Number.isNaN(found);
    if (!Number.isFinite(wanted)) return wanted === found;
    if (kind === "rounded") return Math.round(wanted * factor) === Math.round(found * factor);
    return Math.abs(wanted - found) <= 1e-12 * Math.max(1, Math.abs(wanted));
  }
  if (kind === "matches") return new RegExp(expected).test(found);
  if (kind === "length") return [...found].length === expected;
  return kind === "boolean" ? expected === found : String(expected) === found;
}
