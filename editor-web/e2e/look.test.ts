import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

let server: Server;
let editor: EditorPage;

before(async () => {
  server = await Server.start();
  editor = await EditorPage.open(server.url, 'look');
});

after(async () => {
  await editor?.close();
  await server?.stop();
});

test('[W85] a picture of the scene is saved as a PNG file of the canvas’s size, without grid and handles', async () => {
  const { page } = editor;
  await editor.add('sphere');
  await editor.engine((engine) => engine.setSceneName('A ball'), null);
  await editor.page.locator('#viewport').focus();
  const download = page.waitForEvent('download');
  await page.keyboard.press('Shift+P');
  const file = await download;
  assert.equal(file.suggestedFilename(), 'A ball.png');
  const bytes = await readFile(await file.path());
  assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
  const size = await page.evaluate(() => {
    const canvas = document.getElementById('viewport') as HTMLCanvasElement;
    return [canvas.width, canvas.height];
  });
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], size);

  const shown = (await page.evaluate(
    async (data) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(data)], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      return [...(context?.getImageData(0, 0, image.width, image.height).data ?? [])];
    },
    [...bytes],
  )) as number[];
  const drawn = await editor.engine(
    async (engine, [width, height]) => {
      return [...(await engine.renderImage(width, height, { overlays: false }))];
    },
    size as [number, number],
  );
  const far = shown.filter((value, index) => Math.abs(value - (drawn[index] ?? 0)) > 2).length;
  assert.ok(far < shown.length / 1000, `${far} of ${shown.length} values differ`);
});

test('[W85] a picture of 1,920 pixels is chosen by the keyboard, and saved from there on', async () => {
  const { page } = editor;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('size of pictures');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Save a picture' });
  await dialog.getByRole('radio', { name: 'Full HD' }).focus();
  await page.keyboard.press('Space');
  assert.match(await dialog.innerText(), /1,920 × 960 pixels/);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as PNG' }).click();
  const bytes = await readFile(await (await download).path());
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1920, 960]);
  await dialog.waitFor({ state: 'hidden' });
});

test('[W87] what drawing costs is shown on wish, and counts what is drawn', async () => {
  const { page } = editor;
  assert.equal(await page.locator('.hud').count(), 0);
  await page.keyboard.press('Shift+M');
  const hud = page.getByRole('region', { name: 'Performance' });
  await eventually('the objects are counted', async () => /Objects\s*[1-9]/.test(await hud.innerText()));
  await page.keyboard.press('Shift+M');
  await eventually('it is gone', async () => (await page.locator('.hud').count()) === 0);
});

test('[W36] the page had no error', () => {
  assert.deepEqual(editor.errors, []);
});
