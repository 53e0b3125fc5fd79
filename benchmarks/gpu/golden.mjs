// The same wasm, the same software adapter, two hosts: each picture drawn in Chromium and in Node with Dawn, compared byte for byte. Exit code 1 if any differs.
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chooseBrowser, openPage, png } from '../../engine-wasm/src/test/browser/browser.mjs';
import { CANVAS, draw, HEIGHT, PICTURES, WIDTH } from '../../engine-wasm/src/test/browser/pictures.mjs';
import { install } from './dawn.mjs';

// The pinned one, whatever is installed.
process.env.CHROME_PATH ??= 'bundled';
const { executable } = await chooseBrowser();
// What is in /usr/bin is often a script that starts the one elsewhere.
const driver = [dirname(executable), dirname(realpathSync(executable)), '/usr/lib/chromium', '/opt/google/chrome']
  .map((folder) => join(folder, 'vk_swiftshader_icd.json'))
  .find((path) => existsSync(path));
if (!driver) {
  console.error(`Beside ${executable} is no vk_swiftshader_icd.json, and both hosts have to use one software adapter.`);
  process.exit(2);
}
const adapter = await install(driver);
if (!adapter) {
  console.error(`Dawn found no adapter with ${driver}.`);
  process.exit(2);
}
console.log(`${adapter.name}: ${driver}`);
const { Engine } = await import('../../engine-wasm/target/npm/index.js');
const only = process.argv[2];

async function inNode(script, options, then) {
  const engine = await Engine.create(new OffscreenCanvas(...CANVAS), {
    onSend() {},
    onChange() {},
    onDeviceError(error) {
      throw error;
    },
  });
  const rgba = await draw(engine, script, options, then);
  engine.free();
  return rgba;
}

async function inBrowser(page, script, options, then) {
  const encoded = await page.evaluate(
    async ({ script, options, then }) => {
      const { CANVAS, draw } = await import('/pictures.mjs');
      const { engine } = await window.diorama.create(new OffscreenCanvas(...CANVAS));
      const rgba = await draw(engine, script, options, then);
      engine.free();
      return Array.from(rgba, (byte) => String.fromCharCode(byte)).join('');
    },
    { script, options, then },
  );
  return Uint8Array.from(encoded, (character) => character.charCodeAt(0));
}

const started = Date.now();
const opened = await openPage({ width: WIDTH, height: HEIGHT, csp: "default-src 'self' 'unsafe-eval'" });
let different = 0;
let compared = 0;
const version = await opened.page.evaluate(() => /Chrome\/[^ ]*/.exec(navigator.userAgent)?.[0]);
console.log(`${version}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`);
try {
  for (const [name, script, options, then] of PICTURES.filter(([name]) => !only || name === only)) {
    const theirs = await inBrowser(opened.page, script, options, then);
    const ours = await inNode(script, options, then);
    let bytes = 0;
    let most = 0;
    for (let i = 0; i < ours.length; i++) {
      const by = Math.abs(ours[i] - theirs[i]);
      bytes += by > 0 ? 1 : 0;
      most = Math.max(most, by);
    }
    different += bytes > 0 ? 1 : 0;
    compared++;
    const hash = createHash('sha256').update(ours).digest('hex').slice(0, 16);
    console.log(`${hash} ${bytes === 0 ? 'identical' : `DIFFERENT in ${bytes} bytes, by ${most} at most`}  ${name}`);
    if (bytes > 0) {
      const file = name.replace(/[^a-z0-9]+/gi, '-');
      await writeFile(`${file}-node.png`, png(ours, WIDTH, HEIGHT));
      await writeFile(`${file}-chromium.png`, png(theirs, WIDTH, HEIGHT));
    }
  }
} finally {
  for (const line of opened.log) {
    console.log(line);
  }
  await opened.close();
}
const seconds = Math.round((Date.now() - started) / 1000);
console.log(different === 0 ? `All ${compared} pictures are identical (${seconds} s).` : `${different} of ${compared} pictures differ.`);
process.exit(different > 0 || opened.log.length > 0 ? 1 : 0);
