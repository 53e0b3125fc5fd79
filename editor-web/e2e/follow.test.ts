import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

const ROOM = 'guided-tour';

let server: Server;
let ada: EditorPage;
let bo: EditorPage;

before(async () => {
  server = await Server.start();
  [ada, bo] = await Promise.all([
    EditorPage.open(server.url, ROOM, { person: { name: 'Ada', color: '#76b251' } }),
    EditorPage.open(server.url, ROOM, { person: { name: 'Bo', color: '#00b6d8' } }),
  ]);
  await ada.add('box');
});

after(async () => {
  await Promise.all([ada?.close(), bo?.close()]);
  await server?.stop();
});

const yaw = (person: EditorPage) => person.engine((engine) => engine.camera().yaw, null);

async function sameView(): Promise<void> {
  await eventually('both look from one place', async () => {
    const [one, other] = await Promise.all([ada, bo].map((person) => person.engine((engine) => engine.camera(), null)));
    const apart = (a: number, b: number) => Math.abs(a - b) > 0.01;
    return (
      one &&
      other &&
      !apart(one.yaw, other.yaw) &&
      !apart(one.pitch, other.pitch) &&
      !apart(one.distance, other.distance)
    );
  });
}

test('[W88] journey 8: who clicks an avatar sees what that person sees, and sees the same pixels', async () => {
  await eventually(
    'Bo sees Ada',
    async () => (await bo.page.getByRole('button', { name: 'Follow Ada' }).count()) === 1,
  );
  await ada.frames(4);
  await bo.page.getByRole('button', { name: 'Follow Ada' }).click();
  await bo.page.getByText('You see what Ada sees').waitFor();
  await sameView();
  await ada.drag([480, 100], [140, 40]);
  await ada.page.mouse.wheel(0, -200);
  await sameView();
  await ada.engine((engine) => engine.clearSelection(), null);
  const points: [number, number][] = [
    [480, 240],
    [420, 260],
    [560, 220],
    [480, 300],
  ];
  await eventually('the pixels are the same', async () => {
    const [one = [], other = []] = await Promise.all([ada.colours(points), bo.colours(points)]);
    return one.every((color, at) =>
      color.every((value, channel) => Math.abs(value - (other[at]?.[channel] ?? 0)) < 12),
    );
  });
});

test('[W88] one’s own move of the camera ends it, as do Escape and the button', async () => {
  await bo.page.mouse.move(480, 240);
  await bo.page.mouse.wheel(0, 120);
  await eventually('Bo is free', async () => (await bo.engine((engine) => engine.followed(), null)) === 0);
  await eventually('the frame is gone', async () => (await bo.page.locator('.follow-frame').count()) === 0);
  const stays = await yaw(bo);
  await ada.engine((engine) => engine.viewFrom(2, 0.4), null);
  await eventually('Ada has turned', async () => Math.abs((await yaw(ada)) - 2) < 0.01);
  await bo.frames(10);
  assert.ok(Math.abs((await yaw(bo)) - stays) < 0.01, 'Bo has not');

  for (const stop of [
    () => bo.page.keyboard.press('Escape'),
    () => bo.page.getByRole('button', { name: 'Stop', exact: true }).click(),
  ]) {
    await bo.page.locator('#viewport').focus();
    await bo.page.keyboard.press('Shift+V');
    await bo.page.getByText('You see what Ada sees').waitFor();
    await stop();
    await eventually('the frame is gone', async () => (await bo.page.locator('.follow-frame').count()) === 0);
  }
});

test('[W88] who is followed leaves: the frame goes', async () => {
  await bo.page.locator('#viewport').focus();
  await bo.page.keyboard.press('Shift+V');
  await bo.page.locator('.follow-frame').waitFor();
  await ada.page.goto('about:blank');
  await eventually('the frame is gone', async () => (await bo.page.locator('.follow-frame').count()) === 0);
  await ada.go(server.url, ROOM);
});

test('[W89] quiet hides what the others have selected, and only here', async () => {
  const [box = ''] = (await ada.engine((engine) => engine.treeRows(0, 1), null)).map((row) => row.id);
  await ada.engine((engine, id) => engine.setSelection([id]), box);
  const dots = () => bo.page.locator('.tree-peer').count();
  await eventually('Bo sees it', async () => (await dots()) === 1);
  await bo.page.locator('#viewport').focus();
  await bo.page.keyboard.press('Shift+Q');
  await eventually('Bo does not', async () => (await dots()) === 0);
  await bo.page.keyboard.press('Shift+Q');
  await eventually('Bo sees it again', async () => (await dots()) === 1);
});

test('[W36] neither page had an error', () => {
  assert.deepEqual([...ada.errors, ...bo.errors], []);
});
