import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

let server: Server;
let ada: EditorPage;

before(async () => {
  server = await Server.start();
  ada = await EditorPage.open(server.url, 'cube');
  await ada.engine((engine) => engine.viewFrom(0.5, 0.5), null);
});

after(async () => {
  await ada?.close();
  await server?.stop();
});

test('[W110] the cube looks from a face, turns with a drag and by keys, and turns with the camera', async () => {
  const camera = () => ada.engine((engine) => engine.camera(), null);
  const looks = (what: string, yaw: number, pitch: number) =>
    eventually(what, async () => {
      const now = await camera();
      return Math.abs(now.yaw - yaw) < 0.01 && Math.abs(now.pitch - pitch) < 0.01;
    });
  const cube = ada.page.getByRole('group', { name: /^View cube/ });
  const face = (name: string) => cube.getByRole('button', { name });
  await looks('Ada looks as she did', 0.5, 0.5);
  assert.equal(await cube.getAttribute('data-front'), 'front');
  await face('From the front').click();
  await looks('from the front', 0, 0);
  await face('From the front').focus();
  await ada.page.keyboard.press('ArrowRight');
  await looks('an eighth on', Math.PI / 4, 0);
  // Two presses at once are two steps, however slowly the camera is drawn.
  await ada.page.keyboard.press('ArrowRight');
  await ada.page.keyboard.press('ArrowRight');
  await looks('three eighths on', (3 * Math.PI) / 4, 0);
  await ada.page.keyboard.press('ArrowLeft');
  await looks('from the right', Math.PI / 2, 0);
  assert.equal(await ada.page.evaluate(() => document.activeElement?.getAttribute('data-face')), 'right');
  await ada.page.keyboard.press('ArrowUp');
  await ada.page.keyboard.press('Enter');
  await looks('from the face in front', Math.PI / 2, 0);

  const box = (await cube.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await ada.drag([box.x + box.width / 2, box.y + box.height / 2], [-40, 20]);
  await looks('turned by the drag', Math.PI / 2 + 0.8, 0.4);
  const turned = (Math.PI / 2 + 0.8).toFixed(2);
  await eventually('the cube is turned with it', async () => {
    const yaw = await cube.evaluate((element) => Number.parseFloat(element.style.getPropertyValue('--yaw')));
    return (-yaw).toFixed(2) === turned;
  });
  await ada.page.setViewportSize({ width: 390, height: 700 });
  await eventually('on a phone it is not in the way', async () => !(await cube.isVisible()));
});

test('[W36] the page had no error', () => {
  assert.deepEqual(ada.errors, []);
});
