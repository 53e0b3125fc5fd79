import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

const ROOM = 'gallery';

let server: Server;
let editor: EditorPage;
let viewer: EditorPage;
let box = '';

before(async () => {
  server = await Server.start();
  editor = await EditorPage.open(server.url, ROOM);
  box = await editor.add('box');
  await eventually('the server has it', async () => (await editor.chip()) === 'saved');
  viewer = await EditorPage.open(server.url, ROOM, { more: '&view' });
});

after(async () => {
  await Promise.all([editor?.close(), viewer?.close()]);
  await server?.stop();
});

test('[W84] who only looks sees what is edited, and edits nothing: not by key, field, tree or handle', async () => {
  const { page } = viewer;
  await eventually('the box is there', () => viewer.node(box));
  const hash = await viewer.stateHash();
  await viewer.engine((engine, id) => engine.setSelection([id]), box);
  await viewer.frames(3);
  assert.equal(await page.getByRole('button', { name: 'Add an object' }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Delete' }).isEnabled(), false);
  assert.equal(await page.getByLabel('Position X').isEnabled(), false);
  assert.equal(await page.getByLabel('Name of the scene').isEnabled(), false);
  assert.equal(await viewer.engine((engine) => engine.gizmoHandle('x'), null), null);
  await page.keyboard.press('Delete');
  await page.getByText('This page only shows the scene.').first().waitFor();
  await page.keyboard.press('w');
  await viewer.frames(3);
  assert.equal(await viewer.engine((engine) => engine.gizmoHandle('x'), null), null);
  await page.locator('.tree-row').dblclick();
  assert.equal(await page.locator('.tree-rename').count(), 0);
  assert.equal(await viewer.stateHash(), hash);

  await editor.engine((engine, id) => engine.setPosition(id, 3, 0, 0), box);
  await eventually('the move is seen', async () => (await viewer.position(box))?.[0] === 3);
});

test('[W84] a new room that is only looked at stays empty', async () => {
  await viewer.go(server.url, 'nobody-was-here', '&view');
  await viewer.frames(5);
  assert.equal(await viewer.engine((engine) => engine.sceneInfo().nodes, null), 0);
  assert.equal((await server.updates('nobody-was-here')).length, 0);
});

test('[W84] embedded there is the scene, the way to the whole of it, and no keys', async () => {
  const { page } = viewer;
  await viewer.go(server.url, ROOM, '&embed');
  await eventually('the box is there', () => viewer.node(box));
  const hash = await viewer.stateHash();
  assert.equal(await page.locator('.top-bar, .panel').count(), 0);
  const link = await page.getByRole('link', { name: 'Open in Diorama' }).getAttribute('href');
  assert.match(link ?? '', /\/s\/gallery\?.*view/);
  assert.doesNotMatch(link ?? '', /embed/);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await viewer.frames(3);
  assert.deepEqual(await viewer.selection(), []);
  assert.equal(await viewer.stateHash(), hash);
});

test('[W36] no page had an error', () => {
  assert.deepEqual([...editor.errors, ...viewer.errors], []);
});
