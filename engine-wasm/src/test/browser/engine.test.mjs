// The npm package in Chromium, on real WebGPU: `node --test engine-wasm/src/test/browser/` after `mvn -pl engine-wasm -am
// process-classes` and `npm ci` in editor-web. See browser.mjs for what it needs.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { AS_JAVASCRIPT, openPage } from './browser.mjs';

const Y = createRequire(new URL('../../../../editor-web/package.json', import.meta.url))('yjs');

const onlyInWasm = { skip: AS_JAVASCRIPT && 'concerns WebAssembly alone' };

/** The page of most tests; that it says nothing but this is checked at the end. */
let opened;
const EXPECTED = [/a listener that fails/, /invalid for WGPUBufferUsage/];

before(async () => {
  opened = await openPage();
});

after(async () => {
  await opened?.close();
  const said = opened?.log.filter((line) => !EXPECTED.some((pattern) => pattern.test(line)));
  assert.deepEqual(said, [], 'the console stays silent');
});

function inPage(body, argument) {
  return opened.page.evaluate(body, argument);
}

describe('loading', { timeout: 60_000 }, () => {
  test('[E67] init is optional, shared and can be called again', async () => {
    const result = await inPage(async () => {
      const { init, create } = window.diorama;
      const [a, b] = [init(), init()];
      await Promise.all([a, b]);
      (await create()).engine.free();
      return { shared: a === b, after: init() === a };
    });
    assert.deepEqual(result, { shared: true, after: true });
  });

  test('[E67] a failure says what was found where, and a later try succeeds', onlyInWasm, async () => {
    const failing = await openPage({
      routes: {
        '/text.wasm': [200, 'text/html', '<!doctype html>'],
        '/bad.wasm': [200, 'application/wasm', '\0asm????'],
      },
    });
    try {
      const messages = await failing.page.evaluate(async () => {
        const { init, EngineError, create } = window.diorama;
        const said = [];
        for (const source of ['/missing.wasm', '/text.wasm', '/bad.wasm', 7, new Uint8Array(4)]) {
          const error = await init(source).catch((error) => error);
          said.push(`${error instanceof EngineError ? error.code : error.name}: ${error.message}`);
        }
        (await create()).engine.free();
        return said;
      });
      assert.match(messages[0], /^LOAD_FAILED: \/missing.wasm could not be loaded: status 404, text\/plain/);
      assert.match(messages[1], /^LOAD_FAILED: \/text.wasm is not WebAssembly: status 200, text\/html, 15 bytes/);
      assert.match(messages[2], /^LOAD_FAILED: \/bad.wasm could not be compiled: /);
      assert.match(messages[3], /^TypeError: init: argument 'source' must be a string, a URL or bytes, got number/);
      assert.match(messages[4], /^LOAD_FAILED: The bytes given to init\(\) could not be compiled: /);
    } finally {
      await failing.close();
    }
  });

  test('[E67] without WebAssembly GC, and without the engine as JavaScript, it says so', async () => {
    const old = await openPage({ routes: { '/npm/engine.fallback.js': [404, 'text/plain', 'not found'] } });
    try {
      const code = await old.page.evaluate(async () => {
        WebAssembly.validate = () => false;
        return window.diorama.init().catch((error) => error.code);
      });
      assert.equal(code, 'NO_WASM_GC');
    } finally {
      await old.close();
    }
  });

  test('[E68] without WebGPU, or without an adapter, it says so', async () => {
    const codes = await inPage(async () => {
      const { create } = window.diorama;
      const found = [];
      const { gpu } = navigator;
      const pretend = (value) => Object.defineProperty(navigator, 'gpu', { value, configurable: true });
      pretend(undefined);
      found.push(await create().catch((error) => error.code));
      pretend({ requestAdapter: async () => null, getPreferredCanvasFormat: () => 'rgba8unorm' });
      found.push(await create().catch((error) => `${error.code} ${error.message}`));
      pretend(gpu);
      return found;
    });
    assert.equal(codes[0], 'NO_WEBGPU');
    assert.match(codes[1], /^NO_WEBGPU Engine.create: WebGPU found no graphics adapter/);
  });

  test('[E68] there is no public constructor', async () => {
    const message = await inPage(() => {
      try {
        return String(new window.diorama.Engine());
      } catch (error) {
        return String(error);
      }
    });
    assert.equal(message, 'TypeError: Engine has no public constructor: use "await Engine.create(...)"');
  });
});

describe('calls', { timeout: 60_000 }, () => {
  before(async () => {
    await inPage(async () => {
      Object.assign(window, await window.diorama.create());
      window.thrown = (call) => {
        try {
          call();
          return 'nothing thrown';
        } catch (error) {
          return `${error.name}${error.code ? ` ${error.code}` : ''}: ${error.message}`;
        }
      };
    });
  });

  after(() => inPage(() => window.engine.free()));

  test('[E61] a wrong argument is named', async () => {
    const messages = await inPage(() => {
      const { engine, thrown } = window;
      return [
        thrown(() => engine.setSphereRadius('a', '2')),
        thrown(() => engine.setPosition(1, 0, 0, 0)),
        thrown(() => engine.setScale('a', 1, 1, Number.NaN)),
        thrown(() => engine.addPrimitive('teapot')),
        thrown(() => engine.receive([1, 2])),
        thrown(() => engine.resize(1.5, 2)),
        thrown(() => engine.setExpanded('a', null)),
        thrown(() => engine.treeRows(-1, 2)),
      ];
    });
    assert.deepEqual(messages, [
      "TypeError: Engine.setSphereRadius: argument 'radius' must be a number, got string",
      "TypeError: Engine.setPosition: argument 'id' must be a string, got number",
      "TypeError: Engine.setScale: argument 'z' must be a finite number, got NaN",
      "TypeError: Engine.addPrimitive: argument 'primitive' must be one of 'box', 'sphere', 'plane', 'cylinder', 'cone', 'torus', 'capsule', got 'teapot'",
      "TypeError: Engine.receive: argument 'message' must be a Uint8Array, got Array",
      "TypeError: Engine.resize: argument 'width' must be a whole number from 0, got 1.5",
      "TypeError: Engine.setExpanded: argument 'expanded' must be a boolean, got null",
      "TypeError: Engine.treeRows: argument 'first' must be a whole number from 0, got -1",
    ]);
  });

  test('[E62] an expected failure has a code and leaves the engine usable', async () => {
    const result = await inPage(() => {
      const { engine, thrown } = window;
      return [
        thrown(() => engine.setPosition('nobody', 1, 2, 3)),
        thrown(() => engine.loadUpdate(new Uint8Array([255, 255, 255]))),
        thrown(() => engine.receive(new Uint8Array([0, 2, 3, 255]))),
        engine.addPrimitive('box').length > 0,
      ];
    });
    assert.match(result[0], /^EngineError UNKNOWN_NODE: Engine.setPosition: /);
    assert.match(result[1], /^EngineError BAD_UPDATE: Engine.loadUpdate: /);
    assert.match(result[2], /^EngineError BAD_UPDATE: Engine.receive: /);
    assert.equal(result[3], true);
  });

  test('[E60] steps are taken back and made again', async () => {
    const result = await inPage(() => {
      const { engine } = window;
      const id = engine.addPrimitive('cone');
      const seen = [engine.canUndo(), engine.canRedo()];
      engine.undo();
      seen.push(engine.node(id), engine.canRedo());
      engine.redo();
      seen.push(engine.node(id).primitive);
      return seen;
    });
    assert.deepEqual(result, [true, false, null, true, 'cone']);
  });

  test('[E70] names cross whatever characters they hold', async () => {
    const name = '"\\\n\t\u0001é😀 </script> \u2028';
    const result = await inPage((name) => {
      const id = window.engine.addGroup();
      window.engine.rename(id, name);
      return [window.engine.node(id).name, window.engine.treeRows(0, 100).find((row) => row.id === id).name];
    }, name);
    assert.deepEqual(result, [name, name]);
  });

  test('[E64] megabytes cross whole, also after linear memory has grown', async () => {
    const doc = new Y.Doc();
    const words = Array.from({ length: 400_000 }, (_, i) => (i * 2654435761) >>> 0).join(' ');
    doc.getMap('elsewhere').set('long', words);
    const update = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
    const back = await inPage(async (update) => {
      const bytes = Uint8Array.from(atob(update), (character) => character.charCodeAt(0));
      const Memory = WebAssembly.Memory;
      let memory;
      WebAssembly.Memory = class extends Memory {
        constructor(options) {
          super(options);
          memory = this;
        }
      };
      const fresh = await import(`/npm/index.js?${Math.random()}`);
      const made = await fresh.Engine.create(new OffscreenCanvas(8, 8), { onSend() {}, onChange() {} });
      WebAssembly.Memory = Memory;
      made.loadUpdate(bytes);
      const before = made.encodeState();
      memory?.grow(1); // the engine as JavaScript has none
      made.loadUpdate(bytes);
      const after = made.encodeState();
      made.renderFrame(0.016);
      made.free();
      const text = (state) => btoa(Array.from(state, (byte) => String.fromCharCode(byte)).join(''));
      return [text(before), text(after)];
    }, update);
    for (const state of back) {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Buffer.from(state, 'base64'));
      assert.equal(copy.getMap('elsewhere').get('long'), words);
    }
  });

  test('[E66] listeners hear after the call, in order, and may call the engine', async () => {
    const result = await inPage(async () => {
      const order = [];
      let inside = false;
      const made = await window.diorama.Engine.create(new OffscreenCanvas(8, 8), {
        onSend: () => order.push(inside ? 'send inside' : 'send'),
        onLocalUpdate: () => {
          order.push('update');
          order.push(`${made.treeRowCount()} rows`);
          throw new Error('a listener that fails');
        },
        onChange: (topics) => order.push(topics.includes('tree') ? 'change of tree' : 'change'),
      });
      await new Promise((resolve) => setTimeout(resolve));
      const uncaught = new Promise((resolve) => {
        const caught = (event) => {
          event.preventDefault();
          resolve(event.message);
        };
        addEventListener('error', caught, { once: true });
        setTimeout(resolve, 2000, 'no error was shown');
      });
      order.length = 0;
      inside = true;
      made.addPrimitive('box');
      inside = false;
      const said = await uncaught;
      made.free();
      return { order, said };
    });
    assert.equal(result.order.filter((what) => what === 'update').length, 1);
    assert.ok(result.order.includes('1 rows'), result.order.join());
    assert.equal(result.order.filter((what) => what === 'change of tree').length, 1);
    assert.equal(result.order.at(-1), 'change of tree');
    assert.match(result.said, /a listener that fails/);
  });

  test('[E69] a freed engine says so', async () => {
    const messages = await inPage(async () => {
      const { engine: other } = await window.diorama.create(new OffscreenCanvas(8, 8));
      other.free();
      other.free();
      const image = await other.renderImage(1, 1).catch((error) => error.code);
      return [window.thrown(() => other.renderFrame(0)), window.thrown(() => other.receive(new Uint8Array(1))), image];
    });
    assert.deepEqual(messages, [
      'EngineError FREED: Engine.renderFrame: this engine was freed',
      'EngineError FREED: Engine.receive: this engine was freed',
      'FREED',
    ]);
  });
});

describe('faults', { timeout: 60_000 }, () => {
  test('[E63] a trap ends one engine only', async () => {
    const result = await inPage(async () => {
      const { thrown } = window;
      const { engine: doomed } = await window.diorama.create(new OffscreenCanvas(8, 8));
      const { engine: other } = await window.diorama.create(new OffscreenCanvas(8, 8));
      doomed.addPrimitive('box');
      const submit = GPUQueue.prototype.submit;
      GPUQueue.prototype.submit = () => {
        throw new WebAssembly.RuntimeError('divide by zero');
      };
      const first = thrown(() => doomed.renderFrame(0.016));
      GPUQueue.prototype.submit = submit;
      const second = thrown(() => doomed.treeRowCount());
      const third = thrown(() => doomed.receive(new Uint8Array(3)));
      doomed.free();
      other.addPrimitive('box');
      other.renderFrame(0.016);
      const rows = other.treeRowCount();
      other.free();
      return { first, second, third, rows };
    });
    assert.match(
      result.first,
      /^EngineError POISONED: Engine.renderFrame: a fault inside the engine \(RuntimeError: divide/,
    );
    assert.match(result.second, /^EngineError POISONED: Engine.treeRowCount: this engine stopped at a fault/);
    assert.match(result.third, /^EngineError POISONED/);
    assert.equal(result.rows, 1);
  });

  test('[E72] what WebGPU refuses is told; [E89] a lost device is replaced, and told only where none is to be had', async () => {
    const { told, same, blank } = await inPage(async () => {
      const request = GPUAdapter.prototype.requestDevice;
      let device;
      GPUAdapter.prototype.requestDevice = async function (descriptor) {
        device = await request.call(this, descriptor);
        return device;
      };
      const told = [];
      const made = await window.diorama.Engine.create(new OffscreenCanvas(64, 48), {
        onSend() {},
        onChange() {},
        onDeviceError: (error) => told.push(error.code),
      });
      made.addPrimitive('sphere');
      made.renderFrame(0.016);
      const before = await made.renderImage(64, 48);
      device.createBuffer({ size: 16, usage: 0xffff });
      await device.queue.onSubmittedWorkDone();
      await new Promise((resolve) => setTimeout(resolve, 50));
      const first = device;
      first.destroy();
      for (let i = 0; i < 100 && device === first; i++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
      made.renderFrame(0.016);
      const after = await made.renderImage(64, 48);
      GPUAdapter.prototype.requestDevice = async () => {
        throw new Error('none left');
      };
      device.destroy();
      await device.lost;
      for (let i = 0; i < 100 && told.length < 2; i++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      GPUAdapter.prototype.requestDevice = request;
      made.free();
      return {
        told,
        same: before.every((value, i) => value === after[i]),
        blank: before.every((value, i) => value === before[i % 4]),
      };
    });
    assert.deepEqual(told, ['INTERNAL', 'DEVICE_LOST']);
    assert.ok(same && !blank);
  });
});

describe('drawing', { timeout: 60_000 }, () => {
  test('[E74] a sphere in the middle, on the canvas and in the image', async () => {
    const result = await inPage(async () => {
      const { engine } = await window.diorama.create();
      engine.setBackground(0, 0, 1);
      engine.addPrimitive('sphere');
      engine.clearSelection();
      const { width, height } = window.diorama.canvas;
      const copy = new OffscreenCanvas(width, height).getContext('2d');
      engine.renderFrame(0.016); // what is drawn can be copied until the end of this task
      copy.drawImage(window.diorama.canvas, 0, 0);
      const shown = copy.getImageData(0, 0, width, height).data;
      const image = await engine.renderImage(width, height);
      const at = (pixels, x, y) => [...pixels.slice(4 * (y * width + x), 4 * (y * width + x) + 3)];
      const [x, y] = engine.screenPosition(engine.treeRows(0, 1)[0].id).map(Math.round);
      const stats = engine.stats();
      engine.free();
      return {
        image: [at(image, x, y), at(image, 2, 2)],
        shown: [at(shown, x, y), at(shown, 2, 2)],
        stats,
        length: image.length,
      };
    });
    assert.equal(result.length, 640 * 480 * 4);
    for (const [middle, corner] of [result.image, result.shown]) {
      assert.ok(corner[2] > 150 && corner[0] < 60, `blue in the corner: ${corner}`);
      assert.ok(Math.abs(middle[0] - middle[2]) < 60, `grey in the middle: ${middle}`);
    }
    assert.ok(result.stats.drawCalls > 0 && result.stats.objects >= 1, JSON.stringify(result.stats));
  });

  test('[E171] where a pass draws to views alone, a frame makes one call more and shows the same', async () => {
    const { usual, views } = await inPage(async () => {
      const drawn = async () => {
        const { engine } = await window.diorama.create();
        const { canvas } = window.diorama;
        engine.addPrimitive('sphere');
        engine.frameSelection();
        engine.clearSelection();
        for (let i = 0; i < 20; i++) {
          engine.renderFrame(0.25);
        }
        engine.fly(0.1, 0, 0);
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
        engine.renderFrame(1 / 60);
        copy.drawImage(canvas, 0, 0);
        const calls = engine.stats().gpuCallsLastFrame;
        engine.free();
        const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
        return { calls, pixels: data.reduce((sum, value, i) => (sum * 31 + value + i) % 2147483647, 7) };
      };
      const usual = await drawn();
      const passes = GPUCommandEncoder.prototype;
      const { beginRenderPass } = passes;
      passes.beginRenderPass = function (pass) {
        if (pass.colorAttachments.some((target) => target.view instanceof GPUTexture)) {
          throw new TypeError('not a GPUTextureView');
        }
        return beginRenderPass.call(this, pass);
      };
      try {
        return { usual, views: await drawn() };
      } finally {
        passes.beginRenderPass = beginRenderPass;
      }
    });
    assert.ok(usual.calls > 0);
    assert.equal(views.calls, usual.calls + 1);
    assert.equal(views.pixels, usual.pixels);
  });

  test('[E20] what is in view, and the time of the passes, are of the frame drawn after they were asked for', async () => {
    const { first, after } = await inPage(async () => {
      const { engine } = await window.diorama.create(new OffscreenCanvas(64, 48));
      for (const primitive of ['box', 'box', 'sphere']) {
        engine.addPrimitive(primitive);
      }
      engine.clearSelection();
      engine.frameSelection();
      const first = engine.stats();
      engine.renderFrame(0.25);
      for (let i = 0; i < 500 && engine.stats().drawn === null; i++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      const after = engine.stats();
      engine.free();
      return { first, after };
    });
    assert.equal(first.drawn, null);
    assert.equal(first.gpu, null);
    assert.equal(after.drawn.visible, 3);
    assert.ok(after.drawn.triangles > 24, JSON.stringify(after));
    assert.ok(after.gpuMemory > 64 * 48 * 16 * 4, JSON.stringify(after));
    assert.ok(after.cpu.scene >= 0 && after.cpu.upload >= 0 && after.cpu.encode > 0, JSON.stringify(after));
    // SwiftShader times passes; an adapter that does not says null.
    assert.ok(after.gpu === null || after.gpu.scene > 0, JSON.stringify(after));
  });

  test('[E18] an image before the first frame is the one after it', async () => {
    const { same, blank } = await inPage(async () => {
      const { engine } = await window.diorama.create();
      engine.select(engine.addPrimitive('torus'), 'replace');
      const before = await engine.renderImage(64, 48);
      engine.renderFrame(0);
      const after = await engine.renderImage(64, 48);
      engine.free();
      return {
        same: before.every((value, i) => value === after[i]),
        blank: before.every((value, i) => value === before[i % 4]),
      };
    });
    assert.ok(same && !blank);
  });

  test('[E180] the trail of a laser has one colour, over the axis, grid lines and shadows', async () => {
    const colors = await inPage(async () => {
      const { engine } = await window.diorama.create(new OffscreenCanvas(400, 300));
      const box = engine.addPrimitive('box');
      engine.setPosition(box, 0, 0.6, 0);
      engine.frameSelection();
      engine.setPosition(box, -0.8, 0.6, -0.7);
      engine.clearSelection();
      engine.setOrthographic(true);
      engine.viewFrom(0, Math.PI / 2);
      for (let i = 0; i < 12; i++) {
        engine.renderFrame(0.25);
      }
      engine.connectionOpened();
      for (let i = 0; i <= 16; i++) {
        const pointer = [(2 * i - 16) / 10, 0, 0, 0, 1, 0, 1];
        const state = JSON.stringify({ user: { name: 'P', color: '#4da3ff' }, selection: [], pointer });
        const update = [1, 2, i + 1, state.length, ...new TextEncoder().encode(state)];
        engine.receive(Uint8Array.of(1, update.length, ...update));
        engine.renderFrame(0.04);
      }
      const rgba = await engine.renderImage(400, 300);
      engine.free();
      const from = 4 * 150 * 400;
      return Array.from({ length: 300 }, (_, x) => [...rgba.slice(from + 4 * (x + 60), from + 4 * (x + 60) + 3)]);
    });
    for (const [x, color] of colors.entries()) {
      assert.ok(
        color.every((value, i) => Math.abs(value - [0x4d, 0xa3, 0xff][i]) <= 2),
        `${color} at ${x + 60}`,
      );
    }
  });

  test('[E75] 600 frames in which nothing changes', async () => {
    const result = await inPage(async () => {
      const { engine, heard } = await window.diorama.create();
      engine.addPrimitive('box');
      for (let i = 0; i < 300; i++) {
        engine.renderFrame(1 / 60);
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      engine.renderFrame(1 / 60);
      heard.length = 0;
      const before = engine.stats();
      const calls = [];
      const originals = [];
      for (const name of Object.getOwnPropertyNames(window).filter((name) => name.startsWith('GPU'))) {
        const prototype = window[name]?.prototype ?? {};
        for (const method of Object.getOwnPropertyNames(prototype)) {
          const original = Object.getOwnPropertyDescriptor(prototype, method);
          if (typeof original.value === 'function' && method !== 'constructor') {
            originals.push([prototype, method, original.value]);
            prototype[method] = function (...args) {
              calls.push(`${name}.${method}`);
              return original.value.apply(this, args);
            };
          }
        }
      }
      for (let i = 0; i < 600; i++) {
        engine.renderFrame(1 / 60);
      }
      for (const [prototype, method, original] of originals) {
        prototype[method] = original;
      }
      const frames = engine.stats().frames - before.frames;
      engine.free();
      return { calls, frames, heard: heard.map(([name]) => name) };
    });
    assert.deepEqual(result, { calls: [], frames: 0, heard: [] });
  });
});

describe('bindings', { timeout: 60_000 }, () => {
  test('[E73] have the names of the IDL, as the browser has it', async () => {
    const folder = new URL('../../main/java/dev/diorama/engine/webgpu/', import.meta.url);
    const members = [];
    for (const file of readdirSync(folder)) {
      const name = /^(GPU[A-Z]?\w+|GPU)\.java$/.exec(file)?.[1];
      const source = readFileSync(new URL(file, folder), 'utf8');
      if (!name || source.includes('@JSFunctor')) {
        continue;
      }
      for (const [, property, method] of source.matchAll(/@JSProperty(?:\("(\w+)"\))?\s+[\w<>?.@ ]+? (\w+)\(/g)) {
        const bare = method.replace(/^(get|set)/, '');
        members.push([name, property ?? bare[0].toLowerCase() + bare.slice(1)]);
      }
      const methods = source.replace(/@JSProperty[^;]*;/g, '');
      for (const [, method] of methods.matchAll(/^ {4}[\w<>?.@ ]+? (\w+)\(/gm)) {
        members.push([name, method]);
      }
    }
    const unknown = await inPage(
      (members) => members.filter(([name, member]) => !(member in (window[name]?.prototype ?? {}))).map(String),
      members.filter(([name]) => name !== 'GPUObjectBase'),
    );
    assert.ok(members.length > 50, `${members.length} members`);
    assert.deepEqual(unknown, []);
  });

  test('[E71] strict policy: nothing was refused', () => {
    assert.deepEqual(
      opened.log.filter((line) => line.includes('CSP')),
      [],
    );
  });
});
