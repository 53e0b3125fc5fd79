// A page without its server: what was seen last is there, and can be edited. Through the packaged server, which is killed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { agreement, eventually } from './eventually.ts';
import { Server } from './server.ts';

const ROOM = 'kept';

let server: Server;
let bo: EditorPage;

before(async () => {
  server = await Server.start();
  bo = await EditorPage.open(server.url, ROOM, { person: { name: 'Bo', color: '#00b6d8' } });
});

after(async () => {
  await bo?.close();
  await server?.stop();
});

/** Does something to the table of kept scenes. */
async function withKept(change: 'count' | 'spoil'): Promise<number> {
  return await bo.page.evaluate(async (what) => {
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settled(indexedDB.open('diorama.scenes', 1));
    const table = database.transaction('scenes', 'readwrite').objectStore('scenes');
    const rows = (await settled(table.getAll())) as { update: Uint8Array }[];
    if (what === 'spoil') {
      for (const row of rows) {
        row.update = row.update.map((byte) => byte ^ 0x5a);
        await settled(table.put(row));
      }
    }
    database.close();
    return rows.length;
  }, change);
}

test('[W103] the worker keeps the page and nothing of a scene', async () => {
  await bo.add('sphere');
  await eventually('it is saved', async () => (await bo.chip()) === 'saved');
  await bo.keepsPage();
  const kept = await bo.page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return { names, paths: all.flat().map((request) => new URL(request.url).pathname) };
  });
  assert.equal(kept.names.length, 1, `one version: ${kept.names}`);
  assert.ok(kept.paths.includes('/') && kept.paths.some((path) => /\/assets\/engine-.*\.wasm$/.test(path)));
  assert.deepEqual(
    kept.paths.filter((path) => !/^\/(assets\/.*|icon\.svg|first-paint\.js)?$/.test(path)),
    [],
  );
});

test('[W100] [W103] the server is gone: the scene is there at once, in two tabs, and their edits meet on its return', async () => {
  await eventually('the scene is kept', async () => (await withKept('count')) === 1);
  const [ball = ''] = await bo.selection();
  await server.kill();
  await eventually('Bo is told', async () => (await bo.chip()) === 'offline');
  await bo.reopen(server.url, ROOM);
  await eventually('the ball is there', () => bo.node(ball));
  const second = await bo.tab();
  await second.reopen(server.url, ROOM);
  await eventually('in the other tab, too', () => second.node(ball));
  await bo.engine((engine, id) => engine.setSphereRadius(id, 2), ball);
  await second.engine((engine, id) => engine.rename(id, 'Moon'), ball);
  await server.restart();
  for (const page of [bo, second]) {
    await eventually('saved', async () => (await page.chip()) === 'saved');
  }
  await agreement('one state hash', {
    first: () => bo.stateHash(),
    second: () => second.stateHash(),
    server: async () => (await server.state(ROOM)).stateHash,
  });
  const node = await bo.node(ball);
  assert.deepEqual([node?.name, node?.parameters.radius], ['Moon', 2]);
  await second.page.close();
});

test('[W101] bytes that are damaged are dropped with a word, and the scene comes from the server', async () => {
  const hash = await bo.stateHash();
  await bo.page.goto(`${server.url}/icon.svg`);
  assert.equal(await withKept('spoil'), 1);
  await bo.page.goto(`${server.url}/s/${ROOM}?debug&empty`);
  await bo.page.getByText('is damaged').waitFor();
  await eventually('the scene is whole', async () => (await bo.stateHash()) === hash);
  assert.equal((await server.state(ROOM)).stateHash, hash, 'nothing of it reached the server');
});

test('[W102] who wants nothing kept finds nothing without the server', async () => {
  await eventually('it is kept', async () => (await withKept('count')) === 1);
  await bo.page.keyboard.press('Control+,');
  await bo.page.getByRole('switch', { name: 'Keep scenes on this device' }).click();
  await bo.page.keyboard.press('Escape');
  await eventually('nothing is kept', async () => (await withKept('count')) === 0);
  await server.kill();
  await bo.reopen(server.url, ROOM);
  await bo.page.getByText('The server does not answer').waitFor();
  assert.deepEqual(bo.errors, []);
});
