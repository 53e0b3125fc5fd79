import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bringAxe, violations } from './axe.ts';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

let server: Server;
let editor: EditorPage;

before(async () => {
  server = await Server.start();
  editor = await EditorPage.open(server.url, 'accessible', { viewport: { width: 1280, height: 800 }, more: '' });
  await bringAxe(editor);
  editor.page.setDefaultTimeout(20_000);
  await eventually('the still life', () => editor.engine((engine) => engine.sceneInfo().nodes > 0, null));
});

after(async () => {
  await editor?.close();
  await server?.stop();
});

/** No dialog is open, and none has the focus. */
async function closed(): Promise<void> {
  await eventually('no dialog', () =>
    editor.page.evaluate(
      () => document.activeElement?.closest('dialog') === null && !document.querySelector('dialog[open]'),
    ),
  );
}

const LOOKS = [
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'forced colors', media: { colorScheme: 'light', forcedColors: 'active' } },
] as const;

for (const { name, media } of LOOKS) {
  test(`[W79] axe finds nothing serious: ${name}`, async () => {
    const { page } = editor;
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await editor.engine((engine) => {
      engine.expandAll(true);
      engine.clearSelection();
    }, null);
    await editor.frames(3);
    assert.deepEqual(await violations(editor), [], 'the scene');
    await editor.engine((engine) => engine.setSelection(['default-ball']), null);
    await editor.frames(3);
    assert.deepEqual(await violations(editor), [], 'one object');
    await editor.engine((engine) => engine.setSelection(['default-ball', 'default-cube']), null);
    await editor.frames(3);
    assert.deepEqual(await violations(editor), [], 'two objects');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'All commands' }).waitFor();
    assert.deepEqual(await violations(editor), [], 'all commands');
    await page.keyboard.press('Escape');
    await closed(); // it keeps the focus until the next frame
    await page.keyboard.press('Control+,');
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    assert.deepEqual(await violations(editor), [], 'the settings');
    await page.keyboard.press('Escape');
    await closed();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    assert.deepEqual(await violations(editor), [], 'the shortcuts');
    await page.keyboard.press('Escape');
    await closed();
    await page.getByRole('button', { name: 'Add an object' }).click();
    assert.deepEqual(await violations(editor), [], 'a menu');
    await page.keyboard.press('Escape');
    await page.keyboard.press('\\');
    await eventually('the lanes', async () => (await page.locator('.replay-name').count()) > 0);
    assert.deepEqual(await violations(editor), [], 'the replay');
    await page.keyboard.press('\\');
  });
}

test('[W36] the page had no error', () => {
  assert.deepEqual(editor.errors, []);
});
