import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

const FRAMES = 600;

declare global {
  interface Window {
    /** Calls of the module's exports by name, since they were last cleared. */
    wasmCalls: Map<string, number>;
  }
}

let server: Server;
let page: EditorPage;

before(async () => {
  server = await Server.start();
  page = await EditorPage.open(server.url, 'idle', { beforeLoad: countWasmCalls });
});

after(async () => {
  await page?.close();
  await server?.stop();
});

/** Puts a counter before each export of the WebAssembly module, below the engine's own glue. TeaVM's are functions in globals. */
function countWasmCalls(): void {
  if (location.protocol !== 'about:') {
    // Some seconds after the last edit the scene is written for this browser, once.
    localStorage.setItem('diorama.keepScenes', 'false');
  }
  window.wasmCalls = new Map();
  const counted = (name: string, call: unknown): unknown =>
    typeof call !== 'function'
      ? call
      : (...given: unknown[]): unknown => {
          window.wasmCalls.set(name, (window.wasmCalls.get(name) ?? 0) + 1);
          return call(...given);
        };
  const wrapped = (name: string, value: WebAssembly.ExportValue): unknown => {
    if (!(value instanceof WebAssembly.Global)) {
      return counted(name, value);
    }
    const held = counted(name, value.value);
    return held === value.value ? value : Object.create(WebAssembly.Global.prototype, { value: { value: held } });
  };
  const instantiate = WebAssembly.instantiate as (...given: unknown[]) => Promise<unknown>;
  Object.assign(WebAssembly, {
    instantiate: async (...given: unknown[]): Promise<unknown> => {
      const made = await instantiate.apply(WebAssembly, given);
      return made instanceof WebAssembly.Instance
        ? {
            exports: Object.fromEntries(
              Object.entries(made.exports).map(([name, value]) => [name, wrapped(name, value)]),
            ),
          }
        : made;
    },
  });
}

test('[W1] 600 frames of nobody doing anything are 600 calls of renderFrame and none of any other export', async () => {
  await page.add('sphere');
  await eventually('everything is saved', () =>
    page.engine((engine) => engine.syncState().synced && engine.syncState().pending === 0, null),
  );
  await page.frames(60);
  const calls = await page.page.evaluate(async (frames) => {
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    await nextFrame();
    window.wasmCalls.clear();
    for (let frame = 0; frame < frames; frame++) {
      await nextFrame();
    }
    return Object.fromEntries(window.wasmCalls);
  }, FRAMES);
  assert.deepEqual(calls, { renderFrame: FRAMES });
});

test('[W1] an idle frame makes no GPU call', async () => {
  const before = await page.engine((engine) => engine.stats().gpuCalls, null);
  await page.frames(60);
  assert.equal(await page.engine((engine) => engine.stats().gpuCalls, null), before);
});
