import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

let server: Server;
let editor: EditorPage;

before(async () => {
  server = await Server.start();
  const source = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
  editor = await EditorPage.open(server.url, 'accessible', { viewport: { width: 1280, height: 800 }, more: '' });
  await editor.page.evaluate(source);
  editor.page.setDefaultTimeout(20_000);
  await eventually('the still life', () => editor.engine((engine) => engine.sceneInfo().nodes > 0, null));
});

after(async () => {
  await editor?.close();
  await server?.stop();
});

/** What axe calls serious or critical on the page, once it has come to rest: a moment after a change some colours are those of before. */
async function violations(): Promise<string[]> {
  let found: string[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    await editor.frames(3);
    found = await violationsNow();
    if (found.length === 0) {
      break;
    }
  }
  return found;
}

async function violationsNow(): Promise<string[]> {
  const found = (await editor.page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: readonly Violation[];
  };
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join('\n')}`);
}

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
    assert.deepEqual(await violations(), [], 'the scene');
    await editor.engine((engine) => engine.setSelection(['default-ball']), null);
    await editor.frames(3);
    assert.deepEqual(await violations(), [], 'one object');
    await editor.engine((engine) => engine.setSelection(['default-ball', 'default-cube']), null);
    await editor.frames(3);
    assert.deepEqual(await violations(), [], 'two objects');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'All commands' }).waitFor();
    assert.deepEqual(await violations(), [], 'all commands');
    await page.keyboard.press('Escape');
    await closed(); // it keeps the focus until the next frame
    await page.keyboard.press('Control+,');
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    assert.deepEqual(await violations(), [], 'the settings');
    await page.keyboard.press('Escape');
    await closed();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    assert.deepEqual(await violations(), [], 'the shortcuts');
    await page.keyboard.press('Escape');
    await closed();
    await page.getByRole('button', { name: 'Add an object' }).click();
    assert.deepEqual(await violations(), [], 'a menu');
    await page.keyboard.press('Escape');
    await page.keyboard.press('\\');
    await eventually('the lanes', async () => (await page.locator('.replay-name').count()) > 0);
    assert.deepEqual(await violations(), [], 'the replay');
    await page.keyboard.press('\\');
  });
}

test('[W36] the page had no error', () => {
  assert.deepEqual(editor.errors, []);
});
