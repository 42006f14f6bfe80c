// A5 and A7: the keyboard goes everywhere, in the order of the page, and one always sees where it is, also at 400 %.

/** Runs in the page: gives each stop a number, in the order of the document. */
function number() {
  const isStop = (element) => element.tabIndex >= 0 && !element.disabled && element.type !== "hidden" && element.checkVisibility({ visibilityProperty: true });
  const grouped = new Set();
  let count = 0;
  for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")) {
    if (!isStop(element)) continue;
    // One stop for a group of radio buttons: the chosen one, or the first.
    if (element.type === "radio") {
      if (grouped.has(element)) continue;
      const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(element.name)}"]`)].filter((one) => one.form === element.form);
      for (const one of group) (grouped.add(one), (one.dataset.stop = count));
    }
    element.dataset.stop = count;
    count += 1;
  }
  return count;
}

/** Runs in the page: where the focus is and whether one can see it. */
function where() {
  const here = document.activeElement;
  if (!here || here === document.body || here === document.documentElement) return null;
  const shown = here.closest("label.choice, label") ?? here;
  const isMarked = [here, shown].some((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  const box = shown.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const onTop = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const isSeen = right > left && bottom > top && onTop !== null && (shown.contains(onTop) || onTop.contains(shown));
  return { stop: Number(here.dataset.stop ?? -1), isMarked, isSeen, says: here.outerHTML.slice(0, 120) };
}

async function walk(page) {
  const count = await page.evaluate(number);
  if (count === 0) return ["nothing can be reached"];
  const stops = [];
  const problems = [];
  for (let press = 0; press < count + 2; press += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(where);
    if (here === null) continue;
    if (stops.length > 0 && here.stop === stops[0].stop) break;
    stops.push(here);
    if (!here.isMarked) problems.push(`the focus does not show on ${here.says}`);
    if (!here.isSeen) problems.push(`the focus is hidden or off the screen: ${here.says}`);
  }
  return [...problems, ...disorder(stops.map((stop) => stop.stop), count)];
}

/** The walk may start anywhere (a summary takes the focus), but it goes round in order and misses nothing. */
function disorder(stops, count) {
  const problems = [];
  const missed = Array.from({ length: count }, (_, stop) => stop).filter((stop) => !stops.includes(stop));
  if (missed.length > 0) problems.push(`${missed.length} of ${count} stops are never reached`);
  const steps = stops.slice(1).map((stop, index) => (stop - stops[index] + count) % count);
  if (missed.length === 0 && steps.some((step) => step !== 1)) problems.push(`the order is ${stops.join(" ")}`);
  return problems;
}

export const keyboard = {
  id: "A7",
  name: "the keyboard reaches everything, in order and in sight",
  pose: "zoom",
  look: walk,
  faults: [
    { body: `<a href="#a">Un</a> <a href="#b" tabindex="2">Deux</a> <a href="#c" tabindex="1">Trois</a>` },
    { body: `<a href="#a">Sans marque</a>`, css: `a:focus{outline:0}` },
    { body: `<a href="#a" class="away">Au loin</a> <a href="#b">Ici</a>`, css: `.away{position:absolute;inset-inline-start:-999px}` },
  ],
};

function bars() {
  const tall = [...document.body.querySelectorAll("*")].filter((element) => {
    const isStuck = ["fixed", "sticky"].includes(getComputedStyle(element).position);
    return isStuck && element.getBoundingClientRect().height > innerHeight / 4;
  });
  return tall.map((element) => `a bar takes ${Math.round(element.getBoundingClientRect().height)} of ${innerHeight} px: ${element.outerHTML.slice(0, 80)}`);
}

export const stickyBars = {
  id: "A5",
  name: "no bar takes more than a quarter of a low screen",
  pose: ["zoom", "landscape"],
  look: (page) => page.evaluate(bars),
  faults: [{ body: `<div class="bar">Une barre</div>`, css: `.bar{position:sticky;top:0;height:100px}` }],
};
