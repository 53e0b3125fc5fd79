import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

let server: Server;
let ada: EditorPage;
let bo: EditorPage;

before(async () => {
  server = await Server.start();
  [ada, bo] = await Promise.all([
    EditorPage.open(server.url, 'lights', { person: { name: 'Ada', color: '#3fbf3f' } }),
    EditorPage.open(server.url, 'lights', { person: { name: 'Bo', color: '#00b6d8' } }),
  ]);
});

after(async () => {
  await Promise.all([ada?.close(), bo?.close()]);
  await server?.stop();
});

async function add(name: string): Promise<string> {
  const before = await ada.selection();
  await ada.page.getByRole('button', { name: 'Add an object' }).click();
  await ada.page.getByRole('menuitem', { name, exact: true }).click();
  return await eventually(`${name} is selected`, async () => {
    const [id] = await ada.selection();
    return id !== undefined && !before.includes(id) ? id : null;
  });
}

/** What the document has of a component, as the other person's page reads it. */
async function told(id: string, key: string): Promise<Record<string, unknown>> {
  const read = await bo.engine((engine, node) => (engine.node(node) === null ? '[]' : engine.read([node])), id);
  const [item] = JSON.parse(read) as { set: Record<string, Record<string, unknown>> }[];
  return item?.set[key] ?? {};
}

test('[W131] a spot light is added by the menu, and its numbers are those of everybody', async () => {
  const light = await add('Spot light');
  const section = ada.page.getByRole('region', { name: 'Light' });
  await section.getByLabel('Intensity', { exact: true }).fill('*= 2');
  await section.getByLabel('Intensity', { exact: true }).press('Enter');
  await section.getByLabel('Cone', { exact: true }).fill('60');
  await section.getByLabel('Cone', { exact: true }).press('Enter');
  await eventually('the other page has both', async () => {
    const { outer, intensity } = await told(light, 'c:light');
    return intensity === 1600 && Math.abs(Number(outer) - Math.PI / 6) < 1e-4;
  });
  await section.getByText('Sun', { exact: true }).click();
  await eventually('it is a sun', async () => (await told(light, 'c:light')).type === 'directional');
  await eventually('a sun has no cone', async () => (await section.getByLabel('Cone', { exact: true }).count()) === 0);
});

test('[W131] lights and cameras are found by their type', async () => {
  await add('Camera');
  const field = ada.page.getByRole('textbox', { name: 'Search the scene' });
  for (const [type, count] of [
    ['light', 1],
    ['camera', 1],
  ] as const) {
    await field.fill(`type:${type}`);
    await eventually(`one ${type}`, async () => (await ada.page.getByRole('treeitem').count()) === count);
  }
  await field.fill('');
  await field.blur();
});

test('[W132] a camera is looked through by a key: what is not in its picture is dim, and the wheel leads out', async () => {
  const mask = ada.page.locator('.letterbox-picture');
  await ada.page.locator('#viewport').focus();
  await ada.page.keyboard.press('0');
  await ada.page.getByText('Through “Camera”').waitFor();
  const box = await mask.boundingBox();
  assert.ok(box !== null && Math.abs(box.width / box.height - 16 / 9) < 0.02, JSON.stringify(box));
  await ada.page.getByRole('button', { name: 'Leave' }).click();
  await eventually('one is out', async () => !(await mask.isVisible()));
  await ada.page.locator('#viewport').focus();
  await ada.page.keyboard.press('0');
  await ada.page.getByText('Through “Camera”').waitFor();
  await ada.page.mouse.move(460, 240);
  await ada.page.mouse.wheel(0, -200);
  await eventually('moving the view leads out', async () => !(await mask.isVisible()));
});

test('[W132] a camera is set to the view, as one step', async () => {
  const [camera = ''] = await ada.selection();
  const before = await ada.position(camera);
  await ada.engine((engine) => engine.viewFrom(-1, 0.3), null);
  await ada.frames(30);
  await ada.page.getByRole('button', { name: 'Set to view' }).click();
  await eventually('it has moved', async () => String(await ada.position(camera)) !== String(before));
  await ada.page.locator('#viewport').focus();
  await ada.page.keyboard.press('Control+z');
  await eventually('and back', async () => String(await ada.position(camera)) === String(before));
});

test('[W36] the page had no error', () => {
  assert.deepEqual(ada.errors, []);
});
