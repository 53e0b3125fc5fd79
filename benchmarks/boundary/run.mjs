// Measures the boundary in Node and in Chromium, every contender in one run, and prints nanoseconds and ratios.
import { mkdtemp, rm } from 'node:fs/promises';
import { cp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openFolder } from '../../engine-wasm/src/test/npm/chromium.mjs';
import { bench } from './bench.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const probe = fileURLToPath(new URL('../../engine-wasm/bindgen-tests/target/npm/', import.meta.url));
const NAMES = ['whole', 'text', 'bytes'];

function print(where, results) {
  const names = Object.keys(results);
  const rows = Object.keys(results[names[0]]);
  console.log(`\n${where}: nanoseconds a call there and back (and how many times Diorama's)`);
  console.log(['', ...names].join(' | '));
  for (const row of rows) {
    const ours = results.Diorama[row];
    const cells = names.map((name) => `${results[name][row].toFixed(1)} (${(results[name][row] / ours).toFixed(2)})`);
    console.log([row, ...cells].join(' | '));
  }
}

const { default: init, Probe } = await import(pathToFileURL(join(probe, 'index.js')));
await init();
const ours = await Probe.create({ onAll() {}, onBits() {} });
const assembly = await import('./build/probe.js');
print(`Node ${process.versions.node}`, bench({ Diorama: ours, AssemblyScript: assembly }));

const folder = await mkdtemp(join(tmpdir(), 'diorama-boundary-'));
await cp(probe, join(folder, 'probe'), { recursive: true });
await cp(join(here, 'build'), join(folder, 'assembly'), { recursive: true });
await cp(join(here, 'bench.js'), join(folder, 'bench.js'));
const page = `<!doctype html><title>Boundary</title><script type="module" src="page.js"></script>`;
const script = `
  import init, { Probe } from './probe/index.js';
  import * as assembly from './assembly/probe.js';
  import { bench } from './bench.js';
  await init();
  const ours = await Probe.create({ onAll() {}, onBits() {} });
  window.measure = () => bench({ Diorama: ours, AssemblyScript: assembly });`;
const { writeFile } = await import('node:fs/promises');
await writeFile(join(folder, 'index.html'), page);
await writeFile(join(folder, 'page.js'), script);
const opened = await openFolder(folder);
try {
  await opened.page.goto(opened.address);
  await opened.page.waitForFunction(() => window.measure !== undefined);
  print(`Chromium ${opened.page.context().browser()?.version() ?? ''}`, await opened.page.evaluate(() => window.measure()));
} finally {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
}

const size = async (path) => (await readFile(path)).length;
console.log(`\nsizes: Diorama's probe ${await size(join(probe, 'engine.wasm'))} bytes of wasm, AssemblyScript's ${await size(join(here, 'build/probe.wasm'))}; exports ${NAMES}`);
