// Ours beside three.js, Babylon.js and PlayCanvas at several sizes: counts of WebGPU calls and bytes, CPU time, build, heap, pick.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import * as Y from 'yjs';
import { place } from './contenders/scene.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const npm = fileURLToPath(new URL('../../engine-wasm/target/npm/', import.meta.url));
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '25' },
  },
});
const CONTENDERS = [
  ['diorama', 'document'],
  ['three', 'meshes'],
  ['three', 'batched'],
  ['three', 'instanced'],
  ['babylon', 'meshes'],
  ['babylon', 'thin'],
  ['playcanvas', 'entities'],
  ['playcanvas', 'instanced'],
].filter(([module, kind]) => !values.only || values.only.split(',').includes(`${module}-${kind}`));
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--js-flags=--expose-gc',
  '--enable-precise-memory-info',
];

/** The scene as a document: what anybody's Yjs would write. */
export function documentOf(n, nested = 0) {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 1;
  doc.transact(() => {
    const nodes = doc.getMap('nodes');
    for (let i = 0; i < n; i++) {
      const node = new Y.Map();
      nodes.set(`n${i}`, node);
      const at = place(i, n);
      node.set(`@${nested && i > 0 ? `n${Math.floor((i - 1) / nested)}` : ''}`, 1);
      node.set('o', `a${i.toString(36).padStart(5, '0')}V`);
      node.set('k', nested ? 'group' : 'mesh');
      node.set('n', `Node ${i}`);
      node.set('p', nested ? [1, 0, 0] : [at.x, at.y, at.z]);
      if (!nested) {
        node.set('g', at.box ? 'box' : 'sphere');
      }
    }
  });
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
}

async function serve() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    try {
      const file = path.startsWith('/npm/') ? join(npm, path.slice(5)) : join(here, path);
      const page = '<!doctype html><canvas width="96" height="96"></canvas><script type="module" src="/page.mjs"></script>';
      const body = path === '/' ? page : await readFile(file);
      response.writeHead(200, {
        'content-type': path === '/' ? 'text/html' : (TYPES[extname(path)] ?? 'application/octet-stream'),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function inPage(address, work) {
  const profile = await mkdtemp(join(tmpdir(), 'diorama-benchmark-'));
  const executablePath = [process.env.CHROME_PATH, '/usr/bin/google-chrome', '/usr/bin/chromium'].find(
    (path) => path && existsSync(path),
  );
  const browser = await chromium.launchPersistentContext(profile, { executablePath, headless: false, args: FLAGS });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`  ${error.message}`));
    await page.goto(address);
    await page.waitForFunction(() => window.run !== undefined);
    return await work(page);
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

const number = (value, digits = 0) =>
  value === null || value === undefined ? '-' : value.toLocaleString('en', { maximumFractionDigits: digits });

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `| ${row.map((cell, i) => cell.padStart(widths[i])).join(' | ')} |`).join('\n');
}

await build({
  entryPoints: ['diorama', 'three', 'babylon', 'playcanvas'].map((name) => join(here, `contenders/${name}.mjs`)),
  bundle: true,
  format: 'esm',
  outdir: join(here, 'build'),
  external: ['/npm/*'],
  logLevel: 'error',
});
const server = await serve();
const address = `http://127.0.0.1:${server.address().port}/`;
for (const n of values.sizes.split(',').map(Number)) {
  const update = documentOf(n);
  const rows = [
    ['objects', 'contender', 'calls', 'calls 1 %', 'bytes', 'bytes 1 %', 'CPU ms', 'CPU ms 1 %', 'build ms', 'heap MB', 'pick ms', 'covered'],
  ];
  let ours = null;
  for (const [module, kind] of CONTENDERS) {
    try {
      const r = await inPage(address, (page) =>
        page.evaluate((config) => window.run(config), {
          module,
          kind,
          n,
          update: module === 'diorama' ? update : null,
          rounds: Number(values.rounds),
        }),
      );
      ours ??= r;
      const ratio = (a, b) => (ours === r ? '' : ` (x${number(a / b, 1)})`);
      rows.push([
        number(n),
        `${module} ${kind}`,
        number(r.still.calls) + ratio(r.still.calls, ours.still.calls),
        number(r.moving.calls) + ratio(r.moving.calls, ours.moving.calls),
        number(r.still.bytes),
        number(r.moving.bytes),
        number(r.still.ms, 2) + ratio(r.still.ms, ours.still.ms),
        number(r.moving.ms, 2) + ratio(r.moving.ms, ours.moving.ms),
        number(r.build),
        number(r.heap / 1e6, 1),
        number(r.pick, 1) + (r.pick === null ? '' : ratio(r.pick, ours.pick)),
        `${number(100 * r.coverage)} %${Math.abs(r.coverage - ours.coverage) > 0.34 * ours.coverage ? ' NOT THE SAME' : ''}${r.shows ? '' : ', EDITS NOT SEEN'}`,
      ]);
    } catch (error) {
      rows.push([number(n), `${module} ${kind}`, `failed: ${error.message.split('\n')[0].slice(0, 90)}`, ...Array(9).fill('')]);
    }
  }
  console.log(`\n${table(rows)}`);
}
if (!values.only) {
  const three = await inPage(address, (page) => page.evaluate(() => window.propagate()));
  const update = documentOf(100_000, 10);
  const r = await inPage(address, (page) =>
    page.evaluate((config) => window.run(config), { module: 'diorama', kind: 'tree', n: 100_000, update, rounds: 40 }),
  );
  console.log(`\n100,000 nodes in a tree of fan-out 10, 1 % of them changed:`);
  const { median, least } = r.moving.scene;
  console.log(`  three.js updateMatrixWorld, least of 20       ${number(three, 3)} ms`);
  console.log(`  ours, all of a frame but upload and encoding  ${number(least, 3)} ms, median ${number(median, 3)} (x${number(three / least, 1)}; at rest ${number(r.still.scene.least, 3)} ms)`);
  console.log(`  ours, the whole frame, a drag of them         ${number(r.moving.least, 2)} ms (at rest ${number(r.still.least, 2)} ms)`);
}
server.close();
