// Every check. A check has
//   id, name   as in the acceptance list of the design
//   pose       how the page is shown when it looks (see lib/look.js); none for what needs no showing
//   look       (page, subject) → what is wrong, one sentence each
//   faults     pages made to break it: a check that finds nothing wrong with them is itself wrong

import { axe } from "./axe.js";
import { bytes, policy, requests } from "./delivery.js";
import { forcedColors, grey, paper, rightToLeft } from "./display.js";
import { fields, faultFlow } from "./forms.js";
import { keyboard, stickyBars } from "./keyboard.js";
import { outline } from "./outline.js";
import { largeText, reflow } from "./reflow.js";
import { targets } from "./targets.js";
import { plainWords } from "./words.js";

export const CHECKS = [
  axe, reflow, largeText, stickyBars, targets, keyboard, forcedColors, outline, faultFlow, fields,
  bytes, requests, policy, paper, grey, rightToLeft, plainWords,
];
