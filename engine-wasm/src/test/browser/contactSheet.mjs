// Draws one of everything, each by an engine of its own, prints a hash for each picture and writes them all as one PNG.
//
//   mvn -q -pl engine-wasm -am process-classes -DskipTests && node engine-wasm/src/test/browser/contactSheet.mjs docs/images/engine.png
//
// Each picture is drawn twice, by two engines: exit code 1 if any two differ by a byte. Hashes are the same wherever browser, adapter
// and engine are.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { openPage, png } from './browser.mjs';

const WIDTH = 280;
const HEIGHT = 210;
const COLUMNS = 4;

const alone = (primitive, view = 'engine.viewFrom(0.6, 0.4);') =>
  `engine.addPrimitive('${primitive}'); engine.clearSelection(); engine.frameSelection(); ${view}`;
const stillLife = `
  const put = (primitive, x, y, z, scale) => {
    const id = engine.addPrimitive(primitive);
    engine.setPosition(id, x, y, z);
    engine.setScale(id, scale, scale, scale);
    return id;
  };
  const ball = put('sphere', 0, 0.75, 0, 1.5);
  const box = put('box', 1.35, 0.45, 0.5, 0.9);
  engine.setRotation(box, 0, 0.26, 0, 0.9656);
  put('cylinder', -1.3, 0.6, -0.3, 1.2);
  const cone = put('cone', -0.75, 0.35, 1.05, 0.7);
  put('sphere', 0.55, 0.2, 1.35, 0.4);
  engine.frameSelection();
  engine.viewFrom(0.45, 0.3);
  engine.clearSelection();
  engine.frameSelection();
  engine.wheel(320, 230, -330, 0);`;
const PICTURES = [
  ['still life', stillLife],
  ['sphere', alone('sphere')],
  ['box', alone('box')],
  ['cylinder and cone', `${alone('cylinder')} engine.setPosition(engine.addPrimitive('cone'), 1.2, 0.5, 0.4); engine.clearSelection(); engine.frameSelection();`],
  ['torus and capsule', `${alone('torus')} engine.setPosition(engine.addPrimitive('capsule'), 1.2, 0.5, 0.4); engine.clearSelection(); engine.frameSelection();`],
  ['base colour', stillLife, { output: 'albedo' }],
  ['normal', stillLife, { output: 'normal' }],
  ['depth', stillLife, { output: 'depth' }],
  ['object id', stillLife, { output: 'id' }],
  ['wireframe', stillLife, { output: 'wireframe' }],
  ['roughness', stillLife, { output: 'roughness' }],
  ['without overlays', stillLife, { overlays: false }],
  ['outlines', `${stillLife} engine.select(ball, 'replace'); engine.select(cone, 'add'); engine.setTool('select');`],
  ['move', `${stillLife} engine.select(ball, 'replace');`],
  ['rotate', `${stillLife} engine.select(box, 'replace'); engine.setTool('rotate'); engine.setToolSpace('local');`],
  ['scale', `${stillLife} engine.select(box, 'replace'); engine.setTool('scale');`],
  ['from above, without perspective', `${stillLife} engine.setOrthographic(true); engine.viewFrom(0, Math.PI / 2);`],
];

async function draw(page, script, options) {
  return page.evaluate(
    async ({ script, options, width, height }) => {
      const { engine } = await window.diorama.create(new OffscreenCanvas(640, 480));
      new Function('engine', script)(engine);
      // The camera has come to rest after this.
      for (let i = 0; i < 12; i++) {
        engine.renderFrame(0.25);
      }
      const rgba = await engine.renderImage(width, height, options);
      engine.free();
      return [...rgba];
    },
    { script, options: options ?? {}, width: WIDTH, height: HEIGHT },
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
  for (const [index, [name, script, options]] of PICTURES.entries()) {
    const first = Uint8Array.from(await draw(opened.page, script, options));
    const second = Uint8Array.from(await draw(opened.page, script, options));
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
