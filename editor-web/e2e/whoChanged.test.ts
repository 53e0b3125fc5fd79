// Two people find in the tree what each of them changed last, also when the server comes back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

const ROOM = 'who-changed';

let server: Server;
let bo: EditorPage;
let ada: EditorPage;

before(async () => {
  server = await Server.start();
  bo = await EditorPage.open(server.url, ROOM, { person: { name: 'Bo Berg', color: '#00b6d8' } });
  ada = await EditorPage.open(server.url, ROOM, { person: { name: 'Ada', color: '#ef7a85' } });
});

after(async () => {
  await Promise.all([bo?.close(), ada?.close()]);
  await server?.stop();
});

const search = (who: EditorPage, typed: string): Promise<void> =>
  who.page.getByRole('textbox', { name: 'Search the scene' }).fill(typed);

async function rows(who: EditorPage): Promise<string[]> {
  return await who.engine((engine) => engine.treeRows(0, engine.treeRowCount()).map((row) => row.name), null);
}

async function shows(who: EditorPage, names: readonly string[]): Promise<void> {
  await eventually(`the tree shows ${names}`, async () => String(await rows(who)) === String(names));
}

const note = (who: EditorPage, text: string | RegExp): Promise<void> =>
  who.page.locator('.tree-note', { hasText: text }).waitFor();

test('[W133] [W135] by: and changed: find what somebody changed last, together with words, and follow the scene', async () => {
  await bo.add('box');
  const ball = await bo.add('sphere');
  await ada.add('cone');
  await eventually('Ada has the ball', () => ada.node(ball));
  await search(bo, 'by:bo');
  await shows(bo, ['Box', 'Sphere']);
  await note(bo, '2 objects');
  await search(bo, 'by:me type:sphere');
  await shows(bo, ['Sphere']);
  await search(bo, 'by:ADA');
  await shows(bo, ['Cone']);
  await search(ada, 'by:me changed:1h');
  await shows(ada, ['Cone']);
  await ada.engine((engine, id) => engine.rename(id, 'Moon'), ball);
  await shows(ada, ['Moon', 'Cone']);
  await shows(bo, ['Moon', 'Cone']);
  await search(bo, 'by:berg moon');
  await bo.page.getByText('Nothing has this name or type.').waitFor();
  await search(bo, 'by:"bo berg" changed:today');
  await shows(bo, ['Box']);
});

test('[W134] nobody found, a term not understood and a server that is gone are told, and the search goes on by itself', async () => {
  await search(bo, 'by:nobody');
  await note(bo, 'Nothing was last changed by nobody.');
  assert.deepEqual(await rows(bo), []);
  await search(bo, 'changed:xyz');
  await note(bo, '30s, 5m, 1h, 2d, today');
  await shows(bo, ['Box', 'Moon', 'Cone']);
  await server.kill();
  await search(bo, 'by:ada');
  await note(bo, 'it cannot be reached');
  assert.deepEqual(await rows(bo), []);
  await search(bo, 'moon');
  await shows(bo, ['Moon']);
  await search(bo, 'by:ada');
  await note(bo, 'it cannot be reached');
  await server.restart();
  await shows(bo, ['Moon', 'Cone']);
  assert.equal(await bo.page.locator('.tree-note.is-bad').count(), 0);
});

test('[W36] neither page had an error', () => {
  assert.deepEqual([...bo.errors, ...ada.errors], []);
});
