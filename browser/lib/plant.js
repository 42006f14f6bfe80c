// Pages made to break a check, and the plain page that breaks none: they keep the checks honest.

import { createHash } from "node:crypto";

const SHEET = "body{font:16px/1.5 sans-serif}a,button{display:inline-block;min-height:44px;min-width:44px;border:1px solid}p a{min-width:0;min-height:0;border:0;display:inline}:focus-visible{outline:3px solid}";

/** A policy that allows one sheet. */
export function policyOf(style) {
  const hash = createHash("sha256").update(style).digest("base64");
  return `default-src 'none'; img-src 'self' data:; style-src 'sha256-${hash}'`;
}

/** A page around `body`. */
export function plant({ body = "", css = "", lang = "fr", sheet = "public", status = 200, headers = [], requests, policy }) {
  const style = SHEET + css;
  const said = policy ?? policyOf(style);
  const url = "http://fautes.test/";
  return {
    name: "planted",
    kind: "planted",
    url,
    status,
    sheet,
    language: "fr",
    requests: requests ?? [url],
    isPosted: false,
    headers: [{ name: "content-type", value: "text/html; charset=utf-8" }, { name: "content-security-policy", value: said }, ...headers],
    body: `<!DOCTYPE html><html lang="${lang}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Une page</title><style>${style}</style></head><body class="${sheet}"><main><h1>Une page</h1>${body}<p>Un <a href="#x">lien</a> dans une phrase.</p><button>Envoyer mon retour</button></main></body></html>`,
  };
}
