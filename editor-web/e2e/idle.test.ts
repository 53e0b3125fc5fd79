import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

let server: Server;
let page: EditorPage;

before(async () => {
  server = await Server.start();
  page = await EditorPage.open(server.url, 'idle');
});

after(async () => {
  await page?.close();
  await server?.stop();
});

test('[W1] 600 frames of nobody doing anything are 600 calls of renderFrame and no other', async () => {
  await page.add('sphere');
  await eventually('everything is saved', async () => (await page.chip()) === 'saved');
  await page.frames(30);
  const calls = await page.engine(async (engine) => {
    const counts: Record<string, number> = {};
    const methods = Object.getPrototypeOf(engine) as Record<string, unknown>;
    for (const name of Object.getOwnPropertyNames(methods)) {
      const method = methods[name];
      if (name !== 'constructor' && typeof method === 'function') {
        methods[name] = function counted(this: unknown, ...given: unknown[]): unknown {
          counts[name] = (counts[name] ?? 0) + 1;
          return method.apply(this, given);
        };
      }
    }
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    await nextFrame();
    for (const name of Object.keys(counts)) {
      delete counts[name];
    }
    for (let frame = 0; frame < 600; frame++) {
      await nextFrame();
    }
    return counts;
  }, null);
  assert.deepEqual(calls, { renderFrame: 600 });
});

test('[W1] an idle frame makes no GPU call', async () => {
  const before = await page.engine((engine) => engine.stats().gpuCalls, null);
  await page.frames(60);
  assert.equal(await page.engine((engine) => engine.stats().gpuCalls, null), before);
});
