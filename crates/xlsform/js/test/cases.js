/** Runs expression cases: shared by the runner on Node and by a page in a browser. */
import { evaluate, number, text, truth } from "../logic.js";

/** The document that stands in for those one suite builds as it runs: it has none of the nodes asked. */
const STAND_IN = "x4fd2be04";

/**
 * Judges every case, or says why not: `{passed, failed, server, apart}`. `server` counts the expressions outside the
 * browser's levels; `apart` lists, by reason, those inside them that no one can judge here.
 */
export function runCases(trees, cases) {
  for (const tree of Object.values(trees)) link(tree, null);
  const twins = new Map(cases.filter((one) => one.doc !== STAND_IN).map((one) => [asked(one) + one.expected, one.doc]));
  const contradicted = contradictions(cases, twins);
  const result = { passed: 0, failed: [], server: 0, apart: {} };
  for (const one of cases) {
    const doc = (one.doc === STAND_IN && twins.get(asked(one) + one.expected)) || one.doc;
    const node = find(trees[doc], one.context || "/");
    const reason = reasonApart(one, node, contradicted);
    if (one.logic === null) result.server += 1;
    else if (reason) (result.apart[reason] ??= []).push(one.expr);
    else {
      const found = outcome(one, node, trees[doc]);
      if (isEqual(one, found)) result.passed += 1;
      else result.failed.push(`${one.file} ${one.expr} → ${one.expected}, found ${found} (${doc})`);
    }
  }
  return result;
}

function reasonApart(one, node, contradicted) {
  if (one.conflict) return "the suites contradict each other, as they say themselves";
  if (contradicted.has(asked(one))) return "two suites state two values for the same expression and node";
  if (one.kind === "error") return "JavaRosa refuses it, the two other suites give such a value";
  if (!node) return "asked on an attribute, a comment or a piece of text, which are no nodes in the browser";
  return null;
}

/** What is asked, whatever is expected. */
const asked = (one) => JSON.stringify([one.file, one.expr, one.context || "/", one.kind]);

/** Questions of which a suite that has only the stand-in expects another value than the suite with the document. */
function contradictions(cases, twins) {
  const withDocument = new Set(cases.filter((one) => one.doc !== STAND_IN).map(asked));
  const isAlone = (one) => one.doc === STAND_IN && !twins.has(asked(one) + one.expected);
  return new Set(cases.filter((one) => isAlone(one) && withDocument.has(asked(one))).map(asked));
}

function link(node, parent) {
  node.p = parent;
  node.c.forEach((child) => link(child, node));
}

const elements = (node) => node.c.filter((child) => child.n !== "#text");

/** The node of a positional path: of elements, and of text where elements stand beside it. */
function find(root, path) {
  let node = root;
  for (const step of path.split("/").filter(Boolean)) {
    const [, test, position] = step.match(/^(\*|text\(\))\[(\d+)\]$/) || [];
    if (!test) return null;
    const among = test === "*" ? elements(node) : node.c.filter((child) => child.n === "#text");
    node = among[position - 1];
    if (!node) return null;
  }
  return node;
}

/** The positional path of a node. */
function pathOf(node) {
  if (!node.p) return "/";
  const isText = node.n === "#text";
  const among = isText ? node.p.c.filter((child) => child.n === "#text") : elements(node.p);
  return `${node.p.p ? pathOf(node.p) : ""}/${isText ? "text()" : "*"}[${among.indexOf(node) + 1}]`;
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
    if (one.kind === "nodeset") return value.map(pathOf);
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
  if (kind === "nodeset") return JSON.stringify(expected) === JSON.stringify(found);
  if (kind === "matches") return new RegExp(expected).test(found);
  if (kind === "length") return [...found].length === expected;
  return kind === "boolean" ? expected === found : String(expected) === found;
}
