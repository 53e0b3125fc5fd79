import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

const ROOM = 'pointing';
/** Of Ada, which nothing in the scene has. */
const GREEN = '#3fbf3f';

let server: Server;
let ada: EditorPage;
let bo: EditorPage;

before(async () => {
  server = await Server.start();
  [ada, bo] = await Promise.all([
    EditorPage.open(server.url, ROOM, { person: { name: 'Ada', color: GREEN } }),
    EditorPage.open(server.url, ROOM, { person: { name: 'Bo', color: '#00b6d8' }, more: '&empty&view' }),
  ]);
  await ada.engine((engine) => {
    const box = engine.addPrimitive('box');
    engine.setScale(box, 2, 2, 2);
    engine.setPosition(box, 0, 1, 0);
    engine.clearSelection();
    engine.viewFrom(0.5, 0.5);
  }, null);
  await bo.engine((engine) => engine.viewFrom(0.5, 0.5), null);
  await eventually('both see each other and the box', async () =>
    (
      await Promise.all([ada, bo].map((page) => page.engine((e) => e.peers().length + e.sceneInfo().nodes, null)))
    ).every((count) => count === 3),
  );
});

after(async () => {
  await Promise.all([ada?.close(), bo?.close()]);
  await server?.stop();
});

/** How many pixels of a person's picture are as green as Ada, and around which. */
async function green(person: EditorPage): Promise<{ count: number; x: number; y: number }> {
  return await person.engine(async (engine) => {
    const canvas = document.getElementById('viewport') as HTMLCanvasElement;
    const pixels = await engine.renderImage(canvas.width, canvas.height);
    let count = 0;
    let x = 0;
    let y = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      const [r = 0, g = 0, b = 0] = pixels.subarray(at, at + 3);
      if (g > 90 && g > 1.8 * r && g > 1.8 * b) {
        count++;
        x += (at / 4) % canvas.width;
        y += Math.floor(at / 4 / canvas.width);
      }
    }
    return { count, x: x / Math.max(1, count), y: y / Math.max(1, count) };
  }, null);
}

const names = (person: EditorPage): Promise<string[]> =>
  person.page.locator('.peer-name:not([hidden])').allInnerTexts();

test('[W111] journey 8: an arrow stands on the surface that another person points at, with their name beside it', async () => {
  assert.equal((await green(bo)).count, 0);
  await eventually('the arrow is seen on the box', async () => {
    await ada.page.mouse.move(480 + (Date.now() % 3), 260);
    const seen = await green(bo);
    return seen.count > 40 && Math.abs(seen.x - 480) < 30 && Math.abs(seen.y - 245) < 30;
  });
  await eventually('with the name', async () => (await names(bo)).join() === 'Ada');
  const tag = await bo.page.locator('.peer-name:not([hidden])').boundingBox();
  // In the middle above the end of the arrow, which stands out from the side of the box towards the left.
  assert.ok(
    tag !== null && Math.abs(tag.x + tag.width / 2 - 464) < 20 && Math.abs(tag.y + tag.height - 271) < 20,
    JSON.stringify(tag),
  );
  assert.equal((await green(ada)).count, 0, 'not on her own page');
  assert.deepEqual(await names(ada), []);
});

test('[W111] [W89] quiet hides arrows and names, here alone', async () => {
  await bo.page.locator('#viewport').focus();
  await bo.page.keyboard.press('Shift+Q');
  await eventually('the name is gone', async () => (await names(bo)).length === 0);
  assert.equal((await green(bo)).count, 0);
  await bo.page.keyboard.press('Shift+Q');
  await eventually('and there again', async () => (await names(bo)).length === 1);
});

test('[W111] it is gone when the pointer has left the picture', async () => {
  await ada.page.mouse.move(480, 20);
  await eventually('the name is gone', async () => (await names(bo)).length === 0);
  await eventually('the arrow, too', async () => (await green(bo)).count === 0);
});

test('[W112] who may only look has a laser, too: its trail is seen by the others, and Escape ends it', async () => {
  await bo.page.mouse.move(470, 260);
  await bo.page.locator('#viewport').focus();
  await bo.page.keyboard.press('l');
  await eventually('everybody is told', () => bo.page.getByText('Everybody sees the trail').isVisible());
  await eventually('Ada sees the pointer of Bo', async () => {
    await bo.page.mouse.move(470 + (Date.now() % 5), 262);
    return (await names(ada)).join() === 'Bo';
  });
  await bo.page.keyboard.press('Escape');
  await bo.page.getByText('Everybody sees the trail').waitFor({ state: 'hidden' });
  await bo.page.locator('#viewport').focus();
  await bo.page.keyboard.press('l');
  await eventually('it is on again', () => bo.page.getByText('Everybody sees the trail').isVisible());
  await bo.page.keyboard.press('l');
  await eventually('and off', () => bo.page.getByText('The laser is off').isVisible());
});

test('[W36] neither page had an error', () => {
  assert.deepEqual([...ada.errors, ...bo.errors], []);
});
