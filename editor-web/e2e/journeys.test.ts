// The product's journeys: what two people live through together, checked by state hashes of both pages and the server, and by pixels.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { agreement, eventually } from './eventually.ts';
import { Line } from './Line.ts';
import { Server } from './server.ts';

declare global {
  interface Window {
    /** Notices so far. */
    told?: string[];
  }
}

const ROUNDS = 50;
const SLOWEST_MILLIS = 300;
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

let server: Server;
let a: EditorPage;
let b: EditorPage;
let room = '';
const lineOfB = new Line();

/** The same numbers for the same seed, from 0 to below 1. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

before(async () => {
  console.info(`seed ${SEED}`);
  server = await Server.start();
  const people = [
    { name: 'Ada', color: '#76b251' },
    { name: 'Bo', color: '#00b6d8' },
  ] as const;
  [a, b] = await Promise.all([
    EditorPage.open(server.url, 'start', { person: people[0] }),
    EditorPage.open(server.url, 'start', { person: people[1], line: lineOfB }),
  ]);
});

after(async () => {
  await Promise.all([a?.close(), b?.close()]);
  await server?.stop();
});

/** Both go to another room. */
async function meet(name: string): Promise<void> {
  room = name;
  lineOfB.mend();
  await Promise.all([a.go(server.url, name), b.go(server.url, name)]);
}

/** One state of both pages and the server. */
async function agree(): Promise<void> {
  await agreement('one state hash', {
    a: () => a.stateHash(),
    b: () => b.stateHash(),
    server: async () => (await server.state(room)).stateHash,
  });
}

async function both(what: string, check: (person: EditorPage) => Promise<boolean>): Promise<void> {
  for (const person of [a, b]) {
    await eventually(what, () => check(person));
  }
}

function distance(one: readonly number[], other: readonly number[]): number {
  return Math.hypot(...one.map((value, index) => value - (other[index] ?? 0)));
}

test('[W86] journey 1: A moves a cube while B turns it, fifty times on a slow line; undo takes back only what is one’s own', async () => {
  const random = randomOf(SEED);
  const slow = [new Line(() => random() * SLOWEST_MILLIS), new Line(() => random() * SLOWEST_MILLIS)] as const;
  const [near, far] = await Promise.all(slow.map((line) => EditorPage.open(server.url, 'slow', { line })));
  assert.ok(near && far);
  try {
    const cube = await near.add('box');
    await eventually('B has the cube', () => far.node(cube));
    const turn = (round: number) => [0, Math.sin(round / ROUNDS), 0, Math.cos(round / ROUNDS)] as const;
    await Promise.all([
      near.engine(
        async (engine, [id, rounds]) => {
          for (let round = 1; round <= rounds; round++) {
            engine.setPosition(id, round / 10, 0.5, 0);
            await new Promise((resolve) => setTimeout(resolve, 30));
          }
        },
        [cube, ROUNDS] as const,
      ),
      far.engine(
        async (engine, [id, rounds]) => {
          for (let round = 1; round <= rounds; round++) {
            engine.setRotation(id, 0, Math.sin(round / rounds), 0, Math.cos(round / rounds));
            await new Promise((resolve) => setTimeout(resolve, 30));
          }
        },
        [cube, ROUNDS] as const,
      ),
    ]);
    const hashes = () =>
      agreement('one state hash', {
        near: () => near.stateHash(),
        far: () => far.stateHash(),
        server: async () => (await server.state('slow')).stateHash,
      });
    await hashes();
    for (const person of [near, far]) {
      const node = await person.node(cube);
      assert.ok(distance(node?.position ?? [], [ROUNDS / 10, 0.5, 0]) < 1e-5, `A's position: ${node?.position}`);
      assert.ok(distance(node?.rotation ?? [], turn(ROUNDS)) < 1e-5, `B's rotation: ${node?.rotation}`);
    }

    await near.engine((engine) => engine.undo(), null);
    await hashes();
    const undone = await far.node(cube);
    assert.notEqual(undone?.position[0], Math.fround(ROUNDS / 10), 'A’s position is taken back');
    assert.ok(distance(undone?.rotation ?? [], turn(ROUNDS)) < 1e-5, 'B’s rotation stays');

    await far.engine((engine) => engine.undo(), null);
    await hashes();
    const last = await near.node(cube);
    assert.ok(distance(last?.rotation ?? [], turn(ROUNDS)) > 1e-4, 'B’s rotation is taken back');
    assert.deepEqual(last?.position, undone?.position, 'A’s position stays');
    assert.deepEqual([...near.errors, ...far.errors], []);
  } finally {
    await Promise.all([near.close(), far.close()]);
  }
});

test('[W86] journey 2: both drag the same cube: it does not jump under one’s own hand, and ends in one place', async () => {
  await meet('tug');
  const cube = await a.add('box');
  await eventually('B has the cube', () => b.node(cube));
  await b.engine((engine, id) => engine.select(id, 'replace'), cube);
  for (const person of [a, b]) {
    await person.engine((engine) => engine.setTool('move'), null);
    await person.frames(4);
  }
  // Both hold it before one moves: a handle that runs away with the other's drag cannot be hit.
  const [handOfA, handOfB] = await Promise.all([grab(a, cube, 'x'), grab(b, cube, 'z')]);
  const drags = await Promise.all([pull(a, cube, handOfA), pull(b, cube, handOfB)]);
  for (const jumps of drags) {
    assert.deepEqual(jumps, [], 'the cube follows the hand that holds it');
  }
  await agree();
  assert.deepEqual(await a.position(cube), await b.position(cube));
});

/** Where an object and the handle in somebody's hand were on the screen, in CSS pixels. */
interface Hand {
  readonly origin: readonly [number, number];
  readonly grip: readonly [number, number];
}

function place(person: EditorPage, id: string): Promise<[number, number] | null> {
  return person.engine((engine, node) => engine.screenPosition(node), id);
}

async function grab(person: EditorPage, id: string, handle: 'x' | 'z'): Promise<Hand> {
  const origin = await eventually('it is seen', () => place(person, id));
  const grip = await eventually('there is a handle', () =>
    person.engine((engine, axis) => engine.gizmoHandle(axis), handle),
  );
  await person.page.mouse.move(grip[0], grip[1]);
  await person.frames(2);
  await person.page.mouse.down();
  await person.frames(2);
  return { origin, grip };
}

/** Drags what is held, lets go, and says where the object went back against the hand. */
async function pull(person: EditorPage, id: string, { origin, grip }: Hand): Promise<string[]> {
  const reach = distance(grip, origin);
  const way = [(grip[0] - origin[0]) / reach, (grip[1] - origin[1]) / reach] as const;
  const { mouse } = person.page;
  const jumps: string[] = [];
  let before = 0;
  for (let step = 1; step <= 20; step++) {
    await mouse.move(grip[0] + way[0] * step * 8, grip[1] + way[1] * step * 8);
    await person.frames(2);
    const now = (await place(person, id)) ?? origin;
    const along = (now[0] - origin[0]) * way[0] + (now[1] - origin[1]) * way[1];
    if (along < before - 2) {
      jumps.push(`step ${step}: ${before} -> ${along}`);
    }
    before = along;
  }
  await mouse.up();
  await person.frames(2);
  return jumps;
}

test('[W86] [W104] journey 3: two groups are put into each other, one of the two offline: one tree, nothing lost, and who lost a move is told', async () => {
  await meet('groups');
  const [one, two] = await a.engine((engine) => {
    const first = engine.addGroup();
    engine.rename(first, 'One');
    const second = engine.addGroup();
    engine.rename(second, 'Two');
    return [first, second] as const;
  }, null);
  await agree();
  for (const { page } of [a, b]) {
    await page.evaluate(() => {
      const place = document.querySelector('.notice-place');
      const told: string[] = [];
      window.told = told;
      // A notice lasts some seconds, less than an agreement may take here.
      new MutationObserver(() => told.push(place?.textContent ?? '')).observe(place ?? document, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
  }
  await lineOfB.cut();
  await eventually('B is told', async () => (await b.chip()) === 'offline');
  await a.engine((engine, id) => engine.select(id, 'replace'), one);
  await a.page.keyboard.press('Alt+ArrowDown');
  await a.page.keyboard.press('Alt+ArrowRight');
  await eventually('A has put One into Two', async () => (await a.node(one))?.parent === two);
  await b.engine((engine, id) => engine.select(id, 'replace'), two);
  await b.page.keyboard.press('Alt+ArrowRight');
  await eventually('B has put Two into One', async () => (await b.node(two))?.parent === one);
  lineOfB.mend();
  await agree();
  const tree = (person: EditorPage) =>
    person.engine((engine) => {
      engine.expandAll(true);
      return engine.treeRows(0, engine.treeRowCount()).map((row) => '..'.repeat(row.depth) + row.name);
    }, null);
  const seen = await tree(a);
  assert.deepEqual(await tree(b), seen);
  assert.deepEqual([...seen].map((row) => row.replace(/^\.+/, '')).sort(), ['One', 'Two'], 'nothing is lost');
  assert.equal(seen.filter((row) => row.startsWith('..')).length, 1, `one is inside the other: ${seen}`);
  const [outer, inner, loser, winner] = seen[0] === 'Two' ? ['Two', 'One', b, a] : ['One', 'Two', a, b];
  const told = (person: EditorPage) => person.page.evaluate(() => (window.told ?? []).join('\n'));
  await eventually('who lost a move is told which', async () =>
    (await told(loser)).includes(`“${outer}” was not moved into “${inner}”`),
  );
  assert.doesNotMatch(await told(winner), /was not moved/, 'whose move was taken hears nothing');
});

test('[W86] journey 4: a group is deleted while a child in it is changed; what was changed before comes back with it', async () => {
  await meet('deleted');
  const ids = await a.engine((engine) => {
    const group = engine.addGroup();
    const children: string[] = [];
    for (let child = 0; child < 20; child++) {
      children.push(engine.addPrimitive('box'));
    }
    engine.moveNodes(children, group, 0, true);
    return [group, ...children];
  }, null);
  const [group = '', first = '', second = ''] = ids;
  await agree();
  await b.engine((engine, id) => engine.setParameter(id, 'width', 3), first);
  await eventually('A sees what B changed', async () => (await a.node(first))?.parameters.width === 3);
  await lineOfB.cut();
  await eventually('B is told', async () => (await b.chip()) === 'offline');
  await b.engine((engine, id) => engine.setParameter(id, 'width', 4), second);
  await a.engine((engine, id) => {
    engine.setSelection([id]);
    engine.deleteSelection();
  }, group);
  lineOfB.mend();
  const nodes = (person: EditorPage) => person.engine((engine) => engine.sceneInfo().nodes, null);
  await both('it is gone', async (person) => (await nodes(person)) === 0);
  await agree();
  await a.engine((engine) => engine.undo(), null);
  await both('all of it is back', async (person) => (await nodes(person)) === 21);
  await agree();
  await both('with what B had changed', async (person) => (await person.node(first))?.parameters.width === 3);
});

test('[W86] journey 4: A creates, B changes, A takes it back and does it again', async () => {
  await meet('again');
  const ball = await a.add('sphere');
  await eventually('B has it', () => b.node(ball));
  await b.engine((engine, id) => engine.setSphereRadius(id, 2), ball);
  await eventually('A sees it', async () => (await a.node(ball))?.parameters.radius === 2);
  await a.engine((engine) => engine.undo(), null);
  await both('it is gone', async (person) => (await person.node(ball)) === null);
  await a.engine((engine) => engine.redo(), null);
  await both('it is back', async (person) => (await person.node(ball)) !== null);
  await agree();
  assert.equal((await a.node(ball))?.parameters.radius, 2, 'as B made it');
});

test('[W86] [W100] [W103] journey 5: 200 edits without a line, the tab closed and opened again offline shows them, and they arrive once, by their author, with their times', async () => {
  await meet('offline');
  const box = await b.add('box');
  await eventually('A has it', () => a.node(box));
  await agree();
  await b.keepsPage();
  await eventually('B has it saved', async () => (await b.chip()) === 'saved');
  const known = (await server.updates(room)).length;
  await lineOfB.cut();
  await eventually('B is told', async () => (await b.chip()) === 'offline');
  await b.offline(true);
  const since = Date.now();
  await b.engine(async (engine, id) => {
    for (let edit = 1; edit <= 200; edit++) {
      engine.setPosition(id, edit / 100, 0.5, 0);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }, box);
  await eventually('the chip counts them', async () => /200/.test(await b.page.locator('.chip').innerText()));
  await b.frames(10);
  await b.reopen(server.url, room);
  await eventually('the scene is shown as it was left', async () => (await b.position(box))?.[0] === 2);
  await eventually('the chip still counts them', async () => /200/.test(await b.page.locator('.chip').innerText()));
  assert.equal(await b.page.locator('.card').count(), 0, 'nothing is in the way of the scene');
  await b.engine((engine, id) => engine.rename(id, 'Renamed offline'), box);
  await eventually('it can be edited', async () => /201/.test(await b.page.locator('.chip').innerText()));
  assert.equal((await a.position(box))?.[0] === 2, false, 'nobody else has heard of it');

  await b.offline(false);
  lineOfB.mend();
  await eventually('A has them', async () => (await a.position(box))?.[0] === 2);
  await eventually('B has them saved', async () => (await b.chip()) === 'saved');
  await agree();
  assert.equal((await a.node(box))?.name, 'Renamed offline');
  const entries = (await server.updates(room)).slice(known);
  assert.equal(entries.length, 201);
  assert.deepEqual([...new Set(entries.map((entry) => entry.author.name))], ['Bo']);
  const times = entries.map((entry) => entry.claimed ?? 0);
  assert.ok(times[0] !== undefined && times[0] >= since - 1_000, 'the times are those of the edits');
  assert.deepEqual(
    times,
    [...times].sort((one, other) => one - other),
  );
});

test('[W86] journey 10: by keys alone: create, move by numbers, reparent, undo, replay', async () => {
  await meet('keys');
  const { page } = a;
  const { keyboard } = page;
  async function run(name: string): Promise<void> {
    await keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'All commands' }).waitFor();
    await keyboard.type(name);
    await keyboard.press('Enter');
    await eventually('the list is closed', () =>
      page.evaluate(
        () => document.querySelector('dialog[open]') === null && document.activeElement?.closest('dialog') === null,
      ),
    );
  }
  /** Goes from one control to the next until one has a name. */
  async function tabTo(name: string): Promise<void> {
    for (let press = 0; press < 80; press++) {
      if ((await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) === name) {
        return;
      }
      await keyboard.press('Tab');
    }
    assert.fail(`no key leads to ${name}`);
  }
  await run('Add Group');
  await run('Add Box');
  const [box = ''] = await eventually('the box is selected', async () => {
    const ids = await a.selection();
    return ids.length === 1 && (await a.node(ids[0] ?? ''))?.kind === 'mesh' ? ids : null;
  });
  // What is typed sooner belongs to what is shown still, the group.
  await eventually('its fields are shown', () => page.getByLabel('Depth', { exact: true }).isVisible());
  await tabTo('Position X');
  await keyboard.type('1.5*2');
  await keyboard.press('Enter');
  await eventually('it is moved', async () => (await a.position(box))?.[0] === 3);
  await eventually('B sees it', async () => (await b.position(box))?.[0] === 3);

  await keyboard.press('Escape');
  await a.frames(3);
  await keyboard.press('Alt+ArrowRight');
  await eventually('it is in the group', async () => ((await a.node(box))?.parent ?? '') !== '');
  assert.equal((await a.position(box))?.[0] !== undefined, true);
  await keyboard.press('Control+z');
  await eventually('it is out again', async () => (await b.node(box))?.parent === '');
  await agree();

  await keyboard.press('\\');
  await eventually('the lanes are there', async () => (await page.locator('.replay-name').count()) > 0);
  await keyboard.press('ArrowLeft');
  await eventually('the past is shown', () => a.engine((engine) => engine.replayPosition() >= 0, null));
  await keyboard.press('Escape');
  await eventually('live again', () => a.engine((engine) => engine.replayPosition() < 0, null));
  await agree();
});

test('[W36] no page had an error', () => {
  assert.deepEqual([...a.errors, ...b.errors], []);
});
