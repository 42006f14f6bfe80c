// B1, B2, B8: how many bytes, how many requests, and what the security policy says.

import { gzipSync } from "node:zlib";

/** Bytes of a whole page, compressed. */
const MOST = { public: 14_000, survey: 12_000, office: 30_000 };
const REQUESTS = { public: 1, survey: 3, office: 4 };

/** As served; a page that was not served is compressed here. */
export function weigh(subject) {
  return subject.bytes ?? gzipSync(subject.body, { level: 6 }).length;
}

export const bytes = {
  id: "B1",
  name: "within its byte budget",
  async look(_page, subject) {
    // A page of the gallery with every state of a component is no page that people load.
    if (subject.kind === "gallery" && !subject.isExample) return [];
    const weight = weigh(subject);
    const isPacked = !subject.bytes || subject.headers.some((one) => one.name.toLowerCase() === "content-encoding");
    const problems = isPacked ? [] : ["served without compression"];
    return weight > MOST[subject.sheet] ? [...problems, `${weight} bytes, over ${MOST[subject.sheet]}`] : problems;
  },
  faults: [{ body: Array.from({ length: 9000 }, (_, n) => `<i>${(n * 2654435761) % 4294967296}</i>`).join(""), sheet: "public" }],
};

export const requests = {
  id: "B2",
  name: "few requests, none elsewhere, no cookie for readers",
  async look(_page, { url, requests, headers, sheet, isPosted }) {
    const problems = [];
    const asked = requests.filter((one) => !one.startsWith("data:"));
    // A redirect on the way is a request of the page before.
    const own = asked.filter((one) => one === asked[asked.length - 1] || !isPageAddress(one));
    if (own.length > REQUESTS[sheet]) problems.push(`${own.length} requests: ${own.join(" ")}`);
    const { origin } = new URL(url);
    for (const one of asked.filter((one) => !one.startsWith(origin))) problems.push(`asks elsewhere: ${one}`);
    const cookies = headers.filter((one) => one.name.toLowerCase() === "set-cookie");
    if (sheet === "public" && !isPosted && cookies.length > 0) problems.push(`sets a cookie: ${cookies[0].value.split("=")[0]}`);
    return problems;
  },
  faults: [
    { body: `<p>Police venue d’ailleurs</p>`, requests: ["http://fautes.test/", "http://polices.test/a.woff2"] },
    { body: `<p>Témoin</p>`, headers: [{ name: "Set-Cookie", value: "a=b" }] },
  ],
};

function isPageAddress(address) {
  return !/\.(css|js|woff2?|png|jpe?g|webp|svg|ico)(\?|$)/.test(address);
}

export const policy = {
  id: "B8",
  name: "a strict policy, and nothing that breaks it",
  async look(page, { headers, violations, body }) {
    const problems = violations.map((one) => `refused by the policy: ${one}`);
    const said = headers.find((one) => one.name.toLowerCase() === "content-security-policy")?.value ?? "";
    if (!said.includes("default-src 'none'")) problems.push(`the policy is “${said}”`);
    if (said.includes("unsafe-")) problems.push(`the policy allows ${said.match(/unsafe-\S+/)[0]}`);
    // As served: the checks themselves may style elements.
    if (/<[^>]+\sstyle\s*=/i.test(body.replace(/<style>[\s\S]*?<\/style>/g, ""))) problems.push("an element has a style attribute");
    if (/<[^>]+\son\w+\s*=\s*["']/i.test(body)) problems.push("an element has a handler attribute");
    const inline = await page.evaluate(() => [...document.scripts].filter((script) => !script.src).length);
    return inline > 0 ? [...problems, `${inline} inline scripts`] : problems;
  },
  faults: [
    { body: `<p style="color:#600">Style en ligne</p>` },
    { body: `<p>Script</p><script>document.title = "x"</script>` },
    { body: `<p>Politique</p>`, policy: "default-src 'none'; style-src 'unsafe-inline'" },
    { body: `<p>Sans politique</p>`, policy: "" },
  ],
};
