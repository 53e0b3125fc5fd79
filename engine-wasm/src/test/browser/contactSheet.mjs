// Draws one of everything, each by an engine of its own, and writes them all as one PNG with their names.
//
//   mvn -q -pl engine-wasm -am process-classes -DskipTests && node engine-wasm/src/test/browser/contactSheet.mjs docs/images/engine.png
//
// What is large or left out is said below; where people point, their names are written as a page does it. Exit code 1 if the console said anything.
import { writeFile } from 'node:fs/promises';
import { openPage } from './browser.mjs';
import { HEIGHT, PICTURES, WIDTH } from './pictures.mjs';

const COLUMNS = 6;
const GAP = 22;
const MARGIN = 56;
const TITLE = 104;
const CAPTION = 38;
/** Four times as large: the column and the row where they are. */
const LARGE = { 'still life': [0, 0], '10,000 objects': [4, 5] };
/** What looks like another. */
const LEFT_OUT = ['without overlays', '10,000 objects, ids'];

/** Where each picture is: name, script, options, then, x, y, width, height. */
function layout() {
  const taken = new Set();
  const at = (column, row) => [MARGIN + column * (WIDTH + GAP), TITLE + row * (HEIGHT + CAPTION + GAP)];
  for (const [column, row] of Object.values(LARGE)) {
    for (const cell of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]) {
      taken.add(`${column + cell[0]} ${row + cell[1]}`);
    }
  }
  let next = 0;
  return PICTURES.filter(([name]) => !LEFT_OUT.includes(name)).map(([name, script, options, then]) => {
    if (LARGE[name]) {
      return {
        name,
        script,
        options,
        then,
        at: at(...LARGE[name]),
        size: [2 * WIDTH + GAP, 2 * HEIGHT + GAP + CAPTION],
      };
    }
    while (taken.has(`${next % COLUMNS} ${Math.floor(next / COLUMNS)}`)) {
      next++;
    }
    const place = at(next % COLUMNS, Math.floor(next / COLUMNS));
    next++;
    return { name, script, options, then, at: place, size: [WIDTH, HEIGHT] };
  });
}

/** In the page: draws one picture onto the sheet. */
async function paint({ name, script, options, then, at, size }) {
  const { CANVAS, draw } = await import('/pictures.mjs');
  const { engine } = await window.diorama.create(new OffscreenCanvas(...CANVAS));
  const [width, height] = size;
  const rgba = await draw(engine, script, options, then, width, height);
  const labels = engine.cursors().map(([client, x, y]) => {
    const { name, color } = engine.peers().find((peer) => peer.clientId === client);
    // What is wider than the canvas shows more at the sides; the height is the same.
    const scale = height / CANVAS[1];
    return { name, color, x: at[0] + width / 2 + (x - CANVAS[0] / 2) * scale, y: at[1] + y * scale };
  });
  engine.free();
  const picture = new OffscreenCanvas(width, height);
  picture.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0);
  const pen = window.sheet.getContext('2d');
  pen.save();
  pen.beginPath();
  pen.roundRect(at[0], at[1], width, height, 8);
  pen.clip();
  pen.drawImage(picture, at[0], at[1]);
  pen.font = '600 13px Inter, "Liberation Sans", Arial, "DejaVu Sans", sans-serif';
  pen.textBaseline = 'middle';
  for (const label of labels) {
    const wide = pen.measureText(label.name).width + 12;
    pen.fillStyle = label.color;
    pen.beginPath();
    pen.roundRect(label.x - wide / 2, label.y - 22, wide, 19, 4);
    pen.fill();
    pen.fillStyle = '#14161a';
    pen.fillText(label.name, label.x - wide / 2 + 6, label.y - 12);
  }
  pen.restore();
  pen.strokeStyle = 'rgba(255, 255, 255, 0.09)';
  pen.beginPath();
  pen.roundRect(at[0] + 0.5, at[1] + 0.5, width - 1, height - 1, 8);
  pen.stroke();
  pen.font = '19px Inter, "Liberation Sans", Arial, "DejaVu Sans", sans-serif';
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = '#c4c8d0';
  pen.fillText(name, at[0] + 2, at[1] + height + 26);
}

const out = process.argv[2];
if (!out) {
  console.error('usage: node contactSheet.mjs out.png');
  process.exit(2);
}
const pictures = layout();
const bottom = Math.max(...pictures.map(({ at, size }) => at[1] + size[1]));
const sheet = { width: 2 * MARGIN + COLUMNS * (WIDTH + GAP) - GAP, height: bottom + CAPTION + MARGIN - 12 };
const opened = await openPage({ width: WIDTH, height: HEIGHT, csp: "default-src 'self' 'unsafe-eval'" });
try {
  await opened.page.evaluate(
    ({ width, height, margin }) => {
      window.sheet = new OffscreenCanvas(width, height);
      const pen = window.sheet.getContext('2d');
      pen.fillStyle = '#14161a';
      pen.fillRect(0, 0, width, height);
      pen.font = '600 34px Inter, "Liberation Sans", Arial, "DejaVu Sans", sans-serif';
      pen.fillStyle = '#f1f2f4';
      pen.fillText('Diorama', margin, 68);
      const wide = pen.measureText('Diorama').width;
      pen.font = '22px Inter, "Liberation Sans", Arial, "DejaVu Sans", sans-serif';
      pen.fillStyle = '#8b919c';
      pen.fillText('what its engine draws', margin + wide + 16, 68);
    },
    { ...sheet, margin: MARGIN },
  );
  for (const picture of pictures) {
    await opened.page.evaluate(paint, picture);
    console.log(picture.name);
  }
  const encoded = await opened.page.evaluate(async () => {
    const bytes = new Uint8Array(await (await window.sheet.convertToBlob({ type: 'image/png' })).arrayBuffer());
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  });
  await writeFile(out, Buffer.from(encoded, 'latin1'));
  console.log(`${out}: ${sheet.width} x ${sheet.height}, ${pictures.length} pictures, ${encoded.length} bytes`);
} finally {
  for (const line of opened.log) {
    console.log(line);
  }
  await opened.close();
}
process.exitCode = opened.log.length > 0 ? 1 : 0;
