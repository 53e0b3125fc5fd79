import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

let server: Server;
let editor: EditorPage;

before(async () => {
  server = await Server.start();
  editor = await EditorPage.open(server.url, 'conventions', { person: { name: 'Ada', color: '#3fbf3f' } });
});

after(async () => {
  await editor?.close();
  await server?.stop();
});

/** The viewport has the focus as somebody has it who pressed it with the mouse. */
async function pressView(): Promise<void> {
  await editor.page.mouse.click(300, 440);
  assert.equal(await editor.page.evaluate(() => document.activeElement?.id), 'viewport');
}

async function key(chord: string): Promise<void> {
  await editor.page.keyboard.press(chord);
}

const handle = (name: 'x' | 'all') => editor.engine((engine, which) => engine.gizmoHandle(which), name);

const count = () => editor.engine((engine) => engine.sceneInfo().nodes, null);

test('[W55] [W120] T brings all handles at once: an arrow moves, the cube in the middle scales', async () => {
  const box = await editor.add('box');
  await editor.page.locator('#viewport').focus();
  await key('t');
  assert.equal(
    await editor.page.getByRole('button', { name: 'Move, rotate and scale' }).getAttribute('aria-pressed'),
    'true',
  );
  await editor.drag((await handle('x')) ?? [0, 0], [60, 0]);
  const moved = await editor.node(box);
  assert.ok(moved !== null && Math.abs(moved.position[0]) > 0.05, String(moved?.position));
  await editor.drag((await handle('all')) ?? [0, 0], [50, 0]);
  const grown = await editor.node(box);
  assert.ok(grown !== null && grown.scale[0] > 1.2 && grown.scale[0] === grown.scale[2], String(grown?.scale));
  assert.deepEqual(grown.position, moved.position);
  await key('w');
});

test('[W121] a drag with Alt held drags a copy, by one step of undo; Escape leaves none', async () => {
  const [original = ''] = await editor.selection();
  const before = await editor.node(original);
  const nodes = await count();
  await editor.page.keyboard.down('Alt');
  await editor.drag((await handle('x')) ?? [0, 0], [80, 0]);
  await editor.page.keyboard.up('Alt');
  assert.equal(await count(), nodes + 1);
  const [copy = ''] = await editor.selection();
  assert.notEqual(copy, original);
  assert.deepEqual((await editor.node(original))?.position, before?.position);
  assert.ok(((await editor.node(copy))?.position[0] ?? 0) !== before?.position[0]);
  await key('Control+z');
  assert.equal(await count(), nodes, 'one step');
  await editor.engine((engine, id) => engine.select(id, 'replace'), original);
  await editor.page.keyboard.down('Alt');
  await editor.drag((await handle('x')) ?? [0, 0], [80, 0], () => key('Escape'));
  await editor.page.keyboard.up('Alt');
  assert.equal(await count(), nodes, 'given up');
  assert.deepEqual(await editor.selection(), [original]);
  assert.deepEqual((await editor.node(original))?.position, before?.position);
});

test('[W123] what is selected drops to the floor, from above and from below', async () => {
  const [box = ''] = await editor.selection();
  for (const height of [3, -2]) {
    await editor.engine(
      (engine, [id, y]) => {
        engine.setScale(id, 1, 1, 1);
        engine.setRotation(id, 0, 0, 0, 1);
        engine.setPosition(id, 0, y, 0);
      },
      [box, height] as const,
    );
    await key('Shift+G');
    assert.deepEqual(await editor.position(box), [0, 0.5, 0]);
  }
});

test('[W122] what is selected is shown alone, here; others and the document know nothing of it, and there is a way back', async () => {
  const box = (await editor.selection())[0] ?? '';
  const ball = await editor.add('sphere');
  await editor.engine((engine, id) => engine.setPosition(id, 2, 0.5, 0), ball);
  await editor.engine((engine, id) => {
    engine.frameSelection();
    engine.select(id, 'replace');
  }, box);
  const hash = await editor.stateHash();
  const objects = () => editor.engine((engine) => engine.stats().objects, null);
  await eventually('both are drawn', async () => (await objects()) === 2);
  await editor.page.locator('#viewport').focus();
  await key('Shift+H');
  await eventually('one is drawn', async () => (await objects()) === 1);
  await editor.page.getByText('Only “Box” is drawn here').waitFor();
  assert.equal(await editor.stateHash(), hash);
  await editor.page.getByRole('button', { name: 'Show all' }).click();
  await eventually('both are drawn again', async () => (await objects()) === 2);
  await key('Shift+H');
  await eventually('one is drawn', async () => (await objects()) === 1);
  await key('Alt+h');
  await eventually('Alt+H shows all', async () => (await objects()) === 2);
});

test('[W120] Shift+F brings everything into view, and what was selected stays so', async () => {
  const before = await editor.engine((engine) => engine.camera(), null);
  await editor.engine((engine) => engine.frameSelection(), null);
  await editor.frames(40);
  const chosen = await editor.selection();
  await key('Shift+F');
  await eventually('the view is wider', async () => {
    const { distance, target } = await editor.engine((engine) => engine.camera(), null);
    return target[0] > 0.5 && distance > 1 && before !== null;
  });
  assert.deepEqual(await editor.selection(), chosen);
});

test('[W120] Tab closes and opens the panels for who pressed the viewport, and goes on for who came by the keyboard', async () => {
  await pressView();
  const panels = () => editor.page.locator('.side').count();
  assert.equal(await panels(), 2);
  await key('Tab');
  await eventually('both are closed', async () => (await panels()) === 0);
  await key('Tab');
  await eventually('both are open', async () => (await panels()) === 2);
  await editor.page.getByRole('textbox', { name: 'Name of the scene' }).focus();
  await key('Tab');
  assert.equal(await panels(), 2);
  assert.notEqual(await editor.page.evaluate(() => document.activeElement?.id), 'viewport');
});

test('[W126] a material says how it is seen through, and how many objects are made of it', async () => {
  await eventually(
    'what the view was pressed for has been answered',
    async () => (await editor.selection()).length === 0,
  );
  const ids = await editor.engine((engine) => engine.treeRows(0, 9).map((row) => row.id), null);
  await editor.engine((engine, all) => {
    const nodes = all.map((node) => ({ node, set: { m: 'glass' } }));
    engine.write(JSON.stringify([{ material: 'glass', set: { n: 'Glass' } }, ...nodes]));
    engine.select(all[0] ?? '', 'replace');
  }, ids);
  const section = editor.page.getByRole('region', { name: 'Material' });
  await section.getByText(`Used by ${ids.length} objects`).waitFor();
  await section.getByText('Blend', { exact: true }).click();
  const opacity = section.getByRole('spinbutton', { name: 'Opacity' }).or(section.getByLabel('Opacity')).first();
  await opacity.fill('0.25');
  await opacity.press('Enter');
  await eventually('both are in the document', async () => {
    const { glass } = JSON.parse(await editor.engine((engine) => engine.materials(), null));
    return glass.alpha === 'blend' && glass.opacity === 0.25;
  });
  assert.equal(await section.getByText('Cutoff').count(), 0);
  await section.getByText('Mask', { exact: true }).click();
  await section.getByText('Cutoff').first().waitFor();
});

test('[W36] the page had no error', () => {
  assert.deepEqual(editor.errors, []);
});
