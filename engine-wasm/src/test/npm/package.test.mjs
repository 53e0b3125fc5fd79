// The npm package as others get it: packed, installed, and built by Vite, webpack and esbuild, or by nothing at all.
//
// `node --test engine-wasm/src/test/npm/` after `mvn -pl engine-wasm -am process-classes`; editor-web/e2e runs it, too.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openFolder } from './chromium.mjs';

const run = promisify(execFile);
const npm = fileURLToPath(new URL('../../../target/npm/', import.meta.url));
const tools = createRequire(import.meta.url);

const FILES_FOR_ALL = ['engine.wasm', 'engine.fallback.js', 'engine.global.js', 'index.d.ts', 'index.js', 'package.json'];

const CONSUMER = `
import init, { Engine, EngineError } from '@diorama/engine';

async function main() {
  document.addEventListener('securitypolicyviolation', (event) => console.error('CSP: ' + event.violatedDirective));
  await init();
  const engine = await Engine.create(document.querySelector('canvas'), { onSend() {}, onChange() {} });
  engine.addPrimitive('sphere');
  engine.renderFrame(0.016);
  window.result = engine.sceneInfo().nodes + ' ' + (EngineError.prototype instanceof Error);
}
main().catch((error) => { window.result = String(error); });
`;
const PAGE = (script) =>
  `<!doctype html><html lang="en"><title>Consumer</title><canvas width="64" height="64"></canvas>${script}</html>`;

/** A project that has the packed package installed and nothing else. */
let project;

before(async () => {
  project = await mkdtemp(join(tmpdir(), 'diorama-package-'));
  const { stdout } = await run('npm', ['pack', npm, '--json', '--pack-destination', project]);
  const [{ filename }] = JSON.parse(stdout);
  await writeFile(join(project, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
  await writeFile(join(project, 'main.js'), CONSUMER);
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(project, filename)], { cwd: project });
});

after(async () => {
  await rm(project, { recursive: true, force: true });
});

async function shows(folder, page = '') {
  const opened = await openFolder(folder);
  try {
    await opened.page.goto(opened.address + page);
    await opened.page.waitForFunction(() => window.result !== undefined, undefined, { timeout: 60_000 });
    assert.equal(await opened.page.evaluate(() => window.result), '1 true');
    assert.deepEqual(opened.log, [], 'the console stays silent: no violation of the Content-Security-Policy');
  } finally {
    await opened.close();
  }
}

describe('the package', { timeout: 300_000 }, () => {
  test('[E103] holds what it needs and nothing else', async () => {
    const { stdout } = await run('npm', ['pack', npm, '--dry-run', '--json']);
    const [{ files, unpackedSize }] = JSON.parse(stdout);
    const names = files.map((file) => file.path);
    const manifest = JSON.parse(await readFile(join(npm, 'package.json'), 'utf8'));
    for (const name of FILES_FOR_ALL) {
      assert.ok(names.includes(name), `${name} is packed: ${names}`);
    }
    assert.deepEqual([...names].sort(), [...new Set([...manifest.files, 'package.json'])].sort());
    assert.ok(unpackedSize < 1_500_000, `${unpackedSize} bytes unpacked`);
    for (const field of ['name', 'version', 'description', 'license', 'type', 'types', 'exports', 'sideEffects']) {
      assert.ok(field in manifest, `package.json has ${field}`);
    }
  });

  test('[E103] can be published', async () => {
    const { stderr } = await run('npm', ['publish', npm, '--dry-run', '--access', 'public', '--tag', 'try'], {
      env: { ...process.env, npm_config_loglevel: 'notice' },
    });
    assert.match(stderr, /\+|Publishing to|npm notice/);
    assert.doesNotMatch(stderr, /npm error/i);
  });

  test('[E104] is required by CommonJS and imported by an ES module, in Node', async () => {
    const common = `
      const engine = require('@diorama/engine');
      engine.default().then(() => console.log(Object.keys(engine).filter((name) => name !== '__esModule').sort().join(), 'loaded'));`;
    await writeFile(join(project, 'common.cjs'), common);
    await writeFile(
      join(project, 'module.mjs'),
      `import init, * as engine from '@diorama/engine'; await init(); console.log(Object.keys(engine).sort().join());`,
    );
    const required = await run(process.execPath, ['common.cjs'], { cwd: project });
    const imported = await run(process.execPath, ['module.mjs'], { cwd: project });
    assert.equal(required.stdout.trim(), 'Engine,EngineError,default loaded');
    assert.equal(imported.stdout.trim(), 'Engine,EngineError,default');
  });

  test('[E105] is built by Vite', async () => {
    const { build } = await import(tools.resolve('vite').replace(/^\//, 'file:///'));
    const root = join(project, 'with-vite');
    await mkdir(root);
    await cp(join(project, 'main.js'), join(root, 'main.js'));
    await writeFile(join(root, 'index.html'), PAGE('<script type="module" src="./main.js"></script>'));
    await build({ root, logLevel: 'error', build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } } });
    await shows(join(root, 'dist'));
  });

  test('[E105] is built by webpack', async () => {
    const webpack = tools('webpack');
    const out = join(project, 'with-webpack');
    const compiler = webpack({ mode: 'production', context: project, entry: './main.js', output: { path: out }, performance: false });
    const stats = await promisify(compiler.run.bind(compiler))();
    assert.deepEqual(stats.toJson({ errors: true, warnings: true }).errors, []);
    assert.deepEqual(stats.toJson({ warnings: true }).warnings, []);
    await writeFile(join(out, 'index.html'), PAGE('<script defer src="./main.js"></script>'));
    await shows(out);
  });

  test('[E105] is built by esbuild, which leaves the module to be copied', async () => {
    const esbuild = tools('esbuild');
    const outdir = join(project, 'with-esbuild');
    const result = await esbuild.build({
      absWorkingDir: project,
      entryPoints: ['main.js'],
      bundle: true,
      splitting: true,
      format: 'esm',
      outdir,
      minify: true,
      logLevel: 'silent',
    });
    assert.deepEqual(result.warnings, []);
    await cp(join(npm, 'engine.wasm'), join(outdir, 'engine.wasm'));
    await writeFile(join(outdir, 'index.html'), PAGE('<script type="module" src="./main.js"></script>'));
    await shows(outdir);
  });

  test('[E106] is loaded by a page without a bundler, as a module', async () => {
    const folder = join(project, 'plain');
    await cp(npm, join(folder, 'engine'), { recursive: true });
    await writeFile(join(folder, 'main.js'), CONSUMER.replace('@diorama/engine', './engine/index.js'));
    await writeFile(join(folder, 'index.html'), PAGE('<script type="module" src="./main.js"></script>'));
    await shows(folder);
  });

  test('[E106] is loaded by a script of the old kind, as a global', async () => {
    const folder = join(project, 'global');
    await cp(npm, join(folder, 'engine'), { recursive: true });
    const body = CONSUMER.replace(/^import .*$/m, 'const { init, Engine, EngineError } = Diorama;');
    await writeFile(join(folder, 'main.js'), body);
    await writeFile(
      join(folder, 'index.html'),
      PAGE('<script src="./engine/engine.global.js"></script><script src="./main.js"></script>'),
    );
    await shows(folder);
  });

  test('[E107] runs as JavaScript where there is no WebAssembly GC', async () => {
    const folder = join(project, 'fallback');
    await cp(npm, join(folder, 'engine'), { recursive: true });
    await writeFile(
      join(folder, 'main.js'),
      `WebAssembly.validate = () => false;${CONSUMER.replace('@diorama/engine', './engine/index.js')}`,
    );
    await writeFile(join(folder, 'index.html'), PAGE('<script type="module" src="./main.js"></script>'));
    await shows(folder);
  });

  test('[E105] has types that a strict consumer compiles with', async () => {
    const source = `
      import init, { Engine, EngineError } from '@diorama/engine';
      export async function main(canvas: HTMLCanvasElement): Promise<string> {
        await init();
        const engine: Engine = await Engine.create(canvas, { onSend: (message: Uint8Array) => { message.length; }, onChange() {} });
        engine.setBackground(0.1, 0.2, 0.3);
        // @ts-expect-error a name is a string
        engine.setSceneName(7);
        // @ts-expect-error there is no public constructor
        new Engine();
        return engine.stateHash() + (new EngineError('FREED', 'x')).code;
      }`;
    await writeFile(join(project, 'main.ts'), source);
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom'];
    await run(process.execPath, [tools.resolve('typescript/bin/tsc'), ...options, 'main.ts'], { cwd: project }).catch((error) => {
      assert.fail(error.stdout);
    });
  });
});
