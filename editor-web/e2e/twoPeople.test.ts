import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { agreement, eventually } from './eventually.ts';
import { StockClient } from './StockClient.ts';
import { Server } from './server.ts';

let server: Server;
let a: EditorPage;
let b: EditorPage;
const ROOM = 'two-people';

before(async () => {
  server = await Server.start();
  [a, b] = await Promise.all([EditorPage.open(server.url, ROOM), EditorPage.open(server.url, ROOM)]);
});

after(async () => {
  await Promise.all([a?.close(), b?.close()]);
  await server?.stop();
});

function distance(one: readonly number[], other: readonly number[]): number {
  return Math.hypot(...one.map((value, index) => value - (other[index] ?? 0)));
}

test('[W30] A adds a sphere and drags it; B sees it move, on the page, in the hash and in pixels', async () => {
  const id = await a.add('sphere');
  await eventually('B has the sphere', () => b.node(id));
  const start = (await b.position(id)) ?? [0, 0, 0];
  const seenAt = await eventually('B sees the sphere', () =>
    b.engine((engine, node) => engine.screenPosition(node), id),
  );

  const origin = await eventually('A sees the sphere', () =>
    a.engine((engine, node) => engine.screenPosition(node), id),
  );
  const handle = await eventually('A has a handle', () => a.engine((engine) => engine.gizmoHandle('x'), null));
  const reach = distance(handle, origin);
  const along = [(handle[0] - origin[0]) / reach, (handle[1] - origin[1]) / reach] as const;
  const onScreen = (): Promise<[number, number] | null> => b.engine((engine, node) => engine.screenPosition(node), id);
  await a.drag(handle, [along[0] * 220, along[1] * 220], async () => {
    await eventually(
      'B sees the drag while the button is down',
      async () => distance((await onScreen()) ?? seenAt, seenAt) > 60,
    );
    assert.deepEqual(await b.position(id), start, 'the document is written once, at the end');
  });

  const moved = await eventually('A has moved the sphere', async () => {
    const now = await a.position(id);
    return now !== null && Math.abs(now[0] - start[0]) > 0.5 ? now : null;
  });
  assert.deepEqual([moved[1], moved[2]], [start[1], start[2]], 'the x handle moves along x alone');
  await eventually('B sees the move', async () => distance((await b.position(id)) ?? start, moved) < 1e-6);

  await agreement('one state hash', {
    a: () => a.stateHash(),
    b: () => b.stateHash(),
    server: async () => (await server.state(ROOM)).stateHash,
  });

  const seenNow = await eventually('B sees it there', () =>
    b.engine((engine, node) => engine.screenPosition(node), id),
  );
  assert.ok(distance(seenNow, seenAt) > 60, `moved on B's screen: ${seenAt} -> ${seenNow}`);
  const [here, there] = await b.colours([seenNow, seenAt]);
  await b.engine((engine, node) => engine.select(node, 'replace'), id);
  await b.engine((engine) => engine.deleteSelection(), null);
  const [hereEmpty, thereEmpty] = await b.colours([seenNow, seenAt]);
  assert.ok(
    distance(here ?? [], hereEmpty ?? []) > 20,
    `the sphere is seen where it is: ${here}, without it ${hereEmpty}`,
  );
  assert.ok(distance(there ?? [], thereEmpty ?? []) < 12, `and not where it was: ${there}, without it ${thereEmpty}`);
});

test('[W31] what a stock Yjs client writes is shown on both pages', async () => {
  const id = await b.add('box');
  await eventually('A has the box', () => a.node(id));
  const client = await StockClient.join(server.url, ROOM);
  try {
    await eventually('the client has the box', () => client.nodes.has(id));
    client.nodes.get(id)?.set('p', [1, 2, 3]);
    for (const person of [a, b]) {
      await eventually('the page shows it', async () => String(await person.position(id)) === '1,2,3');
    }
    await agreement('one state hash', {
      a: () => a.stateHash(),
      b: () => b.stateHash(),
      client: () => client.stateHash(),
      server: async () => (await server.state(ROOM)).stateHash,
    });
  } finally {
    client.leave();
  }
});

test('both see each other, with name and selection', async () => {
  const [id] = await b.selection();
  await eventually('A sees what B has selected', async () =>
    (await a.engine((engine) => engine.peers(), null)).some((peer) => !peer.self && peer.selection.includes(id ?? '-')),
  );
  // The stock client of before may be on its way out still.
  await eventually('there are two of them', async () => (await a.page.locator('.people .avatar').count()) === 2);
  await eventually('the tree shows it', async () => (await a.page.locator('.tree-peer').count()) > 0);
});

test('[W36] neither page had an error, under a policy of its own origin', async () => {
  const policy = (await fetch(server.url)).headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src '(?:self|none)'/);
  assert.doesNotMatch(policy, /https?:|\*|script-src[^;]*'unsafe-inline'/);
  assert.deepEqual([...a.errors, ...b.errors], []);
});
