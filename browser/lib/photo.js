// A photo as a telephone makes it: large, and saying where and with what it was taken.

/** What the camera says of itself, and must not be kept. */
export const CAMERA = "Telephone de la tresoriere";

/** A JPEG of 2400 × 1800 points drawn by the browser, with an Exif segment put in front. */
export async function photo(browser) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const base64 = await page.evaluate(() => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [2400, 1800];
      const pen = canvas.getContext("2d");
      for (let at = 0; at < 600; at += 1) {
        pen.fillStyle = `hsl(${(at * 47) % 360} 60% ${20 + ((at * 13) % 60)}%)`;
        pen.fillRect((at * 389) % 2400, (at * 233) % 1800, 240, 160);
      }
      return canvas.toDataURL("image/jpeg", 0.95).split(",")[1];
    });
    const plain = Buffer.from(base64, "base64");
    return Buffer.concat([plain.subarray(0, 2), exif(), plain.subarray(2)]);
  } finally {
    await context.close();
  }
}

/** An Exif segment: the camera's name, and 12° north. */
function exif() {
  const words = Buffer.from(`${CAMERA}\0`, "latin1");
  const tiff = Buffer.alloc(64);
  tiff.write("II*\0", 0, "latin1");
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  entry(tiff, 10, { tag: 0x0110, kind: 2, count: words.length, value: 64 });
  entry(tiff, 22, { tag: 0x8825, kind: 4, count: 1, value: 38 });
  // The place: one entry, « north ».
  tiff.writeUInt16LE(1, 38);
  entry(tiff, 40, { tag: 0x0001, kind: 2, count: 2, value: "N".charCodeAt(0) });
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, words]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function entry(bytes, at, { tag, kind, count, value }) {
  bytes.writeUInt16LE(tag, at);
  bytes.writeUInt16LE(kind, at + 2);
  bytes.writeUInt32LE(count, at + 4);
  bytes.writeUInt32LE(value, at + 8);
}

/** Width and height, as the frame of a JPEG says. */
export function sizeOf(jpeg) {
  for (let at = 2; at < jpeg.length; ) {
    const [mark, length] = [jpeg[at + 1], jpeg.readUInt16BE(at + 2)];
    if (mark >= 0xc0 && mark <= 0xc2) return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
    at += 2 + length;
  }
  return [0, 0];
}
