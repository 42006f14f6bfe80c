/**
 * Evaluates in a browser the logic that the server exported as JSON: relevance, constraints, calculations,
 * choice filters. Same rules and same cases as the Rust evaluator; what is not here is marked for the server.
 *
 * An expression is a number, a text, or a list: an operator or a function, then its arguments.
 * A path is ["/", start, ...steps]: start 0 is the root, 1 the present node, else an expression; a step is a
 * name, "*", ".", "..", or a list of one of those and its predicates.
 * A node is {n: name, t: text, c: children, p: parent, x: true when the rules hide it}.
 */

const DAY = 864e5;
const NUMBER = /^[ \t\r\n]*-?(\d+\.?\d*|\.\d+)[ \t\r\n]*$/;
const CLOCK = /^(\d\d?):(\d\d?)(?::(\d\d?)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d?(?::?\d\d?)?)?$/;
const TRIMMED = /^[ \t\r\n]+|[ \t\r\n]+$/g;

/** A date on the respondent's clock: milliseconds as if that clock showed universal time. */
class Moment {
  constructor(local) {
    this.local = local;
  }
}

/** Days that `number()` made of a written date: with their fraction as a number, whole as a text. */
class Days extends Number {}

/** Builds a tree of nodes: a text is a leaf, an object holds elements by name, a list several of one name. */
export function tree(name, content, parent = null) {
  const node = { n: name, t: "", c: [], p: parent };
  if (content !== null && typeof content === "object") {
    for (const [key, value] of Object.entries(content)) {
      for (const one of Array.isArray(value) ? value : [value]) node.c.push(tree(key, one, node));
    }
  } else if (content !== null && content !== undefined) {
    node.t = String(content);
  }
  return node;
}

/**
 * Evaluates an expression on a node.
 *
 * `env` is {root, instances, now, offset, locale, isForm}: the node above the document element; the node above
 * each list by name; the time in milliseconds; the zone's minutes ahead of universal time at a time; the language
 * of months; whether absolute paths mean the present instance of a repeat.
 */
export function evaluate(expr, node, env) {
  return run(expr, { node, position: 1, size: 1, current: node, env });
}

/** The truth of a value. */
export function truth(value) {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Days) value = +value;
  return value instanceof Moment || (value !== "" && value !== 0 && value !== false && value === value);
}

/** A value as text. */
export function text(value, env) {
  if (Array.isArray(value)) return value.length ? content(value[0]) : "";
  if (value instanceof Moment) return momentText(value, env);
  if (value instanceof Days) value = Math.floor(value);
  if (typeof value === "number") return numberText(value);
  return String(value);
}

/** A value as number; of a date, days since 1970-01-01 in universal time. */
export function number(value, env) {
  if (Array.isArray(value)) return value.length ? textNumber(content(value[0]), env) : NaN;
  if (value instanceof Moment) return env.isForm ? value.local / DAY : universal(value, env);
  if (typeof value === "string") return textNumber(value, env);
  return Number(value);
}

/** Days since 1970-01-01 in universal time. */
const universal = ({ local }, env) => (local - env.offset(local - present(env)) * 6e4) / DAY;
const present = (env) => env.offset(env.now) * 6e4;
const content = (node) => (node.c.length && !node.t ? node.c.map(content).join("") : node.t);

function numberText(value) {
  if (!isFinite(value)) return String(value);
  const short = String(value === 0 ? 0 : value);
  const [, sign, digits, power] = short.match(/^(-?)([\d.]+)e([+-]\d+)$/) || [];
  if (!power) return short;
  const [whole, part = ""] = digits.split(".");
  const all = whole + part;
  return power < 0
    ? `${sign}0.${"0".repeat(-power - 1)}${all}`
    : sign + all + "0".repeat(power - part.length);
}

function textNumber(value, env) {
  if (NUMBER.test(value)) return parseFloat(value);
  if (value.trimStart()[4] !== "-") return NaN;
  const moment = parseMoment(value, env);
  return moment ? number(moment, env) : NaN;
}

/** Milliseconds into the day and the offset in minutes (undefined when none is written). */
function parseClock(value) {
  const [, h, m, s = 0, part = "", zone] = value.match(CLOCK) || [];
  if (h === undefined || h > 23 || m > 59 || s > 59) return null;
  let offset;
  if (zone === "Z") offset = 0;
  else if (zone) {
    const [, sign, zh, zm = 0] = zone.match(/([+-])(\d\d?):?(\d\d?)?/);
    if (zh > 23 || zm > 59) return null;
    offset = (sign + 1) * (zh * 60 + +zm);
  }
  return { time: ((h * 60 + +m) * 60 + +s) * 1e3 + Math.floor(+`0.${part || 0}` * 1e3), offset };
}

function parseMoment(value, env) {
  const [date, clock] = value.trim().split(/[T ]/, 2);
  const [, y, m, d] = date.match(/^(\d{4})-(\d\d?)-(\d\d?)$/) || [];
  const day = y ? new Date(Date.UTC(2000, m - 1, d)) : 0;
  if (!y) return parsePrinted(value, env);
  day.setUTCFullYear(y, m - 1, d);
  if (day.getUTCMonth() !== m - 1 || day.getUTCDate() !== +d) return null;
  if (clock === undefined) return new Moment(day.getTime());
  const read = parseClock(clock);
  if (!read) return null;
  const local = day.getTime() + read.time;
  if (read.offset === undefined) return new Moment(local);
  const instant = local - read.offset * 6e4;
  return new Moment(instant + env.offset(instant) * 6e4);
}

/** What browsers print, `Mon Nov 23 2026 07:33:53 GMT-0700 (MST)`: Enketo takes it as well. */
function parsePrinted(value, env) {
  const [, month, d, y, clock] =
    value.trim().match(/^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d GMT[+-]\d{4})( \(.*\))?$/) || [];
  const m = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(month) / 3 + 1;
  return m >= 1 ? parseMoment(`${y}-${m}-${d}T${clock.replace(" GMT", "")}`, env) : null;
}

function momentText({ local }, env, isFull) {
  const iso = new Date(local).toISOString();
  if (local % DAY === 0 && !isFull) return iso.slice(0, 10);
  const offset = env.offset(local - present(env));
  const pad = (part) => String(Math.floor(part)).padStart(2, "0");
  const zone = offset ? (offset < 0 ? "-" : "+") + pad(Math.abs(offset) / 60) + ":" + pad(Math.abs(offset) % 60) : "Z";
  return iso.slice(0, -1) + zone;
}

/** A value as date, or null. */
function moment(value, env) {
  if (value instanceof Moment) return value;
  if (typeof value === "boolean") return null;
  if (value instanceof Days) value = +value;
  if (typeof value !== "number") {
    const written = text(value, env);
    const read = parseMoment(written, env);
    if (read || !NUMBER.test(written)) return read;
    value = parseFloat(written);
  }
  const at = Math.round(value * DAY);
  if (!(Math.abs(at) < 8.6e15)) return null;
  return new Moment(env.isForm && Number.isInteger(value) ? at : at + env.offset(at) * 6e4);
}

function run(expr, at) {
  if (!Array.isArray(expr)) return expr;
  const [name, ...rest] = expr;
  const own = FORMS[name];
  if (own) return own(rest, at);
  const call = CALLS[name];
  if (!call) throw new Error(`not in the browser: ${name}`);
  return call(at, ...rest.map((one) => run(one, at)));
}

/** What decides itself which of its arguments are evaluated. */
const FORMS = {
  and: (parts, at) => parts.every((part) => truth(run(part, at))),
  or: (parts, at) => parts.some((part) => truth(run(part, at))),
  if: ([condition, yes, no], at) => run(truth(run(condition, at)) ? yes : no, at),
  coalesce: (parts, at) => {
    for (const part of parts.slice(0, -1)) {
      const value = run(part, at);
      if (!["", "NaN"].includes(text(value, at.env))) return value;
    }
    return run(parts.at(-1), at);
  },
  once: ([part], at) => {
    const known = content(at.current);
    if (known !== "") return known;
    const value = run(part, at);
    return value !== value ? "" : value;
  },
  "/": path,
};

function path([start, ...steps], at) {
  let nodes;
  if (start === 0) nodes = at.env.isForm ? shared(steps, at) : [at.env.root];
  else nodes = start === 1 ? [at.node] : run(start, at);
  for (const step of steps.slice(nodes.done || 0)) {
    const [name, ...predicates] = Array.isArray(step) ? step : [step];
    const found = new Set();
    for (const node of nodes) {
      let reached = reach(name, node);
      for (const predicate of predicates) reached = keep(reached, predicate, at);
      reached.forEach((one) => found.add(one));
    }
    nodes = [...found];
  }
  return nodes.filter((node) => !node.x);
}

function reach(name, node) {
  if (name === ".") return [node];
  if (name === "..") return node.p ? [node.p] : [];
  return name === "*" ? node.c.filter((child) => child.n !== "#text") : node.c.filter((child) => child.n === name);
}

/** The furthest ancestor of the present node that an absolute path names. */
function shared(steps, { current, env }) {
  const chain = [];
  for (let node = current; node && node !== env.root; node = node.p) chain.unshift(node);
  const isOurs = chain.length > 0 && chain[0].p === env.root;
  let done = 0;
  while (isOurs && done < steps.length && chain[done] && chain[done].n === steps[done]) done += 1;
  const nodes = [done ? chain[done - 1] : env.root];
  nodes.done = done;
  return nodes;
}

function keep(nodes, predicate, { current, env }) {
  return nodes.filter((node, index) => {
    const value = run(predicate, { node, position: index + 1, size: nodes.length, current, env });
    return typeof value === "number" || value instanceof Days ? +value === index + 1 : truth(value);
  });
}

/** Whether some pair of nodes or values satisfies a comparison. */
function compare(sign, left, right, env) {
  const isEquality = sign === "=" || sign === "!=";
  const empty = (side) => (env.isForm && Array.isArray(side) && !side.length ? "" : side);
  left = empty(left);
  right = empty(right);
  if (isEquality && (typeof left === "boolean" || typeof right === "boolean")) {
    return (truth(left) === truth(right)) === (sign === "=");
  }
  const each = (side) => (Array.isArray(side) ? side.map(content) : [side]);
  return each(left).some((one) => each(right).some((other) => compareOne(sign, one, other, env)));
}

function compareOne(sign, left, right, env) {
  const isEquality = sign === "=" || sign === "!=";
  if (isEquality && typeof left === "string" && typeof right === "string") {
    return (left === right) === (sign === "=");
  }
  const a = number(left, env);
  const b = number(right, env);
  const isEqual = a === b || Math.abs(a - b) < 1e-12;
  if (isEquality) return isEqual === (sign === "=");
  if (isEqual) return sign.endsWith("=");
  return sign[0] === "<" ? a < b : a > b;
}

const comparison = (sign) => (at, a, b) => compare(sign, a, b, at.env);
const arithmetic = (apply) => (at, ...parts) => apply(...parts.map((part) => number(part, at.env)));
const textual = (apply) => (at, ...parts) => apply(...parts.map((part) => text(part, at.env)));
const words = (value) => value.split(/\s+/).filter(Boolean);
const each = (parts, env) =>
  parts.flatMap((part) => (Array.isArray(part) ? part.map(content) : [text(part, env)]));
const here = (at, part) => (part === undefined ? content(at.node) : text(part, at.env));
const extreme = (choose) => (at, ...parts) => {
  const all = each(parts, at.env);
  return all.length ? choose(...all.map((one) => textNumber(one, at.env))) : NaN;
};
const today = (env) => Math.floor((env.now + present(env)) / DAY) * DAY;
/** No number is said to be no date, outside a questionnaire: there an answer must not be filled with such words. */
const toMoment = ({ env }, value) => moment(value, env) ?? (env.isForm || value === value ? "" : "Invalid Date");
/** In a questionnaire a date forgets its time, a text does not. */
const toDate = (at, value) => {
  if (!at.env.isForm) return toMoment(at, value);
  const isDay = typeof value === "number" || value instanceof Moment;
  const read = moment(isDay && typeof value === "number" ? Math.trunc(value) : value, at.env);
  return read ? new Moment(isDay ? Math.floor(read.local / DAY) * DAY : read.local) : "";
};
const slice = (value, from, to) => [...value].slice(from, to).join("");

function round(at, value, places) {
  let a = number(typeof value === "string" ? value.replaceAll(",", ".") : value, at.env);
  const p = places === undefined ? 0 : Math.trunc(number(places, at.env));
  if (!isFinite(a) || p !== p) return a;
  if (places === undefined) return Math.floor(a + 0.5);
  const away = (one) => Math.sign(one) * Math.round(Math.abs(one));
  const shift = (one, by) => {
    const [digits, power = 0] = String(one).split("e");
    return Number(`${digits}e${+power + by}`);
  };
  return shift(away(shift(a, p)), -p);
}

/** The week of the year (ISO 8601): that of its Thursday. */
function week(date) {
  const thursday = date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY;
  return Math.floor((thursday - Date.UTC(new Date(thursday).getUTCFullYear(), 0)) / DAY / 7) + 1;
}

function format(at, value, pattern) {
  const { env } = at;
  const read = moment(value, env) || parseMoment(`1970-01-01T${text(value, env)}`, env);
  if (!read) return "";
  const date = new Date(read.local);
  const pad = (part, size = 2) => String(part).padStart(size, "0");
  const short = (options) => new Intl.DateTimeFormat(env.locale, { timeZone: "UTC", ...options }).format(date);
  const letters = {
    Y: () => pad(date.getUTCFullYear(), 4),
    y: () => pad(date.getUTCFullYear() % 100),
    m: () => pad(date.getUTCMonth() + 1),
    n: () => date.getUTCMonth() + 1,
    b: () => short({ month: "short" }),
    d: () => pad(date.getUTCDate()),
    e: () => date.getUTCDate(),
    H: () => pad(date.getUTCHours()),
    h: () => date.getUTCHours(),
    M: () => pad(date.getUTCMinutes()),
    S: () => pad(date.getUTCSeconds()),
    3: () => pad(date.getUTCMilliseconds(), 3),
    a: () => short({ weekday: "short" }),
    W: () => pad(week(date)),
    "%": () => "%",
  };
  return text(pattern, env).replace(/%(.)/gsu, (whole, letter) => (letters[letter] ? letters[letter]() : whole));
}

/** Points written `latitude longitude …`, with `;` between them or one a node; null when one is not a point. */
function points(parts, env) {
  const all = each(parts, env).flatMap((one) => one.split(";")).map((one) => one.trim()).filter(Boolean);
  const read = all.map((one) => one.split(/\s+/).map(Number));
  return read.every(([y, x]) => Math.abs(y) <= 90 && Math.abs(x) <= 180) ? read : null;
}

const RADIUS = 6378100;
const radians = (degrees) => (degrees * Math.PI) / 180;
const cents = (value, { isForm }) => (isForm ? value : Math.round(value * 100) / 100);

function distance(at, ...parts) {
  const all = points(parts, at.env);
  if (!all) return NaN;
  let sum = 0;
  for (let i = 1; i < all.length; i += 1) {
    const [[y, x], [v, u]] = [all[i - 1].map(radians), all[i].map(radians)];
    const cosine = Math.sin(y) * Math.sin(v) + Math.cos(y) * Math.cos(v) * Math.cos(x - u);
    sum += Math.acos(Math.min(1, Math.max(-1, cosine))) * RADIUS;
  }
  return cents(sum, at.env);
}

function area(at, part) {
  const all = points([part], at.env);
  if (!all) return NaN;
  if (all.length < 3) return 0;
  const sum = all.reduce((total, [y, x], i) => {
    const [v, u] = all[(i + 1) % all.length];
    return total + radians(u - x) * (2 + Math.sin(radians(y)) + Math.sin(radians(v)));
  }, 0);
  return cents(Math.abs((sum * RADIUS * RADIUS) / 2), at.env);
}

function pulldata(at, ...parts) {
  const [file, column, keyColumn, key] = parts.map((part) => text(part, at.env));
  const rows = at.env.instances[file.replace(/\.csv$/, "")]?.c[0]?.c || [];
  const cell = (row, name) => row.c.find((one) => one.n === name)?.t;
  const row = rows.find((one) => cell(one, keyColumn) === key);
  return (row && cell(row, column)) ?? "";
}

function position(at, nodes) {
  if (nodes === undefined) return at.position;
  const [node] = nodes;
  return node ? node.p.c.filter((one) => one.n === node.n).indexOf(node) + 1 : NaN;
}

const CALLS = {
  "=": comparison("="),
  "!=": comparison("!="),
  "<": comparison("<"),
  "<=": comparison("<="),
  ">": comparison(">"),
  ">=": comparison(">="),
  "+": arithmetic((a, b) => a + b),
  "-": arithmetic((a, b) => a - b),
  "*": arithmetic((a, b) => a * b),
  div: arithmetic((a, b) => a / b),
  mod: arithmetic((a, b) => a % b),
  neg: arithmetic((a) => -a),
  true: () => true,
  false: () => false,
  not: (at, a) => !truth(a),
  boolean: (at, a) => truth(a),
  "boolean-from-string": textual((a) => a === "true" || a === "1"),
  number: (at, a = [at.node]) => {
    const found = number(a, at.env);
    const isWritten = !at.env.isForm && (Array.isArray(a) || typeof a === "string");
    return isWritten && !NUMBER.test(text(a, at.env)) && found === found ? new Days(found) : found;
  },
  string: (at, a) => here(at, a),
  concat: (at, ...parts) => each(parts, at.env).join(""),
  join: (at, separator, ...parts) => each(parts, at.env).join(text(separator, at.env)),
  contains: textual((a, b) => a.includes(b)),
  "starts-with": textual((a, b) => a.startsWith(b)),
  "ends-with": textual((a, b) => a.endsWith(b)),
  "substring-before": textual((a, b) => (a.includes(b) ? a.slice(0, a.indexOf(b)) : "")),
  "substring-after": textual((a, b) => (a.includes(b) ? a.slice(a.indexOf(b) + b.length) : "")),
  substr: (at, a, from, to) =>
    slice(text(a, at.env), number(from, at.env), to === undefined ? undefined : number(to, at.env)),
  "string-length": (at, a) => [...here(at, a)].length,
  "normalize-space": (at, a) => here(at, a).replace(/[ \t\r\n]+/g, " ").replace(TRIMMED, ""),
  regex: textual((a, b) => new RegExp(`^(?:${b})$`).test(a)),
  selected: textual((a, b) => (b.trim() ? words(a).includes(b.trim()) : !a.trim())),
  "selected-at": (at, a, i) => words(text(a, at.env))[Math.trunc(number(i, at.env))] ?? "",
  "count-selected": textual((a) => words(a).length),
  count: (at, nodes) => nodes.length,
  "count-non-empty": (at, nodes) => nodes.filter((node) => content(node) !== "").length,
  sum: (at, nodes) => nodes.reduce((total, node) => total + textNumber(content(node), at.env), 0),
  min: extreme(Math.min),
  max: extreme(Math.max),
  int: arithmetic(Math.trunc),
  floor: arithmetic(Math.floor),
  ceiling: arithmetic(Math.ceil),
  abs: arithmetic(Math.abs),
  pow: arithmetic(Math.pow),
  round,
  position,
  last: (at) => at.size,
  current: (at) => [at.current],
  instance: (at, name) => {
    const found = at.env.instances[text(name, at.env)];
    if (!found) throw new Error(`no instance ${text(name, at.env)}`);
    return [found];
  },
  pulldata,
  now: (at) => new Moment(at.env.now + present(at.env)),
  today: (at) => new Moment(today(at.env)),
  date: toDate,
  "date-time": toMoment,
  "decimal-date-time": (at, a) => {
    const read = moment(a, at.env);
    return read ? universal(read, at.env) : NaN;
  },
  "decimal-time": (at, a) => {
    const written = text(a, at.env);
    const whole = parseMoment(written, at.env);
    if (whole) return (((whole.local % DAY) + DAY) % DAY) / DAY;
    const read = parseClock(written);
    if (!read) return NaN;
    const shift = read.offset === undefined ? 0 : present(at.env) - read.offset * 6e4;
    return (((read.time + shift) % DAY) + DAY) % DAY / DAY;
  },
  "format-date": format,
  "format-date-time": format,
  area,
  "enclosed-area": area,
  distance,
};
CALLS["is-selected"] = CALLS.selected;

/**
 * Applies exported rules to a tree of answers, in their order: hides and shows nodes, sets calculations.
 * Rules marked for the server are left as they are. Returns what each node requires and forbids:
 * a Map from node to {required, readonly}.
 */
export function apply(logic, root, env) {
  const found = new Map();
  const scope = { ...env, root, isForm: true };
  for (const [at, aspect, expr, type] of logic.cells) {
    if (expr === null) continue;
    for (const node of nodesAt(root, at)) {
      const value = evaluate(expr, node, scope);
      if (aspect === "relevant") {
        node.hidden = !truth(value);
        refresh(node);
      } else if (aspect === "calculate") {
        const written = lexical(value, type, scope);
        node.t = written === "NaN" ? "" : written;
      } else {
        found.set(node, { ...found.get(node), [aspect]: truth(value) });
      }
    }
  }
  return found;
}

/** A calculation as a submission writes it. */
function lexical(value, type, env) {
  if (type === "int") return text(Math.trunc(number(value, env)), env);
  const read = type === "date" && typeof value !== "number" && moment(value, env);
  if (read) return new Date(read.local).toISOString().slice(0, 10);
  return value instanceof Moment ? momentText(value, env, true) : text(value, env);
}

/** Every node at a path, in all the instances of repeats. */
export function nodesAt(root, path) {
  return path.split("/").slice(1).reduce((nodes, name) => nodes.flatMap((node) => reach(name, node)), [root]);
}

function refresh(node) {
  node.x = Boolean(node.hidden || node.p?.x);
  node.c.forEach(refresh);
}
