import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { EditorPage } from '../EditorPage.ts';
import { agreement, eventually } from '../eventually.ts';
import { Compose } from './Compose.ts';

const ROOM = 'self-hosted';
const PICTURES = new URL('../../target/compose/', import.meta.url).pathname;

const product = Compose.running();
let a: EditorPage;
let b: EditorPage;
let serverOfA: string;

before(async () => {
  mkdirSync(PICTURES, { recursive: true });
  const servers = product.containers('server');
  assert.equal(servers.length, 2, `two servers run: ${servers}`);
  a = await EditorPage.open(product.url, ROOM, { person: { name: 'Ada', color: '#e5484d' } });
  serverOfA = servers.find((server) => product.sockets(server) > 0) ?? '';
  b = await onAnotherServer(servers);
});

after(async () => {
  await Promise.all([a?.close(), b?.close()]);
});

/** The proxy gives a new browser a server by chance: one that got A's comes again as another. */
async function onAnotherServer(servers: string[]): Promise<EditorPage> {
  for (let attempt = 0; attempt < 12; attempt++) {
    const page = await EditorPage.open(product.url, ROOM, { person: { name: 'Bo', color: '#3e63dd' } });
    if (servers.every((server) => product.sockets(server) > 0)) {
      return page;
    }
    await page.close();
    await eventually(
      'the socket is gone',
      () => servers.reduce((sum, server) => sum + product.sockets(server), 0) === 1,
    );
  }
  throw new Error('twelve browsers in a row got the same server');
}

function oneHash(): Promise<string> {
  return agreement('one state hash', {
    a: () => a.stateHash(),
    b: () => b.stateHash(),
    server: async () => (await product.state(ROOM)).stateHash,
  });
}

async function saved(page: EditorPage): Promise<void> {
  await eventually('all is saved', async () => (await page.chip()) === 'saved');
}

test('two browsers on two servers edit one scene and see each other', async () => {
  const box = await a.add('box');
  await eventually('B has the box', () => b.node(box));
  const sphere = await b.add('sphere');
  await eventually('A has the sphere', () => a.node(sphere));
  await oneHash();
  for (const page of [a, b]) {
    await eventually('two people', async () => (await page.page.locator('.people .avatar').count()) === 2);
  }
  await a.screenshot(`${PICTURES}two-servers.png`);
});

test('one of them replays the scene, hash for hash as the server knows it', async () => {
  const { sequence } = await product.state(ROOM);
  const shown = (): Promise<number> => b.engine((engine) => engine.replayPosition(), null);
  assert.ok(sequence >= 2, `the log has entries: ${sequence}`);
  await b.page.keyboard.press('\\');
  await eventually('a lane for each', async () => (await b.page.locator('.replay-name').count()) === 2);
  await b.page.getByRole('slider', { name: 'Moment' }).focus();
  await b.page.keyboard.press('Home');
  await eventually('the empty scene', async () => (await shown()) === 0);
  for (let at = 0; at <= sequence; at++) {
    await b.engine((engine, wanted) => engine.seekReplay(wanted), at);
    assert.equal(await b.engine((engine) => engine.replayStateHash(), null), (await product.state(ROOM, at)).stateHash);
  }
  await b.page.keyboard.press('Home');
  await b.page.keyboard.press('ArrowRight');
  await eventually('the first step', async () => (await shown()) > 0);
  await b.frames(3);
  await b.screenshot(`${PICTURES}replay.png`);
  await b.page.locator('.past-frame').getByRole('button', { name: 'Go live' }).click();
  await eventually('live again', async () => (await shown()) === -1);
  await b.page.keyboard.press('\\');
});

test('the sidecar has verified a checkpoint', async () => {
  await eventually('a verified checkpoint', async () => {
    const { checkpoints } = await product.json<{ checkpoints: { verdict: string }[] }>(
      `/api/scenes/${ROOM}/checkpoints`,
    );
    return checkpoints.some(({ verdict }) => verdict === 'VERIFIED');
  });
});

test('one server is killed and editing goes on', async () => {
  const cone = await a.add('cone');
  await saved(a);
  product.kill(serverOfA);
  const cylinder = await a.add('cylinder');
  const plane = await b.add('plane');
  await saved(a);
  for (const id of [cone, cylinder, plane]) {
    await eventually('B has it', () => b.node(id));
    await eventually('A has it', () => a.node(id));
  }
  await oneHash();
  assert.equal(product.containers('server').length, 1);
});

test('down and up lose nothing: one page edits on, one is opened meanwhile, and both come back by themselves', async () => {
  const before = await product.state(ROOM);
  await b.keepsPage();
  product.run('down');
  const [latest = ''] = await a.selection();
  const offline = await a.add('box');
  await b.reopen(product.url, ROOM);
  await eventually('B has the scene without the product', () => b.node(latest));
  const other = await b.add('sphere');
  product.run('up', '--detach', '--wait');
  const restarted = await product.state(ROOM);
  assert.ok(restarted.sequence >= before.sequence);
  assert.equal((await product.state(ROOM, before.sequence)).stateHash, before.stateHash);
  await eventually('B has what A made meanwhile', () => b.node(offline));
  await eventually('A has what B made meanwhile', () => a.node(other));
  await saved(a);
  await oneHash();
  assert.deepEqual([...a.errors, ...b.errors], []);
});
