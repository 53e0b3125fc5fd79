// The editor without WebGPU: everything but the picture, by the keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bringAxe, violations } from './axe.ts';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

const ROOM = 'no-card';

let server: Server;
/** Has no WebGPU, and no mouse. */
let ada: EditorPage;
/** Sees what she does. */
let bo: EditorPage;

before(async () => {
  server = await Server.start();
  [ada, bo] = await Promise.all([
    EditorPage.open(server.url, ROOM, {
      person: { name: 'Ada', color: '#3fbf3f' },
      viewport: { width: 1280, height: 800 },
      without: 'WebGPU',
    }),
    EditorPage.open(server.url, ROOM, { person: { name: 'Bo', color: '#00b6d8' } }),
  ]);
  await bringAxe(ada);
});

after(async () => {
  await Promise.all([ada?.close(), bo?.close()]);
  await server?.stop();
});

/** Presses keys one after the other. */
async function keys(...chords: string[]): Promise<void> {
  for (const chord of chords) {
    await ada.page.keyboard.press(chord);
  }
}

/** Runs a command by its words, as the palette finds it. */
async function command(words: string): Promise<void> {
  // Not in a field, where keys are text.
  await ada.page.getByRole('tree').focus();
  await keys('Control+k');
  await ada.page.getByRole('dialog').waitFor();
  await ada.page.keyboard.type(words);
  await keys('Enter');
  await eventually('the palette is closed', () =>
    ada.page.evaluate(() => document.querySelector('dialog[open]') === null),
  );
}

/** The scene as everybody has it. */
async function agreed(): Promise<void> {
  await eventually('all have one state', async () => {
    const [mine, theirs] = await Promise.all([ada.stateHash(), bo.stateHash()]);
    const state = await fetch(`${server.url}/api/scenes/${ROOM}/state`);
    const { stateHash } = (await state.json()) as { stateHash: string };
    return mine === theirs && mine === stateHash;
  });
}

test('[W130] journey 10: without a card a card says why, and all but the picture works by the keyboard', async () => {
  await ada.page.getByRole('heading', { name: 'No WebGPU here' }).waitFor();
  await ada.page.getByText('You can go on without a picture').waitFor();
  await command('sphere');
  const [ball = ''] = await ada.selection();
  assert.equal((await ada.node(ball))?.primitive, 'sphere');
  const field = ada.page.getByLabel('Position X', { exact: true }).first();
  await field.focus();
  await ada.page.keyboard.press('Control+a');
  await ada.page.keyboard.type('1.5*2');
  await keys('Enter');
  await eventually('it has moved', async () => (await ada.position(ball))?.[0] === 3);
  await agreed();
});

test('[W130] journey 10: another object is hung below it in the tree, taken out, and put back by undo', async () => {
  const [ball = ''] = await ada.selection();
  await command('box');
  const [box = ''] = await ada.selection();
  assert.equal((await ada.node(box))?.primitive, 'box');
  const parent = async () => (await ada.node(box))?.parent;
  await ada.page.getByRole('tree').focus();
  await keys('Alt+ArrowRight');
  await eventually('it hangs below', async () => (await parent()) === ball);
  await agreed();
  await keys('Alt+ArrowLeft');
  await eventually('and no longer', async () => (await parent()) === '');
  await keys('Control+z');
  await eventually('and again', async () => (await parent()) === ball);
  await agreed();
});

test('[W130] journey 10: the past can be looked at, and left', async () => {
  await keys('Escape', '\\');
  await eventually('the lanes are there', async () => (await ada.page.locator('.replay-name').count()) >= 1);
  await keys('Home');
  await eventually('the scene is empty', () =>
    ada.engine((engine) => engine.replayPosition() === 0 && engine.sceneInfo().nodes === 0, null),
  );
  await keys('Escape');
  await eventually('it is live again', () => ada.engine((engine) => engine.sceneInfo().nodes > 0, null));
  await agreed();
});

for (const [name, media] of [
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }],
  ['light', { colorScheme: 'light', forcedColors: 'none' }],
  ['forced colors', { colorScheme: 'light', forcedColors: 'active' }],
] as const) {
  test(`[W130] [W79] journey 10: axe finds nothing serious without a card: ${name}`, async () => {
    await ada.page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    assert.deepEqual(await violations(ada), []);
  });
}

test('[W36] the page had no error', () => {
  assert.deepEqual(ada.errors, []);
});
