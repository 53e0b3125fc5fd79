// Measures the boundary in Node and in Chromium, every contender in one run, and prints nanoseconds and ratios as Markdown.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { openFolder } from '../../engine-wasm/src/test/npm/chromium.mjs';
import { bench, WasmBindgen } from './bench.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('../../engine-wasm/bindgen-tests/target/', import.meta.url));
const probe = join(target, 'npm');
const plain = join(target, 'plain');
const require = createRequire(import.meta.url);
const ywasm = require.resolve('ywasm/ywasm.js');

function print(where, results) {
  const names = Object.keys(results);
  console.log(`\n${where}, nanoseconds a call (times plain JavaScript's):\n`);
  console.log(`| | ${names.join(' | ')} |\n|${' --- |'.repeat(names.length + 1)}`);
  for (const row of Object.keys(results.Diorama)) {
    const base = results['plain JavaScript'][row];
    const cells = names.map((name) => {
      const value = results[name][row];
      return value === undefined ? '' : `${value.toFixed(value < 100 ? 1 : 0)} (${(value / base).toFixed(1)})`;
    });
    console.log(`| ${[row, ...cells].join(' | ')} |`);
  }
}

console.log(`${cpus().length} x ${cpus()[0].model}, ${new Date().toISOString().slice(0, 10)}`);
const { Probe } = await import(pathToFileURL(join(probe, 'index.js')));
const { load } = await import(pathToFileURL(join(plain, 'runtime.js')));
const contenders = {
  Diorama: await Probe.create({ onAll() {}, onBits() {} }),
  'TeaVM alone': (await load(await readFile(join(plain, 'plain.wasm')), { nodejs: true })).exports,
  'wasm-bindgen (ywasm)': new WasmBindgen(require(ywasm)),
  AssemblyScript: await import('./build/probe.js'),
};
print(`Node ${process.versions.node}`, bench(contenders));

const folder = await mkdtemp(join(tmpdir(), 'diorama-boundary-'));
await cp(probe, join(folder, 'probe'), { recursive: true });
await cp(plain, join(folder, 'plain'), { recursive: true });
await cp(join(here, 'build'), join(folder, 'assembly'), { recursive: true });
await cp(join(here, 'bench.js'), join(folder, 'bench.js'));
await cp(join(ywasm, '..', 'ywasm_bg.wasm'), join(folder, 'ywasm.wasm'));
// ywasm is made for Node: here it is given what it requires.
await writeFile(
  join(folder, 'ywasm.js'),
  `export function make($bytes) {
    const module = { exports: {} };
    const __dirname = '';
    const modules = { util: globalThis, path: { join: () => '' }, fs: { readFileSync: () => $bytes } };
    const require = (name) => modules[name];
    ${await readFile(ywasm, 'utf8')}
    return module.exports;
  }`,
);
await writeFile(join(folder, 'index.html'), '<!doctype html><title>Boundary</title><script type="module" src="page.js"></script>');
await writeFile(
  join(folder, 'page.js'),
  `import { Probe } from './probe/index.js';
  import { load } from './plain/runtime.js';
  import { make } from './ywasm.js';
  import * as assembly from './assembly/probe.js';
  import { bench, WasmBindgen } from './bench.js';
  const contenders = {
    Diorama: await Probe.create({ onAll() {}, onBits() {} }),
    'TeaVM alone': (await load('./plain/plain.wasm')).exports,
    'wasm-bindgen (ywasm)': new WasmBindgen(make(await (await fetch('./ywasm.wasm')).arrayBuffer())),
    AssemblyScript: assembly,
  };
  window.measure = () => bench(contenders);`,
);
// TeaVM's own runtime evaluates text.
const opened = await openFolder(folder, { csp: "default-src 'self' 'unsafe-eval'" });
try {
  await opened.page.goto(opened.address);
  await opened.page.waitForFunction(() => window.measure !== undefined).catch((error) => {
    throw new Error(opened.log.join('\n'), { cause: error });
  });
  const version = await opened.page.evaluate(() => navigator.userAgent.replace(/.*Chrome\/(\d+).*/, '$1'));
  print(`Chromium ${version}`, await opened.page.evaluate(() => window.measure()));
} finally {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
}

const size = async (...paths) => {
  let bytes = 0;
  let packed = 0;
  for (const path of paths) {
    const content = await readFile(path);
    bytes += content.length;
    packed += brotliCompressSync(content).length;
  }
  return `${bytes.toLocaleString('en')} (${packed.toLocaleString('en')})`;
};
const glue = ['boundary', 'checks', 'fallback', 'index', 'load', 'runtime', 'trace'].map((name) => join(probe, `${name}.js`));
console.log('\nBytes, and as brotli:\n\n| | module | glue |\n| --- | --- | --- |');
console.log(`| Diorama's probe, 40 methods, glue not minified | ${await size(join(probe, 'engine.wasm'))} | ${await size(...glue)} |`);
console.log(`| TeaVM alone, 6 functions | ${await size(join(plain, 'plain.wasm'))} | ${await size(join(plain, 'runtime.js'))} |`);
console.log(`| ywasm, all of yrs | ${await size(join(ywasm, '..', 'ywasm_bg.wasm'))} | ${await size(ywasm)} |`);
console.log(`| AssemblyScript, 6 functions | ${await size(join(here, 'build/probe.wasm'))} | ${await size(join(here, 'build/probe.js'))} |`);
