import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

let server: Server;
let editor: EditorPage;

before(async () => {
  server = await Server.start();
  editor = await EditorPage.open(server.url, 'commands');
});

after(async () => {
  await editor?.close();
  await server?.stop();
});

test('[W56] a command is found by some of its letters and run by Enter', async () => {
  const { page } = editor;
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search commands' });
  await field.fill('cyl');
  assert.equal(
    await page
      .getByRole('option', { selected: true })
      .innerText()
      .then((text) => text.includes('Cylinder')),
    true,
  );
  await page.keyboard.press('Enter');
  await eventually('a cylinder is selected', async () => {
    const [id = ''] = await editor.selection();
    return (await editor.node(id))?.primitive === 'cylinder';
  });
  assert.equal(await page.getByRole('dialog', { name: 'All commands' }).isVisible(), false);
});

test('[W56] the arrow keys choose, Escape leaves', async () => {
  const { page } = editor;
  await page.keyboard.press('Control+k');
  const chosen = page.getByRole('option', { selected: true });
  const first = await chosen.innerText();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await chosen.innerText(), first);
  await page.keyboard.press('ArrowUp');
  assert.equal(await chosen.innerText(), first);
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('dialog', { name: 'All commands' }).isVisible(), false);
});

test('[W58] the view menu and N choose what is shown, 5 and 7 from where', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Normals' }).click();
  await page.getByRole('button', { name: 'View', exact: true }).click();
  assert.equal(await page.getByRole('menuitemradio', { name: 'Normals' }).getAttribute('aria-checked'), 'true');
  await page.keyboard.press('Escape');
  await page.locator('#viewport').focus();
  await page.keyboard.press('5');
  await page.keyboard.press('7');
  await eventually('from the top, without perspective', async () => {
    const camera = await editor.engine((engine) => engine.camera(), null);
    return camera.orthographic && Math.abs(camera.pitch - Math.PI / 2) < 0.01;
  });
  await page.keyboard.press('5');
  await page.keyboard.press('1');
});

test('[W57] the right button held, W flies and is not the tool to move', async () => {
  const { page } = editor;
  await page.keyboard.press('r');
  const box = await page.locator('#viewport').boundingBox();
  assert.ok(box !== null);
  const target = await editor.engine((engine) => engine.camera().target, null);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down({ button: 'right' });
  await page.keyboard.down('w');
  await eventually('flown', async () => {
    const now = await editor.engine((engine) => engine.camera().target, null);
    return Math.hypot(...now.map((each, axis) => each - (target[axis] ?? 0))) > 0.05;
  });
  await page.keyboard.up('w');
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2);
  await page.mouse.up({ button: 'right' });
  assert.equal(await page.getByRole('button', { name: 'Scale', exact: true }).getAttribute('aria-pressed'), 'true');
  assert.equal(await page.getByRole('menu').isVisible(), false);
});

test('[W59] a click of the right button opens the commands for a row, and for the scene', async () => {
  const { page } = editor;
  const row = page.getByRole('treeitem').first();
  await row.click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Selection' });
  await menu.getByRole('menuitem', { name: 'Delete' }).click();
  await eventually('deleted', async () => (await page.getByRole('treeitem').count()) === 0);
  const box = await page.locator('#viewport').boundingBox();
  assert.ok(box !== null);
  await page.mouse.click(box.x + box.width / 2, box.y + 80, { button: 'right' });
  await page.getByRole('menu', { name: 'Scene' }).getByRole('menuitem', { name: 'Sphere' }).click();
  await eventually('a sphere', async () => (await page.getByRole('treeitem', { name: 'Sphere' }).count()) === 1);
});
