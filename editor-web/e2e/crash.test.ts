import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Doc } from 'yjs';
import { EditorPage } from './EditorPage.ts';
import { agreement, eventually } from './eventually.ts';
import { RawClient, updateOf } from './RawClient.ts';
import { StockClient } from './StockClient.ts';
import { Server } from './server.ts';

const ROOM = 'crash';
const KILLS = 3;

let server: Server;
let people: EditorPage[] = [];

before(async () => {
  server = await Server.start();
});

after(async () => {
  await Promise.all(people.map((person) => person.close()));
  await server?.stop();
});

/** Makes an edit every few milliseconds, each a row of the map `ledger`, until stopped; says which of them came back. */
async function writer(run: number): Promise<{ stop: () => void; echoed: () => string[] }> {
  const doc = new Doc();
  const ledger = doc.getMap<number>('ledger');
  const client = await RawClient.connect(server.socket(ROOM));
  client.join();
  const written: { key: string; echoed: () => boolean }[] = [];
  const timer = setInterval(() => {
    const key = `${run}-${written.length}`;
    const update = updateOf(doc, () => ledger.set(key, written.length));
    written.push({ key, echoed: client.update(update) });
  }, 3);
  return {
    stop: () => {
      clearInterval(timer);
      client.close();
    },
    echoed: () => written.filter((edit) => edit.echoed()).map((edit) => edit.key),
  };
}

/** Lets a page edit one node again and again; resolves to how often it did. */
function editing(person: EditorPage, id: string, count: number): Promise<number> {
  return person.engine(
    async (engine, { node, times }) => {
      for (let edit = 1; edit <= times; edit++) {
        engine.setPosition(node, edit, 0.5, 0);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return times;
    },
    { node: id, times: count },
  );
}

test('[W33] kill -9 under edits: nothing that was echoed is missing, and the pages come back by themselves', async () => {
  people = await Promise.all([EditorPage.open(server.url, ROOM), EditorPage.open(server.url, ROOM)]);
  const [a, b] = people as [EditorPage, EditorPage];
  const idA = await a.add('box');
  const idB = await b.add('sphere');
  const promised: string[] = [];

  for (let run = 1; run <= KILLS; run++) {
    const ledger = await writer(run);
    const edits = Promise.all([editing(a, idA, 120 + run), editing(b, idB, 130 + run)]);
    await eventually('some edits are acknowledged', () => ledger.echoed().length > 20);
    await server.kill();
    ledger.stop();
    promised.push(...ledger.echoed());
    const [lastA, lastB] = await edits;
    await server.restart();

    const scene = (await server.state(ROOM)).scene as { ledger?: Record<string, number> };
    const kept = scene.ledger ?? {};
    assert.deepEqual(
      promised.filter((key) => kept[key] === undefined),
      [],
      'edits that were echoed and are gone',
    );
    for (const person of people) {
      await eventually('the page is back and saved', async () => (await person.chip()) === 'saved');
    }
    await agreement('one state hash', {
      a: () => a.stateHash(),
      b: () => b.stateHash(),
      server: async () => (await server.state(ROOM)).stateHash,
    });
    assert.equal((await b.position(idA))?.[0], lastA, "B has A's last edit");
    assert.equal((await a.position(idB))?.[0], lastB, "A has B's last edit");
  }

  const newcomer = await StockClient.join(server.url, ROOM);
  assert.equal(newcomer.stateHash(), await a.stateHash(), 'the first join after the start is complete');
  newcomer.leave();
});

test('[W34] malformed bytes close the socket with a reason and change nothing', async () => {
  const before = await server.state(ROOM);
  const hostile = [[0, 2, 3, 255, 255, 255], [0, 2, 255, 255, 255, 255, 15], [0, 1, 1, 7], [1, 200], [0]];
  for (const bytes of hostile) {
    const client = await RawClient.connect(server.socket(ROOM));
    client.send(...bytes);
    const closed = await eventually(`closed after ${bytes}`, () => client.closed);
    assert.ok(closed.code >= 4400 && closed.code < 4500, `close code of ${bytes}: ${closed.code}`);
    assert.notEqual(closed.reason, '', `reason for ${bytes}`);
  }
  const now = await server.state(ROOM);
  assert.equal(now.stateHash, before.stateHash);
  assert.equal(now.sequence, before.sequence);
  assert.deepEqual(await Promise.all(people.map((person) => person.chip())), ['saved', 'saved']);
});

test('[W35] [W61] [W62] edits made offline arrive, from a closed and reopened page too', async () => {
  const [a, b] = people as [EditorPage, EditorPage];
  await server.kill();
  await eventually('A is told', async () => (await a.chip()) === 'offline');
  const offlineSince = Date.now();
  const kept = await a.add('cone');
  await a.engine((engine, id) => engine.rename(id, 'Made offline'), kept);
  await eventually('the chip counts', async () =>
    /Offline, \d+ change/.test(await a.page.locator('.chip').innerText()),
  );

  // The tab is closed before the server is back, and the address opened again afterwards.
  await a.frames(10);
  await a.page.goto('about:blank');
  await server.restart();
  await a.go(server.url, ROOM);
  await eventually('B has what A made offline', async () => (await b.node(kept))?.name === 'Made offline');
  await eventually('A has it saved', async () => (await a.chip()) === 'saved');
  // One by one, each with its gesture, its time and its author, though they came together and from another page.
  const offline = (await server.updates(ROOM)).filter(
    (entry) => entry.claimed !== null && entry.claimed >= offlineSince,
  );
  assert.ok(offline.length >= 2, `entries made offline: ${offline.length}`);
  assert.equal(new Set(offline.map((entry) => entry.gesture)).size, offline.length);
  for (const entry of offline) {
    assert.ok(entry.claimed !== null && entry.claimed < entry.time, `claimed ${entry.claimed}, time ${entry.time}`);
    assert.notEqual(entry.author.name, '', 'an author with a name');
  }
  await agreement('one state hash', {
    a: () => a.stateHash(),
    b: () => b.stateHash(),
    server: async () => (await server.state(ROOM)).stateHash,
  });
});

test('[W36] no page had an error', () => {
  assert.deepEqual(
    people.flatMap((person) => person.errors),
    [],
  );
});
