// What a person chooses for themselves: keys and units, and that both are still so on the next visit.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

const ROOM = 'settings';

let server: Server;
let editor: EditorPage;

before(async () => {
  server = await Server.start();
  editor = await EditorPage.open(server.url, ROOM);
});

after(async () => {
  await editor?.close();
  await server?.stop();
});

/** Opens the settings, does something in them, and closes them. */
async function settings(choose: () => Promise<void>): Promise<void> {
  const { page } = editor;
  await page.locator('#viewport').focus();
  await page.keyboard.press('Control+,');
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await choose();
  await page.keyboard.press('Escape');
  await eventually('they are closed', () =>
    page.evaluate(
      () => document.querySelector('dialog[open]') === null && document.activeElement?.closest('dialog') === null,
    ),
  );
  await page.locator('#viewport').focus();
}

async function choice(name: string, option: string): Promise<void> {
  await settings(() => editor.page.getByRole('radiogroup', { name }).getByText(option, { exact: true }).click());
}

async function pressed(tool: string): Promise<boolean> {
  return (await editor.page.getByRole('button', { name: tool, exact: true }).getAttribute('aria-pressed')) === 'true';
}

/** The keys that the sheet of shortcuts shows for a command. */
async function shownKeys(label: string): Promise<string> {
  const { page } = editor;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Keyboard shortcuts');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.waitFor();
  const row = sheet.locator('.sheet-list > div').filter({ has: page.getByText(label, { exact: true }) });
  const keys = (await row.count()) === 0 ? '' : (await row.locator('kbd').allInnerTexts()).join(' ');
  await sheet.getByRole('button', { name: 'Close' }).click();
  await eventually('it is closed', () => page.evaluate(() => document.querySelector('dialog[open]') === null));
  await page.locator('#viewport').focus();
  return keys;
}

test('[W82] with Blender’s shortcuts G moves, W does not; with Diorama’s it is the other way round', async () => {
  const { page } = editor;
  await page.locator('#viewport').focus();
  await page.keyboard.press('e');
  await eventually('E rotates', () => pressed('Rotate'));
  await choice('Shortcuts as in', 'Blender');
  await page.keyboard.press('g');
  await eventually('G moves', () => pressed('Move'));
  await page.keyboard.press('s');
  await eventually('S scales', () => pressed('Scale'));
  await page.keyboard.press('w');
  await eventually('W selects', () => pressed('Select'));
  assert.equal(await shownKeys('Move'), 'G');

  await editor.go(server.url, ROOM);
  await page.locator('#viewport').focus();
  await page.keyboard.press('g');
  await eventually('G moves on the next visit, too', () => pressed('Move'));

  await choice('Shortcuts as in', 'Diorama');
  await page.keyboard.press('r');
  await eventually('R scales', () => pressed('Scale'));
  await page.keyboard.press('w');
  await eventually('W moves', () => pressed('Move'));
  assert.equal(await shownKeys('Move'), 'W');
});

test('[W83] with single keys off a letter does nothing, other shortcuts go on, and the sheet shows what is left', async () => {
  const { page } = editor;
  const single = () => settings(() => page.getByRole('switch', { name: 'Shortcuts of a single key' }).click());
  await single();
  await page.keyboard.press('e');
  await page.keyboard.press('?');
  await editor.frames(3);
  assert.equal(await pressed('Move'), true);
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert.equal(await shownKeys('Move'), '');
  await editor.add('box');
  const count = () => editor.engine((engine) => engine.sceneInfo().nodes, null);
  await page.locator('#viewport').focus();
  await page.keyboard.press('Control+d');
  await eventually('Ctrl+D duplicates', async () => (await count()) === 2);
  await page.keyboard.press('Delete');
  await eventually('Delete deletes', async () => (await count()) === 1);
  await single();
  await page.keyboard.press('e');
  await eventually('E rotates again', () => pressed('Rotate'));
  await page.keyboard.press('w');
});

test('[W105] lengths are shown and typed in the chosen unit, and stored in metres', async () => {
  const { page } = editor;
  const box = await editor.add('box');
  await editor.engine((engine, id) => engine.setPosition(id, 0.254, 0, 0), box);
  const shown = (label: string) => page.getByLabel(label, { exact: true }).inputValue();
  const type = async (label: string, text: string): Promise<void> => {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(text);
    await field.press('Enter');
  };
  const near = async (axis: 0 | 1 | 2, metres: number) =>
    Math.abs(((await editor.position(box))?.[axis] ?? Number.NaN) - metres) < 1e-6;
  await choice('Lengths in', 'cm');
  await eventually('25.4 cm', async () => (await shown('Position X')) === '25.4');
  await type('Position X', '150/2');
  await eventually('75 cm', () => near(0, 0.75));
  await type('Position Y', '2m + 5');
  await eventually('2.05 m', () => near(1, 2.05));
  await eventually('the field says so', async () => (await shown('Position Y')) === '205');
  await type('Position Y', '+=10mm');
  await eventually('2.06 m', () => near(1, 2.06));
  await type('Width', '30');
  await eventually('30 cm wide', async () => Math.abs(((await editor.node(box))?.parameters.width ?? 0) - 0.3) < 1e-6);

  await choice('Lengths in', 'in');
  await type('Position Z', '10');
  await eventually('10 inches', () => near(2, 0.254));
  await eventually('the field says 10', async () => (await shown('Position Z')) === '10');
  const field = page.getByLabel('Position Z', { exact: true });
  await field.press('ArrowUp');
  await eventually('11 inches', () => near(2, 0.2794));
  await editor.go(server.url, ROOM);
  await editor.engine((engine, id) => engine.select(id, 'replace'), box);
  await eventually('inches on the next visit', async () => (await shown('Position Z')) === '11');
  await choice('Lengths in', 'm');
  await eventually('metres again', async () => (await shown('Position Z')) === '0.279');
});

test('[W36] the page had no error', () => {
  assert.deepEqual(editor.errors, []);
});
