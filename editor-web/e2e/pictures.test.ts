import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

const ROOM = 'still-life';
const PICTURES = new URL('../target/screenshots/', import.meta.url).pathname;
const DOCS = new URL('../../docs/images/', import.meta.url).pathname;

let server: Server;
let editor: EditorPage;
let guest: EditorPage;

before(async () => {
  mkdirSync(PICTURES, { recursive: true });
  server = await Server.start();
  editor = await EditorPage.open(server.url, ROOM, {
    viewport: { width: 1440, height: 900 },
    person: { name: 'Clever Fox', color: '#76b251' },
    more: '',
  });
  await eventually('the default scene is there', () => editor.engine((engine) => engine.sceneInfo().nodes > 0, null));
  await editor.engine((engine) => engine.setSceneName('Still life'), null);
  guest = await EditorPage.open(server.url, ROOM, { person: { name: 'Lucky Heron', color: '#00b6d8' } });
});

after(async () => {
  await Promise.all([editor?.close(), guest?.close()]);
  await server?.stop();
});

async function take(name: string): Promise<void> {
  await editor.frames(4);
  await editor.paintOverCanvas();
  await editor.screenshot(`${PICTURES}${name}.png`);
}

/** Puts what is seen into the documentation, where that is wanted. */
async function publish(name: string): Promise<void> {
  if (process.env.UPDATE_IMAGES === '1') {
    mkdirSync(DOCS, { recursive: true });
    await editor.screenshot(`${DOCS}${name}.png`);
  }
}

/** The guest looks from elsewhere and points at something. */
async function pointAt(id: string): Promise<void> {
  await guest.engine((engine) => {
    engine.clearSelection();
    engine.frameSelection();
    engine.viewFrom(-0.9, 0.35);
  }, null);
  await guest.frames(40);
  const at = await guest.engine((engine, node) => engine.screenPosition(node), id);
  const [x, y] = at ?? [0, 0];
  await eventually('the guest points', async () => {
    await guest.page.mouse.move(x + (Date.now() % 3), y);
    return (await editor.page.locator('.peer-name:not([hidden])').count()) === 1;
  });
}

/** Both people at work for a while, each in bursts of their own: one turns the cube and blows up the ball, the other carries the pearl around. */
async function workTogether(): Promise<void> {
  await editor.page.setViewportSize({ width: 640, height: 400 });
  const pause = (factor: number) => (step: number) => (step % factor === 0 ? 1_400 : 40 + ((step * 37) % 11) * 18);
  await Promise.all([work(editor, 'default-cube', pause(14)), work(guest, 'default-pearl', pause(9))]);
  await editor.page.setViewportSize({ width: 1440, height: 900 });
  for (const person of [editor, guest]) {
    await eventually('everything is saved', () => person.engine((engine) => engine.syncState().pending === 0, null));
  }
}

/** Some 70 edits at the pace of a hand, which is what the lanes show. */
async function work(
  person: EditorPage,
  what: 'default-cube' | 'default-pearl',
  pauseMillis: (step: number) => number,
): Promise<void> {
  const pauses = Array.from({ length: 70 }, (_, step) => pauseMillis(step));
  await person.engine(
    async (engine, [id, waits]) => {
      for (const [step, wait] of waits.entries()) {
        const angle = step / 18;
        if (id === 'default-pearl') {
          engine.setPosition(id, 1.3 * Math.sin(angle * 2), 0.4, 1.5 * Math.cos(angle));
        } else if (step % 4 === 3) {
          engine.setSphereRadius('default-ball', 0.6 + step / 500);
        } else {
          engine.setRotation(id, 0, Math.sin(angle / 2), 0, Math.cos(angle / 2));
        }
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    },
    [what, pauses] as const,
  );
}

test('screenshots of the main states, dark and light', async () => {
  await pointAt('default-ball');
  await guest.engine((engine) => engine.select('default-capsule', 'replace'), null);
  await editor.engine((engine) => {
    engine.clearSelection();
    engine.frameSelection();
    engine.expandAll(true);
  }, null);
  await eventually('the guest is here', async () => (await editor.page.locator('.people .avatar').count()) === 2);
  await editor.frames(12);
  await editor.page.mouse.move(720, 480);
  await editor.page.mouse.wheel(0, -320);
  await editor.frames(12);
  for (const colorScheme of ['dark', 'light'] as const) {
    await editor.page.emulateMedia({ colorScheme });
    await editor.engine((engine) => engine.clearSelection(), null);
    await take(`scene-${colorScheme}`);
    await editor.engine((engine) => engine.select('default-ball', 'replace'), null);
    await take(`selected-${colorScheme}`);
    await publish(colorScheme === 'dark' ? 'editor' : 'editor-light');
  }
});

test('lights, a camera that is looked through, all handles, and one object alone', async () => {
  await editor.page.emulateMedia({ colorScheme: 'dark' });
  const lamp = await editor.engine((engine) => {
    const spot = engine.addLight('spot');
    engine.setPosition(spot, -1.6, 2.6, 1.4);
    return spot;
  }, null);
  await take('light-dark');
  await editor.engine((engine) => engine.lookThrough('default-camera'), null);
  await editor.frames(40);
  await take('through-dark');
  await editor.engine((engine, light) => {
    engine.lookThrough('');
    engine.select(light, 'replace');
    engine.deleteSelection();
    engine.select('default-ball', 'replace');
    engine.setTool('combined');
  }, lamp);
  await take('handles-dark');
  await editor.page.locator('#viewport').press('Shift+H');
  await take('alone-dark');
  await editor.page.locator('#viewport').press('Alt+H');
  await editor.engine((engine) => engine.setTool('move'), null);
});

test('several objects at once, and a search', async () => {
  await editor.engine((engine) => engine.setSelection(['default-ball', 'default-cube', 'default-cone']), null);
  for (const colorScheme of ['dark', 'light'] as const) {
    await editor.page.emulateMedia({ colorScheme });
    await take(`several-${colorScheme}`);
  }
  const field = editor.page.getByRole('textbox', { name: 'Search the scene' });
  await field.fill('type:sphere');
  await take('search-light');
  await field.fill('');
  await field.blur(); // what is typed next are shortcuts again
});

test('the settings, and the page in German', async () => {
  await editor.engine((engine) => engine.setSelection(['default-ball']), null);
  for (const colorScheme of ['dark', 'light'] as const) {
    await editor.page.emulateMedia({ colorScheme });
    await editor.page.keyboard.press('Control+,');
    await editor.page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await take(`settings-${colorScheme}`);
    await editor.page.keyboard.press('Escape');
    await editor.page.getByRole('dialog', { name: 'Settings' }).waitFor({ state: 'hidden' });
  }
  await editor.page.keyboard.press('Control+,');
  await editor.page.getByText('Deutsch').click();
  await editor.page.getByRole('dialog', { name: 'Einstellungen' }).waitFor();
  await take('settings-german');
  await editor.page.keyboard.press('Escape');
  await take('german');
  await editor.page.keyboard.press('?');
  await take('shortcuts-german');
  await editor.page.keyboard.press('Escape');
  await editor.page.keyboard.press('Control+,');
  await editor.page.getByText('English', { exact: true }).click();
  await editor.page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await editor.page.keyboard.press('Escape');
  await editor.frames(2);
});

test('somebody is followed', async () => {
  await editor.page.getByRole('button', { name: 'Follow Lucky Heron' }).click();
  await editor.frames(12);
  for (const colorScheme of ['dark', 'light'] as const) {
    await editor.page.emulateMedia({ colorScheme });
    await take(`follow-${colorScheme}`);
  }
  await editor.page.getByRole('button', { name: 'Stop', exact: true }).click();
});

test('only looking, and embedded', async () => {
  await editor.page.emulateMedia({ colorScheme: 'dark' });
  for (const mode of ['view', 'embed']) {
    await editor.go(server.url, ROOM, `&${mode}`);
    await editor.engine((engine) => engine.frameSelection(), null);
    await editor.frames(10);
    await take(mode);
  }
  await editor.go(server.url, ROOM, '');
});

test('a phone, dark and light', async () => {
  const phone = await EditorPage.open(server.url, ROOM, {
    viewport: { width: 390, height: 844 },
    person: { name: 'Calm Otter', color: '#d67bcb' },
  });
  for (const colorScheme of ['dark', 'light'] as const) {
    await phone.page.emulateMedia({ colorScheme });
    await phone.frames(4);
    await phone.paintOverCanvas();
    await phone.screenshot(`${PICTURES}phone-${colorScheme}.png`);
    if (process.env.UPDATE_IMAGES === '1') {
      await phone.screenshot(`${DOCS}${colorScheme === 'dark' ? 'phone' : 'phone-light'}.png`);
    }
    for (const panel of ['Scene tree', 'Inspector']) {
      await phone.page.getByRole('button', { name: panel, exact: true }).click();
      await phone.frames(4);
      await phone.screenshot(`${PICTURES}phone-${panel === 'Inspector' ? 'inspector' : 'tree'}-${colorScheme}.png`);
    }
    await phone.page.getByRole('button', { name: 'Inspector', exact: true }).click();
    await phone.page.mouse.move(195, 500); // or the button's tooltip is in the next picture
  }
  await phone.close();
});

test('the replay, wide in dark and light, and narrow', async () => {
  await workTogether();
  await editor.engine((engine) => engine.select('default-cube', 'replace'), null);
  await editor.page.keyboard.press('\\');
  const slider = editor.page.getByRole('slider', { name: 'Moment' });
  await eventually('the lanes are there', async () => (await editor.page.locator('.replay-name').count()) >= 2);
  for (const colorScheme of ['dark', 'light'] as const) {
    await editor.page.emulateMedia({ colorScheme });
    const { x, y, width } = (await slider.boundingBox()) ?? { x: 0, y: 0, width: 0 };
    await editor.page.mouse.click(x + width * 0.62, y + 60);
    await eventually('the past is shown', () => editor.engine((engine) => engine.replayPosition() > 0, null));
    await editor.page.mouse.move(x + width * 0.62, y - 120);
    await take(`replay-${colorScheme}`);
    await publish(colorScheme === 'dark' ? 'replay' : 'replay-light');
  }
  await editor.page.keyboard.press('Shift+t');
  await editor.page.keyboard.press('Shift+i');
  await editor.page.setViewportSize({ width: 390, height: 780 });
  await take('replay-narrow');
  await editor.page.getByRole('button', { name: /^Restore/ }).click();
  await take('replay-narrow-restore');
  await editor.page.setViewportSize({ width: 1440, height: 900 });
  await editor.page.keyboard.press('Shift+t');
  await editor.page.keyboard.press('Shift+i');
  await editor.page.keyboard.press('Escape');
  await editor.page.keyboard.press('Escape');
  await eventually('live again', () => editor.engine((engine) => engine.replayPosition() < 0, null));
});

test('an empty scene says what to do first', async () => {
  await editor.go(server.url, 'empty-scene');
  await eventually('the card is shown', () => editor.page.getByText('An empty scene').isVisible());
  await take('empty-light');
  await editor.page.emulateMedia({ colorScheme: 'dark' });
  await take('empty-dark');
});
