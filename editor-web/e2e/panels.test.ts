import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

let server: Server;
let editor: EditorPage;

before(async () => {
  server = await Server.start();
  editor = await EditorPage.open(server.url, 'panels');
});

after(async () => {
  await editor?.close();
  await server?.stop();
});

/** Types into a field of the inspector, over what is there. */
async function type(label: string, text: string): Promise<void> {
  const field = editor.page.getByLabel(label, { exact: true });
  await field.fill(text);
  await field.press('Enter');
}

test('[W10] the inspector works out what is typed and writes it', async () => {
  const id = await editor.add('sphere');
  await type('Position X', '1.5*2');
  await type('Position Y', '+=25cm');
  await type('Radius', '800mm');
  await eventually('position and radius', async () => {
    const node = await editor.node(id);
    return node?.position[0] === 3 && node.position[1] === 0.75 && Math.abs((node.parameters.radius ?? 0) - 0.8) < 1e-6;
  });
});

test('[W10] the segments of what is round are whole numbers within their bounds', async () => {
  const [id = ''] = await editor.selection();
  await type('Segments', '8');
  await eventually('eight segments', async () => (await editor.node(id))?.parameters.segments === 8);
  await type('Segments', '1');
  await eventually('three at least', async () => (await editor.node(id))?.parameters.segments === 3);
});

test('[W13] degrees are written as a quaternion and stay as they were typed', async () => {
  const [id] = await editor.selection();
  await type('Rotation Y', '90');
  await eventually(
    'turned',
    async () => Math.abs(((await editor.node(id ?? ''))?.rotation[1] ?? 0) - Math.SQRT1_2) < 1e-6,
  );
  await editor.frames(2);
  assert.equal(await editor.page.getByLabel('Rotation Y', { exact: true }).inputValue(), '90');
});

test('[W14] a label is scrubbed with the mouse', async () => {
  const [id = ''] = await editor.selection();
  const label = editor.page.getByTitle('Position Z: drag to change');
  const box = await label.boundingBox();
  assert.ok(box !== null);
  await editor.page.mouse.move(box.x + 4, box.y + 10);
  await editor.page.mouse.down();
  await editor.page.mouse.move(box.x + 44, box.y + 10, { steps: 5 });
  await editor.page.mouse.up();
  await eventually(
    'moved by five steps of 0.1',
    async () => Math.abs(((await editor.position(id))?.[2] ?? 0) - 0.5) < 1e-6,
  );
});

test('[W15] F2 renames, keys do nothing else while text is typed, Delete deletes', async () => {
  const [id = ''] = await editor.selection();
  const { page } = editor;
  await page.getByRole('tree').focus();
  await page.keyboard.press('F2');
  const field = page.locator('.tree-rename');
  await field.fill('Big ball');
  await field.press('Backspace');
  await field.press('Enter');
  await eventually('renamed', async () => (await editor.node(id))?.name === 'Big bal');
  await eventually('the row shows it', () => page.getByRole('treeitem', { name: 'Big bal' }).isVisible());
  await page.getByRole('tree').focus();
  await page.keyboard.press('Delete');
  await eventually('deleted', async () => (await editor.node(id)) === null);
});

test('Ctrl+Z takes back the own step, Ctrl+Shift+Z does it again', async () => {
  const { page } = editor;
  const count = (): Promise<number> => editor.engine((engine) => engine.sceneInfo().nodes, null);
  const before = await count();
  await page.keyboard.press('Control+z');
  await eventually('the deleted ball is back', async () => (await count()) === before + 1);
  await page.getByRole('button', { name: 'Redo' }).click();
  await eventually('and gone again', async () => (await count()) === before);
});

test('a click on the canvas selects what is there, Escape nothing, and arrows walk the tree', async () => {
  const { page } = editor;
  const first = await editor.add('box');
  const second = await editor.add('cone');
  await page.keyboard.press('Escape');
  await eventually('nothing is selected', async () => (await editor.selection()).length === 0);
  const at = await eventually('seen', () => editor.engine((engine, id) => engine.screenPosition(id), first));
  await page.mouse.click(at[0], at[1]);
  await eventually('the box is selected', async () => (await editor.selection())[0] === first);
  await page.getByRole('tree').focus();
  await page.keyboard.press('ArrowDown');
  await eventually('the next row is selected', async () => (await editor.selection())[0] === second);
});

test('the colour behind the scene is chosen and kept', async () => {
  await editor.page.keyboard.press('Escape');
  await editor.page.getByRole('button', { name: 'Fog' }).click();
  const background = await eventually('lighter', async () => {
    const colour = await editor.engine((engine) => engine.sceneInfo().background, null);
    return (colour[0] ?? 0) > 0.5 ? colour : null;
  });
  assert.ok(
    background.every((channel) => channel > 0.5 && channel < 0.75),
    `linear, not sRGB: ${background}`,
  );
});

test('[W55] E turns what is selected by its ring, R scales it, and the strip shows which', async () => {
  const id = await editor.add('box');
  await editor.page.locator('#viewport').focus();
  const start = await eventually('the box', () => editor.node(id));
  const pressed = (name: string): Promise<string | null> =>
    editor.page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed');
  assert.equal(await pressed('Move'), 'true');

  await editor.page.keyboard.press('e');
  await eventually('the tool that rotates', async () => (await pressed('Rotate')) === 'true');
  await editor.frames(2);
  const ring = await eventually('a ring', () => editor.engine((engine) => engine.gizmoHandle('y'), null));
  await editor.drag(ring, [60, 0]);
  const turned = await eventually('turned', async () => {
    const now = await editor.node(id);
    return now !== null && String(now.rotation) !== String(start.rotation) ? now : null;
  });
  assert.deepEqual([turned.position, turned.scale], [start.position, start.scale]);

  await editor.page.keyboard.press('r');
  await eventually('the tool that scales', async () => (await pressed('Scale')) === 'true');
  await editor.frames(2);
  const middle = await eventually('the middle', () => editor.engine((engine) => engine.gizmoHandle('all'), null));
  await editor.drag(middle, [50, -50]);
  const scaled = await eventually('scaled', async () => {
    const now = await editor.node(id);
    return now !== null && String(now.scale) !== String(start.scale) ? now : null;
  });
  assert.deepEqual([scaled.position, scaled.rotation], [start.position, turned.rotation]);
  assert.equal(scaled.scale[0], scaled.scale[1], 'from the middle it scales all ways alike');
  await editor.page.keyboard.press('w');
});

test('[W36] the page had no error', () => {
  assert.deepEqual(editor.errors, []);
});
