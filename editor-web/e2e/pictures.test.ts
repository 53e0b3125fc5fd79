import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { StockClient } from './StockClient.ts';
import { Server } from './server.ts';

const ROOM = 'still-life';
const PICTURES = new URL('../target/screenshots/', import.meta.url).pathname;
const DOCS = new URL('../../docs/images/', import.meta.url).pathname;

let server: Server;
let painter: StockClient;
let editor: EditorPage;
let guest: EditorPage;

before(async () => {
  mkdirSync(PICTURES, { recursive: true });
  server = await Server.start();
  painter = await StockClient.join(server.url, ROOM);
  painter.doc.transact(stillLife);
  await eventually(
    'the server has the scene',
    async () => (await server.state(ROOM)).stateHash === painter.stateHash(),
  );
  painter.leave();
  editor = await EditorPage.open(server.url, ROOM, {
    viewport: { width: 1440, height: 900 },
    person: { name: 'Clever Fox', color: '#76b251' },
  });
  guest = await EditorPage.open(server.url, ROOM, { person: { name: 'Lucky Heron', color: '#00b6d8' } });
});

after(async () => {
  await Promise.all([editor?.close(), guest?.close()]);
  await server?.stop();
});

/** A few shapes on a floor, in groups. */
function stillLife(): void {
  painter.doc.getMap('meta').set('name', 'Still life');
  painter.node('table', '', { k: 'group', n: 'Table', o: 'a0' });
  painter.node('floor', 'table', {
    k: 'mesh',
    g: 'cylinder',
    n: 'Plate',
    o: 'a0',
    p: [0, -0.06, 0],
    'g.radius': 2.4,
    'g.height': 0.12,
  });
  painter.node('ball', 'table', {
    k: 'mesh',
    g: 'sphere',
    n: 'Ceramic ball',
    o: 'a1',
    p: [-0.7, 0.6, 0.5],
    'g.radius': 0.6,
  });
  painter.node('cube', 'table', {
    k: 'mesh',
    g: 'box',
    n: 'Oak cube',
    o: 'a2',
    p: [0.8, 0.45, -0.3],
    r: [0, 0.26, 0, 0.966],
    s: [0.9, 0.9, 0.9],
  });
  painter.node('stand', 'table', { k: 'group', n: 'Stand', o: 'a3', p: [-0.5, 0, -1.2] });
  painter.node('column', 'stand', {
    k: 'mesh',
    g: 'cylinder',
    n: 'Column',
    o: 'a0',
    p: [0, 0.7, 0],
    'g.radius': 0.3,
    'g.height': 1.4,
  });
  painter.node('tip', 'stand', {
    k: 'mesh',
    g: 'cone',
    n: 'Tip',
    o: 'a1',
    p: [0, 1.8, 0],
    'g.radius': 0.45,
    'g.height': 0.8,
  });
  painter.node('pearl', 'table', {
    k: 'mesh',
    g: 'sphere',
    n: 'Pearl',
    o: 'a4',
    p: [0.5, 0.22, 1.2],
    'g.radius': 0.22,
  });
}

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

/** Both people at work for a while: one turns the cube and lets it grow, the other carries the pearl around. */
async function workTogether(): Promise<void> {
  for (let step = 1; step <= 36; step++) {
    const angle = step / 18;
    if (step % 9 < 6) {
      await guest.engine((engine, [x, z]) => engine.setPosition('pearl', x, 0.22, z), [
        0.5 + Math.sin(angle * 2),
        1.2 * Math.cos(angle),
      ] as const);
    }
    if (step % 12 > 4) {
      await editor.engine((engine, [y, w]) => engine.setRotation('cube', 0, y, 0, w), [
        Math.sin(angle),
        Math.cos(angle),
      ] as const);
    }
    if (step % 12 === 11) {
      await editor.engine((engine, size) => engine.setSphereRadius('ball', size), 0.5 + step / 90);
    }
    await editor.frames(step % 9 === 0 ? 12 : 1);
  }
  for (const person of [editor, guest]) {
    await eventually('everything is saved', () => person.engine((engine) => engine.syncState().pending === 0, null));
  }
}

test('screenshots of the main states, dark and light', async () => {
  await guest.engine((engine) => engine.select('column', 'replace'), null);
  await editor.engine((engine) => {
    engine.clearSelection();
    engine.frameSelection();
    engine.setExpanded('stand', true);
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
    await editor.engine((engine) => engine.select('ball', 'replace'), null);
    await take(`selected-${colorScheme}`);
    if (colorScheme === 'dark') {
      await publish('editor');
    }
  }
});

test('the replay, live and in the past, dark and light, wide and narrow', async () => {
  await workTogether();
  await editor.engine((engine) => engine.select('cube', 'replace'), null);
  await editor.page.keyboard.press('\\');
  const slider = editor.page.getByRole('slider', { name: 'Moment' });
  await eventually('the lanes are there', async () => (await editor.page.locator('.replay-name').count()) >= 2);
  for (const colorScheme of ['dark', 'light'] as const) {
    await editor.page.emulateMedia({ colorScheme });
    await take(`replay-live-${colorScheme}`);
    const { x, y, width } = (await slider.boundingBox()) ?? { x: 0, y: 0, width: 0 };
    await editor.page.mouse.click(x + width * 0.62, y + 60);
    await eventually('the past is shown', () => editor.engine((engine) => engine.replayPosition() > 0, null));
    await editor.page.mouse.move(x + width * 0.62, y - 120);
    await take(`replay-${colorScheme}`);
    await publish(colorScheme === 'dark' ? 'replay' : 'replay-light');
    await editor.page.getByRole('button', { name: /^Restore/ }).click();
    await take(`replay-restore-${colorScheme}`);
    await editor.page.keyboard.press('Escape');
    await editor.page.setViewportSize({ width: 390, height: 780 });
    await take(`replay-narrow-${colorScheme}`);
    await editor.page.setViewportSize({ width: 1440, height: 900 });
    await editor.page.keyboard.press('Escape');
    await editor.page.keyboard.press('\\');
    await eventually('live again', () => editor.engine((engine) => engine.replayPosition() < 0, null));
  }
  await editor.page.keyboard.press('Escape');
});

test('an empty scene says what to do first', async () => {
  await editor.go(server.url, 'empty-scene');
  await eventually('the card is shown', () => editor.page.getByText('An empty scene').isVisible());
  await take('empty-light');
  await editor.page.emulateMedia({ colorScheme: 'dark' });
  await take('empty-dark');
});
