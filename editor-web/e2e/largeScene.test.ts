import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { agreement, eventually } from './eventually.ts';
import { StockClient } from './StockClient.ts';
import { Server } from './server.ts';

const ROOM = 'large';
/** 5 groups with 10 groups each, 98 shapes in each of those, and 45 shapes at the root: 5,000 nodes in all. */
const OUTER = 5;
const INNER = 10;
const ALL = 5000;
const SHAPES = ['box', 'sphere', 'cylinder', 'cone', 'plane'];

let server: Server;
let script: StockClient;
let people: EditorPage[] = [];

before(async () => {
  server = await Server.start();
  script = await StockClient.join(server.url, ROOM);
});

after(async () => {
  script?.leave();
  await Promise.all(people.map((person) => person.close()));
  await server?.stop();
});

/** The n-th order key: an integer of three digits to the base 62. */
function order(n: number): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  return `c${digits[Math.floor(n / 3844) % 62]}${digits[Math.floor(n / 62) % 62]}${digits[n % 62]}`;
}

function writeScene(): void {
  let made = 0;
  const id = (): string => `script-node-${String(made++).padStart(5, '0')}`;
  for (let outer = 0; outer < OUTER; outer++) {
    const outerId = id();
    script.node(outerId, '', { k: 'group', n: `Block ${outer + 1}`, o: order(outer), p: [outer * 14 - 28, 0, 0] });
    for (let inner = 0; inner < INNER; inner++) {
      const innerId = id();
      script.node(innerId, outerId, { k: 'group', n: `Row ${inner + 1}`, o: order(inner), p: [0, 0, inner * 3 - 13] });
      const count = Math.floor((ALL - OUTER - OUTER * INNER) / (OUTER * INNER));
      for (let shape = 0; shape < count; shape++) {
        script.node(id(), innerId, {
          k: 'mesh',
          g: SHAPES[shape % SHAPES.length],
          n: `Shape ${shape + 1}`,
          o: order(shape),
          p: [(shape % 10) * 1.3, 0.5, Math.floor(shape / 10) * 0.3],
          r: [0, 0, 0, 1],
          s: [0.4, 0.4, 0.4],
        });
      }
    }
  }
  // The division above leaves a rest of 45, which lies at the root.
  while (made < ALL) {
    script.node(id(), '', { k: 'mesh', g: 'box', n: 'Rest', o: order(100 + made), p: [0, 0.5, 20 + made / 100] });
  }
}

test('[W32] 5,000 nodes of a plain Yjs script open on two pages and are edited by all three at once', async () => {
  script.doc.transact(writeScene);
  assert.equal(script.nodes.size, ALL);
  await eventually('the server has them', async () => (await server.state(ROOM)).stateHash === script.stateHash());

  people = await Promise.all([EditorPage.open(server.url, ROOM), EditorPage.open(server.url, ROOM)]);
  const [a, b] = people as [EditorPage, EditorPage];
  for (const person of people) {
    assert.equal(await person.engine((engine) => engine.sceneInfo().nodes, null), ALL);
    // Counted by the frame that draws them.
    await eventually(
      'all shapes are drawn',
      async () => (await person.engine((engine) => engine.stats().objects, null)) === ALL - OUTER - OUTER * INNER,
    );
  }
  assert.ok((await distinctColours(a)) > 50, 'the picture shows more than a background');

  const ids = [...script.nodes.keys()].filter((id) => script.nodes.get(id)?.get('k') === 'mesh');
  await Promise.all([
    editInPage(a, ids.slice(0, 60)),
    editInPage(b, ids.slice(30, 90)),
    editInScript(ids.slice(60, 120)),
    a.add('box'),
  ]);
  await agreement('one state hash', {
    a: () => a.stateHash(),
    b: () => b.stateHash(),
    script: () => script.stateHash(),
    server: async () => (await server.state(ROOM)).stateHash,
  });
  assert.equal(await b.engine((engine) => engine.sceneInfo().nodes, null), ALL + 1);
});

/** Moves, renames and resizes objects, one after the other, as a person's panels do. */
async function editInPage(person: EditorPage, ids: string[]): Promise<void> {
  await person.engine(async (engine, targets) => {
    for (const [index, id] of targets.entries()) {
      engine.setPosition(id, index / 10, 1 + index / 20, -2);
      engine.setScale(id, 0.5, 0.5 + index / 100, 0.5);
      engine.rename(id, `Edited ${index}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }, ids);
}

async function editInScript(ids: string[]): Promise<void> {
  for (const [index, id] of ids.entries()) {
    script.nodes.get(id)?.set('p', [index, 2, index]);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function distinctColours(person: EditorPage): Promise<number> {
  return await person.engine(async (engine) => {
    engine.clearSelection();
    engine.frameSelection();
    for (let frame = 0; frame < 8; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    const pixels = await engine.renderImage(480, 300);
    const seen = new Set<number>();
    for (let at = 0; at < pixels.length; at += 4) {
      seen.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
    }
    return seen.size;
  }, null);
}
