// Looking for words in the bytes of a folder: what was erased must not be found again, in whole or in part.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The shortest piece that counts, in bytes: shorter ones may be anybody's. */
const PIECE = 24;

/** Every piece of these words, as bytes. */
function pieces(words) {
  const all = new Set();
  for (const one of words) {
    const bytes = Buffer.from(one, "utf8").toString("latin1");
    for (let at = 0; at + PIECE <= bytes.length; at += 1) all.add(bytes.slice(at, at + PIECE));
  }
  return all;
}

/** The files of a folder and of those inside it. */
export function filesIn(folder) {
  const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
  // The program goes on meanwhile: what it deletes between two looks is gone.
  return paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

function bytesOf(path) {
  try {
    return readFileSync(path).toString("latin1");
  } catch (error) {
    if (error.code === "ENOENT") return "";
    throw error;
  }
}

/** Which files of a folder hold a piece of these words, and which piece. */
export function found(folder, words) {
  const wanted = pieces(words);
  const places = [];
  for (const path of filesIn(folder)) {
    const bytes = bytesOf(path);
    for (let at = 0; at + PIECE <= bytes.length; at += 1) {
      const piece = bytes.slice(at, at + PIECE);
      if (!wanted.has(piece)) continue;
      places.push(`${path} holds “${Buffer.from(piece, "latin1").toString("utf8")}”`);
      break;
    }
  }
  return places;
}
