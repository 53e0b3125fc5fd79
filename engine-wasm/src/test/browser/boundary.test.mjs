// The boundary of the real engine in Node, and in Chromium where a browser matters.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AS_JAVASCRIPT, openPage } from './browser.mjs';

const editorWeb = createRequire(new URL('../../../../editor-web/package.json', import.meta.url));

describe('frames', { timeout: 120_000, skip: AS_JAVASCRIPT && 'concerns WebAssembly alone' }, () => {
  test('[E95] 100,000 idle frames in Node collect nothing', () => {
    const out = execFileSync(
      process.execPath,
      ['--trace-gc', '--expose-gc', fileURLToPath(new URL('idleFrames.mjs', import.meta.url))],
      { encoding: 'utf8' },
    );
    const [, frames] = /frames begin\n([\s\S]*)frames end: 0 drawn, [1-9]\d* submitted/.exec(out) ?? [];
    assert.notEqual(frames, undefined, out.slice(-2000));
    assert.deepEqual(
      frames.split('\n').filter((line) => line.includes(' ms: ')),
      [],
    );
  });

  test('[E95] 600 frames of a page are 600 calls of one export', async () => {
    const opened = await openPage();
    try {
      const calls = await opened.page.evaluate(async () => {
        const counts = new Map();
        const { instantiate } = WebAssembly;
        const counted = (name, fn) => (...args) => {
          counts.set(name, (counts.get(name) ?? 0) + 1);
          return fn(...args);
        };
        // What a module exports are functions of its own, or, as TeaVM has it, of JavaScript's that its start defines.
        WebAssembly.instantiate = async (module, imports) => {
          const { defineFunction } = imports.teavmJso ?? {};
          if (defineFunction !== undefined) {
            imports.teavmJso.defineFunction = (fn, vararg) => counted(fn, defineFunction(fn, vararg));
          }
          const made = await instantiate.call(WebAssembly, module, imports);
          const exported = Object.entries((made.instance ?? made).exports);
          // TeaVM's own are what its runtime calls within a call, not what a page calls.
          const ours = (name, value) => typeof value === 'function' && !name.startsWith('teavm.');
          const exports = Object.fromEntries(exported.map(([name, value]) => [name, ours(name, value) ? counted(name, value) : value]));
          return made.instance === undefined ? { exports } : { ...made, instance: { exports } };
        };
        const fresh = await import(`/npm/index.js?${Math.random()}`);
        const canvas = document.createElement('canvas');
        const engine = await fresh.Engine.create(canvas, { onSend() {}, onChange() {} });
        WebAssembly.instantiate = instantiate;
        engine.addPrimitive('box');
        const before = [...counts.values()];
        counts.clear();
        for (let i = 0; i < 600; i++) {
          await new Promise(requestAnimationFrame);
          engine.renderFrame(1 / 60);
        }
        const during = [...counts].map(([name, count]) => [typeof name === 'string' ? name : 'function of JavaScript', count]);
        engine.free();
        return { before: before.length, during };
      });
      assert.ok(calls.before > 2, `functions called before: ${calls.before}`);
      assert.deepEqual(calls.during, [['renderFrame', 600]]);
    } finally {
      await opened.close();
    }
  });
});

describe('faults', { timeout: 120_000 }, () => {
  test('[E63] a fault, in a call or in what WebGPU calls back, ends one engine; a new one on its canvas has every edit', async () => {
    const opened = await openPage();
    try {
      const results = await opened.page.evaluate(async () => {
        const { Engine } = window.diorama;
        const trap = () => {
          throw new WebAssembly.RuntimeError('divide by zero');
        };
        const code = (call) => {
          try {
            return String(call());
          } catch (error) {
            return error.code;
          }
        };
        const inCall = async (engine) => {
          const { submit } = GPUQueue.prototype;
          GPUQueue.prototype.submit = trap;
          const first = code(() => engine.renderFrame(0.016));
          GPUQueue.prototype.submit = submit;
          return first;
        };
        const inCallback = async (engine) => {
          const { getMappedRange } = GPUBuffer.prototype;
          GPUBuffer.prototype.getMappedRange = trap;
          addEventListener('unhandledrejection', (event) => event.preventDefault(), { once: true });
          const image = await engine.renderImage(16, 16).catch((error) => error.code);
          GPUBuffer.prototype.getMappedRange = getMappedRange;
          return image;
        };
        const seen = [];
        for (const breakIt of [inCall, inCallback]) {
          const canvas = document.createElement('canvas');
          const kept = [];
          const listeners = { onSend() {}, onChange() {}, onLocalUpdate: (update) => kept.push(update) };
          const engine = await Engine.create(canvas, listeners);
          const ids = ['box', 'sphere', 'cone'].map((shape) => engine.addPrimitive(shape));
          engine.setPosition(ids[1], 1, 2, 3);
          engine.setSphereRadius(ids[1], 0.7);
          const hash = engine.stateHash();
          const first = await breakIt(engine);
          const later = [code(() => engine.renderFrame(0.016)), code(() => engine.stateHash())];
          const again = await Engine.create(canvas, listeners);
          for (const update of [...kept]) {
            again.loadUpdate(update);
          }
          again.renderFrame(0.016);
          const image = await again.renderImage(16, 16);
          seen.push({ first, later, same: again.stateHash() === hash, rows: again.treeRowCount(), bytes: image.length });
          engine.free();
          again.free();
        }
        return seen;
      });
      const expected = { first: 'POISONED', later: ['POISONED', 'POISONED'], same: true, rows: 3, bytes: 16 * 16 * 4 };
      assert.deepEqual(results, [expected, expected]);
    } finally {
      await opened.close();
    }
  });
});

describe('bindings', () => {
  /** Names of the members of each interface of the IDL, inherited ones included. */
  function idl() {
    const file = editorWeb.resolve('@webgpu/types/package.json').replace('package.json', 'dist/index.d.ts');
    const own = new Map();
    for (const [, name, parents = '', body] of readFileSync(file, 'utf8').matchAll(
      /^interface (\w+)(?:\s+extends\s+([\w\s,<>]+?))? \{\n([\s\S]*?)^\}/gm,
    )) {
      const known = own.get(name) ?? { members: [], parents: [] };
      known.members.push(...[...body.matchAll(/^ {2}(?:readonly )?(\w+)[?]?[:(<]/gm)].map(([, member]) => member));
      known.parents.push(...parents.replace(/<[^>]*>/g, '').split(/[\s,]+/).filter(Boolean));
      own.set(name, known);
    }
    own.set('GPUSupportedFeatures', { members: Object.getOwnPropertyNames(Set.prototype), parents: [] }); // setlike in the IDL
    const members = (name) => {
      const { members: names = [], parents = [] } = own.get(name) ?? {};
      return new Set([...names, ...parents.flatMap((parent) => [...members(parent)])]);
    };
    return { has: (name) => own.has(name), members };
  }

  test('[E73] have the names of the IDL, as @webgpu/types has it', () => {
    const folder = new URL('../../main/java/dev/diorama/engine/webgpu/', import.meta.url);
    const known = idl();
    const wrong = [];
    let checked = 0;
    for (const file of readdirSync(folder)) {
      const name = /^(GPU[A-Z]?\w*)\.java$/.exec(file)?.[1];
      const source = name ? readFileSync(new URL(file, folder), 'utf8') : '';
      if (!name || source.includes('@JSFunctor')) {
        continue;
      }
      if (!known.has(name)) {
        wrong.push(name);
        continue;
      }
      const members = known.members(name);
      const used = [];
      for (const [, property, method] of source.matchAll(/@JSProperty(?:\("(\w+)"\))?\s+[\w<>?.@ ]+? (\w+)\(/g)) {
        const bare = method.replace(/^(get|set)/, '');
        used.push(property ?? bare[0].toLowerCase() + bare.slice(1));
      }
      for (const [, method] of source.replace(/@JSProperty[^;]*;/g, '').matchAll(/^ {4}[\w<>?.@ ]+? (\w+)\(/gm)) {
        used.push(method);
      }
      checked += used.length;
      wrong.push(...used.filter((member) => !members.has(member)).map((member) => `${name}.${member}`));
    }
    assert.ok(checked > 50, `${checked} members`);
    assert.deepEqual(wrong, []);
  });
});
