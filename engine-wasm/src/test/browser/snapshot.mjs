// Looks at what the engine draws: loads target/npm in Chromium, makes a scene, renders it and writes a PNG. Prints every GPU
// validation error and everything else the browser's console says; exit code 1 if there was any.
//
//   mvn -q -pl engine-wasm -am process-classes -DskipTests && node engine-wasm/src/test/browser/snapshot.mjs out.png [options]
//
//   --script 'engine.addPrimitive("sphere"); engine.setBackground(0, 0, 1)'   what to do with `engine` (may use await)
//   --update file.bin     a Yjs update to load first          --size 800x600   default 640x480
//   --canvas              the canvas itself instead of renderImage (gizmo and overlays included)
//   --frames 3            frames to draw before               --csp "..."      another Content-Security-Policy for the page
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openPage, png } from './browser.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    script: { type: 'string', default: 'engine.addPrimitive("box")' },
    update: { type: 'string' },
    size: { type: 'string', default: '640x480' },
    canvas: { type: 'boolean', default: false },
    frames: { type: 'string', default: '3' },
    csp: { type: 'string' },
  },
});
const out = positionals[0];
if (!out) {
  console.error('usage: node snapshot.mjs out.png [--script "engine..."] [--update file] [--size 640x480] [--canvas]');
  process.exit(2);
}
const [width, height] = values.size.split('x').map(Number);
const opened = await openPage({ width, height, csp: values.csp });
try {
  const update = values.update ? [...(await readFile(values.update))] : null;
  await opened.page.evaluate(async (bytes) => {
    window.engine = (await window.diorama.create()).engine;
    if (bytes) {
      window.engine.loadUpdate(Uint8Array.from(bytes));
    }
  }, update);
  await opened.page.evaluate(`(async () => { const engine = window.engine; ${values.script} })()`).catch((error) => {
    opened.log.push(`script: ${error.message}`);
  });
  const image = await opened.page.evaluate(
    async ({ frames, fromCanvas, width, height }) => {
      const { engine } = window;
      await window.diorama.frames(engine, frames);
      if (fromCanvas) {
        engine.resize(width, height);
        engine.renderFrame(0.016);
        return { url: window.diorama.canvas.toDataURL('image/png'), stats: engine.stats() };
      }
      const rgba = await engine.renderImage(width, height);
      return { rgba: [...rgba], stats: engine.stats() };
    },
    { frames: Number(values.frames), fromCanvas: values.canvas, width, height },
  );
  const file = image.url
    ? Buffer.from(image.url.split(',')[1], 'base64')
    : png(Uint8Array.from(image.rgba), width, height);
  await writeFile(out, file);
  console.log(out, JSON.stringify(image.stats));
} catch (error) {
  opened.log.push(`snapshot: ${error.message}`);
} finally {
  await opened.page.waitForTimeout(100);
  for (const line of opened.log) {
    console.log(line);
  }
  await opened.close();
}
process.exitCode = opened.log.length > 0 ? 1 : 0;
