// Draws one of everything, each by an engine of its own, prints a hash for each picture and writes them all as one PNG.
//
//   mvn -q -pl engine-wasm -am process-classes -DskipTests && node engine-wasm/src/test/browser/contactSheet.mjs docs/images/engine.png
//
// Each picture is drawn twice, by two engines: exit code 1 if any two differ by a byte. Hashes are the same wherever browser, adapter
// and engine are.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { openPage, png } from './browser.mjs';
import { HEIGHT, PICTURES, WIDTH } from './pictures.mjs';

const COLUMNS = 4;

async function inPage(page, script, options, then) {
  return page.evaluate(
    async ({ script, options, then }) => {
      const { CANVAS, draw } = await import('/pictures.mjs');
      const { engine } = await window.diorama.create(new OffscreenCanvas(...CANVAS));
      const rgba = await draw(engine, script, options, then);
      engine.free();
      return [...rgba];
    },
    { script, options, then },
  );
}

const out = process.argv[2];
if (!out) {
  console.error('usage: node contactSheet.mjs out.png');
  process.exit(2);
}
const rows = Math.ceil(PICTURES.length / COLUMNS);
const sheet = new Uint8Array(COLUMNS * WIDTH * rows * HEIGHT * 4);
const opened = await openPage({ width: WIDTH, height: HEIGHT, csp: "default-src 'self' 'unsafe-eval'" });
let different = 0;
try {
  for (const [index, [name, script, options, then]] of PICTURES.entries()) {
    const first = Uint8Array.from(await inPage(opened.page, script, options, then));
    const second = Uint8Array.from(await inPage(opened.page, script, options, then));
    const same = first.every((value, i) => value === second[i]);
    different += same ? 0 : 1;
    console.log(createHash('sha256').update(first).digest('hex').slice(0, 16), same ? '' : 'DIFFERENT', name);
    const left = (index % COLUMNS) * WIDTH;
    const top = Math.floor(index / COLUMNS) * HEIGHT;
    for (let y = 0; y < HEIGHT; y++) {
      sheet.set(first.subarray(4 * y * WIDTH, 4 * (y + 1) * WIDTH), 4 * ((top + y) * COLUMNS * WIDTH + left));
    }
  }
  await writeFile(out, png(sheet, COLUMNS * WIDTH, rows * HEIGHT));
} finally {
  for (const line of opened.log) {
    console.log(line);
  }
  await opened.close();
}
process.exitCode = different > 0 || opened.log.length > 0 ? 1 : 0;
