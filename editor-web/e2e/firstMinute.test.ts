import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

let server: Server;

before(async () => {
  server = await Server.start();
});

after(async () => {
  await server?.stop();
});

const step = (editor: EditorPage) => editor.page.locator('.hint').getAttribute('data-step');

test('[W124] the hints wait for a turn, a click and a move, and do not come again', async () => {
  const editor = await EditorPage.open(server.url, 'first', { more: '' });
  try {
    await eventually('the first hint', async () => (await step(editor)) === 'orbit');
    await editor.drag([300, 430], [120, 20]);
    await eventually('the second', async () => (await step(editor)) === 'select');
    await editor.go(server.url, 'first', '');
    await eventually('it is where it was', async () => (await step(editor)) === 'select');
    await editor.engine((engine) => engine.select('default-ball', 'replace'), null);
    await eventually('the third', async () => (await step(editor)) === 'move');
    const handle = await editor.engine((engine) => engine.gizmoHandle('y'), null);
    await editor.drag(handle ?? [0, 0], [0, -40]);
    await eventually('all are done', async () => (await editor.page.locator('.hint').count()) === 0);
    await editor.go(server.url, 'first', '');
    await editor.frames(3);
    assert.equal(await editor.page.locator('.hint').count(), 0);
    assert.deepEqual(editor.errors, []);
  } finally {
    await editor.close();
  }
});

test('[W124] hints are waved away for good, and pages that only show have none', async () => {
  const editor = await EditorPage.open(server.url, 'first', { more: '&view' });
  try {
    await editor.frames(3);
    assert.equal(await editor.page.locator('.hint').count(), 0);
    await editor.go(server.url, 'first', '');
    await editor.page.getByRole('button', { name: 'No more hints' }).click();
    await eventually('they are gone', async () => (await editor.page.locator('.hint').count()) === 0);
    await editor.go(server.url, 'first', '');
    await editor.frames(3);
    assert.equal(await editor.page.locator('.hint').count(), 0);
  } finally {
    await editor.close();
  }
});

test('[W125] the name of who points at the edge of a phone’s picture stays within it', async () => {
  const [ada, bo] = await Promise.all([
    EditorPage.open(server.url, 'edge', { person: { name: 'Ada Countess of Lovelace', color: '#3fbf3f' } }),
    EditorPage.open(server.url, 'edge', {
      person: { name: 'Bo', color: '#00b6d8' },
      viewport: { width: 390, height: 500 },
    }),
  ]);
  try {
    await ada.engine((engine) => {
      const floor = engine.addPrimitive('plane');
      engine.setScale(floor, 60, 1, 60);
      engine.clearSelection();
      engine.viewFrom(0, 0.6);
    }, null);
    await bo.engine((engine) => engine.viewFrom(0, 0.6), null);
    await eventually('Bo sees the floor', () => bo.engine((engine) => engine.sceneInfo().nodes === 1, null));
    const tag = bo.page.locator('.peer-name:not([hidden])');
    for (const from of [330, 620]) {
      const boxes: { x: number; width: number }[] = [];
      await eventually('the name is seen', async () => {
        await ada.page.mouse.move(from + (Date.now() % 3), 300);
        const box = (await tag.count()) === 0 ? null : await tag.boundingBox();
        if (box !== null) {
          boxes.push(box);
        }
        return box !== null;
      });
      const { x, width } = boxes.at(-1) ?? { x: -1, width: 0 };
      assert.ok(x >= 4 && x + width <= 386, `${x} ${width}`);
    }
  } finally {
    await Promise.all([ada.close(), bo.close()]);
  }
});
