/**
 * The advisor in a browser: the same table, the same answers, the same codes and numbers as `socle_domain::advisor`.
 * All arithmetic is on whole numbers below 2^53; `docs/advisor.md` explains the formula.
 */
const CONDITIONS = ["network", "use", "install", "charge", "computer", "start_cost", "monthly_cost"];
const TOPS = [4, 3, 2, 2, 2, 4, 4];
const SURE = 255;
const UNIT = 1024;
const FARTHEST = 8 * UNIT;
const NODE = UNIT / 8;

const over = (a, b) => Math.floor(a / b);

/** Unfolds a table as it is served (`Table::to_json`). Done once. */
export function open(text) {
  const { shared, ids, guides, stated, facts, beliefs, serves, needs } = JSON.parse(text);
  let id = 0, fact = 0, belief = 0, need = 0;
  const rows = ids.map((step, i) => {
    const row = { id: (id += step), guide: guides[i] === 1, stated: stated[i], needs: {} };
    row.facts = [...TOPS, "offline", "data"].map(() => unfold(facts[fact++]));
    row.atMost = TOPS.map((top) => beliefs.slice(belief, (belief += top)));
    row.offline = beliefs.slice(belief, (belief += 2));
    row.safe = beliefs.slice(belief, (belief += 2));
    for (let n = 0; n < serves[i]; n++) {
      const [place, strength, spread, good, failures] = needs.slice(need, (need += 5));
      row.needs[place] = { strength, spread, good, failures };
    }
    return row;
  });
  return { shared, rows };
}

const unfold = (code) => (code === 0 ? null : { value: (code - 1) % 5, expired: code > 25 });

function chance(shared, logOdds) {
  const place = Math.min(FARTHEST, Math.max(-FARTHEST, logOdds)) + FARTHEST;
  const node = over(place, NODE), here = shared.chances[node], next = shared.chances[node + 1] ?? here;
  return here + over((next - here) * (place % NODE), NODE);
}

const hundredths = (score) => over(score * 100 + 32768 * SURE, 65536 * SURE);

/** How many steps are missing in the mean, and the mean of its square; both in 255ths. */
function missing(row, k, place, contexts) {
  let mean = 0, square = 0;
  if (place === null) {
    for (let at = 0; at <= TOPS[k]; at++) {
      const [m, s] = missing(row, k, at);
      mean += m * contexts[at];
      square += s * contexts[at];
    }
    return [over(mean, SURE), over(square, SURE)];
  }
  for (let step = place; step < TOPS[k]; step++) {
    const more = SURE - row.atMost[k][step];
    mean += more;
    square += (2 * (step - place) + 1) * more;
  }
  return [mean, square];
}

function networkShare([none, atMostReading], reach, often) {
  const near = none + atMostReading, away = near + 2 * (SURE - atMostReading);
  return reach === null ? over(near * often + away * (SURE - often), SURE) : reach === 0 ? away : near;
}

function cost(shared, row, k, answers) {
  const place = answers.conditions[k];
  const [mean, square] = missing(row, k, place === null ? null : Math.min(place, TOPS[k]), shared.contexts[k]);
  const weight = shared.weights[k], off = over(weight * mean, SURE);
  const variance = over(weight * weight * Math.max(0, SURE * square - mean * mean), SURE * SURE);
  if (k !== 0) return [off, variance];
  const share = networkShare(row.offline, answers.reach, shared.reach), whole = 2 * SURE;
  return [over(off * share, whole), over(variance * share * share, whole * whole)];
}

function sum(shared, weighed) {
  weighed.logOdds = weighed.costs.reduce((left, [off]) => left - off, weighed.need.strength);
  weighed.score = chance(shared, weighed.logOdds) * weighed.safe;
  return weighed;
}

function weigh(shared, row, need, answers) {
  const data = answers.sensitivity, safe = data === null || data < 2 ? SURE : row.safe[data === 2 ? 0 : 1];
  return sum(shared, { row, need, safe, costs: TOPS.map((_, k) => cost(shared, row, k, answers)) });
}

function verdict(row, k, answers) {
  const fact = row.facts[k];
  if (!fact) return "unknown";
  if (fact.value <= answers.conditions[k]) return "fits";
  return k === 0 && answers.reach > 0 && row.facts[7]?.value === 2 ? "offline" : "short";
}

function remedies(row, answers) {
  const list = [], data = row.facts[8]?.value ?? null;
  if (answers.sensitivity >= 2 && (data === null || data < answers.sensitivity)) {
    list.push({ criterion: "sensitivity", place: data });
  }
  CONDITIONS.forEach((criterion, k) => {
    if (!answers.essential[k] || answers.conditions[k] === null) return;
    if (["short", "unknown"].includes(verdict(row, k, answers))) list.push({ criterion, place: row.facts[k]?.value ?? null });
  });
  return list;
}

const order = (a, b) =>
  b.row.guide - a.row.guide || b.score - a.score || b.logOdds - a.logOdds || a.row.id - b.row.id;

function reasons({ row, costs }, answers) {
  const line = (criterion, verdict, steps, cost, fact) =>
    ({ criterion, verdict, steps, cost, is_expired: fact?.expired ?? false });
  const list = [line("need", (row.stated >> answers.need) & 1 ? "fits" : "used", 0, 0)];
  if (answers.sensitivity >= 2) list.push(line("sensitivity", "fits", 0, 0, row.facts[8]));
  CONDITIONS.forEach((criterion, k) => {
    const place = answers.conditions[k], fact = row.facts[k];
    if (place === null) return;
    list.push(line(criterion, verdict(row, k, answers), Math.max(0, (fact?.value ?? 0) - place), costs[k][0], fact));
  });
  return list;
}

function recommended(shared, weighed, answers) {
  const { row, need, safe, costs, logOdds, score } = weighed;
  const variance = costs.reduce((all, [, one]) => all + one, (need.spread * 32) ** 2);
  const margin = over(Math.floor(Math.sqrt(variance)) * 41, 32);
  const [low, high] = [logOdds - margin, logOdds + margin].map((at) => hundredths(chance(shared, at) * safe));
  const confidence = high - low <= 20 ? "high" : high - low <= 40 ? "medium" : "low";
  const { good, failures } = need;
  return {
    tool: row.id, has_guide: row.guide, rank: 0, chance: hundredths(score), low, high, confidence, good, failures,
    reasons: reasons(weighed, answers),
  };
}

function changes(shared, answers, weighed, now) {
  const list = [];
  CONDITIONS.forEach((condition, k) => {
    const place = answers.conditions[k];
    for (let other = 0; other <= TOPS[k]; other++) {
      if (place !== null && Math.abs(place - other) !== 1) continue;
      const asked = { ...answers, conditions: answers.conditions.with(k, other) };
      const moved = weighed.filter(({ row }) => !remedies(row, asked).length).map((one) =>
        sum(shared, { ...one, costs: one.costs.with(k, cost(shared, one.row, k, asked)) }));
      const first = moved.sort(order)[0]?.row.id ?? null;
      if (first !== now) list.push({ condition, place: other, first });
    }
  });
  return list;
}

/**
 * Advises. Answers: `{ need, conditions: [7 places or null], reach, sensitivity, essential: [7 booleans] }`.
 */
export function advise({ shared, rows }, answers) {
  const taken = [], weighed = [], to_check = [], set_aside = [];
  for (const row of rows) {
    const need = row.needs[answers.need];
    if (!need) continue;
    const one = weigh(shared, row, need, answers), missed = remedies(row, answers);
    if (!missed.length) taken.push(one);
    else (missed.some(({ place }) => place !== null) ? set_aside : to_check).push({ tool: row.id, remedies: missed });
    if (!missed.some(({ criterion }) => criterion === "sensitivity")) weighed.push(one);
  }
  taken.sort(order);
  const list = taken.map((one) => recommended(shared, one, answers));
  list.forEach((one, i) => {
    const before = list[i - 1];
    one.rank = before && before.has_guide === one.has_guide && before.chance === one.chance ? before.rank : i + 1;
  });
  const best = Math.max(...list.map((one) => one.chance));
  const notices = [
    ["without_tool", !list.length || answers.conditions[1] === 0],
    ["unlikely", list.length > 0 && best < 50],
    ["tie", list[1]?.rank === 1],
    ["data_not_said", answers.sensitivity === null],
  ].filter(([, isSaid]) => isSaid).map(([word]) => word);
  const now = taken[0]?.row.id ?? null;
  return { recommended: list, to_check, set_aside, changes: changes(shared, answers, weighed, now), notices };
}
