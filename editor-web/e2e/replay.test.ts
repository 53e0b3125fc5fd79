import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { agreement, eventually } from './eventually.ts';
import { Server } from './server.ts';

const ROOM = 'replay';
const MOMENTS = 20;

let server: Server;
/** Watches. */
let ada: EditorPage;
/** Goes on editing. */
let bo: EditorPage;
let ball = '';
let box = '';

before(async () => {
  server = await Server.start();
  [ada, bo] = await Promise.all([
    EditorPage.open(server.url, ROOM, { person: { name: 'Ada', color: '#46a9f2' } }),
    EditorPage.open(server.url, ROOM, { person: { name: 'Bo', color: '#e8804f' } }),
  ]);
});

after(async () => {
  await Promise.all([ada?.close(), bo?.close()]);
  await server?.stop();
});

/** A fixed order of numbers from 0 to 1, so that a failure can be seen again. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const shown = (person: EditorPage): Promise<number> => person.engine((engine) => engine.replayPosition(), null);
const shownHash = (person: EditorPage): Promise<string> => person.engine((engine) => engine.replayStateHash(), null);
const slider = (person: EditorPage) => person.page.getByRole('slider', { name: 'Moment' });
const head = async (): Promise<number> => (await server.state(ROOM)).sequence;

async function saved(person: EditorPage): Promise<void> {
  await eventually('everything is saved', () =>
    person.engine((engine) => engine.syncState().synced && engine.syncState().pending === 0, null),
  );
}

async function move(person: EditorPage, id: string, x: number, y: number): Promise<void> {
  await person.engine((engine, [node, to, up]) => engine.setPosition(node, to, up, 0), [id, x, y] as const);
}

test('two people edit, and the drawer shows a lane for each', async () => {
  ball = await ada.add('sphere');
  await eventually('Bo has the ball', () => bo.node(ball));
  box = await bo.add('box');
  await eventually('Ada has the box', () => ada.node(box));
  for (let step = 1; step <= 15; step++) {
    await move(ada, ball, step / 5, 1);
    await move(bo, box, -step / 5, 0.5);
  }
  await bo.engine((engine, id) => engine.rename(id, 'Crate'), box);
  await Promise.all([saved(ada), saved(bo)]);
  await ada.page.keyboard.press('\\');
  await eventually('the lanes are there', async () => (await ada.page.locator('.replay-name').count()) === 2);
  const names = (await ada.page.locator('.replay-name-text').allInnerTexts()).sort();
  assert.deepEqual(names, ['Ada', 'Bo']);
  assert.equal(await slider(ada).getAttribute('aria-valuetext'), 'Live');
  assert.equal(Number(await slider(ada).getAttribute('aria-valuemax')), await head());
  assert.equal(await shown(ada), -1, 'an open drawer alone shows the live scene');
});

test('[W40] steps, jumps and a drag show what was, and the state hash is the server’s for 20 moments', async () => {
  const last = await head();
  await slider(ada).focus();
  await ada.page.keyboard.press('Home');
  await eventually('the empty scene', async () => (await shown(ada)) === 0);
  await eventually('the tree shows it', async () => (await ada.page.getByRole('treeitem').count()) === 0);
  await ada.page.keyboard.press('ArrowRight');
  const first = await eventually('a step on', async () => Math.max(0, await shown(ada)));
  await ada.page.keyboard.press('ArrowLeft');
  await eventually('a step back', async () => (await shown(ada)) === 0);
  await ada.page.keyboard.press('End');
  await eventually('the last edit', async () => (await shown(ada)) === last);
  assert.ok(first >= 1 && first < last, `a step is a gesture: ${first} of ${last}`);

  const frame = (await slider(ada).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [left, middle] = [frame.x + frame.width * 0.9, frame.y + frame.height / 2];
  await ada.page.mouse.move(left, middle);
  await ada.page.mouse.down();
  for (let part = 0.8; part > 0.35; part -= 0.1) {
    await ada.page.mouse.move(frame.x + frame.width * part, middle);
  }
  await ada.page.mouse.up();
  await eventually('the drag went back', async () => {
    const at = await shown(ada);
    return at > 0 && at < last;
  });

  const random = chances(20_261_121);
  const seen = new Set<number>();
  for (let moment = 0; moment < MOMENTS; moment++) {
    const sequence = Math.round(random() * last);
    await ada.engine((engine, at) => engine.seekReplay(at), sequence);
    assert.equal(await shownHash(ada), (await server.state(ROOM, sequence)).stateHash, `sequence ${sequence}`);
    seen.add(sequence);
  }
  assert.ok(seen.size > 10, `different moments: ${[...seen]}`);
});

test('[W41] a moment’s pixels are its own, and those of the live scene come back', async () => {
  await ada.page.keyboard.press('Escape');
  await eventually('live', async () => (await shown(ada)) === -1);
  await ada.engine((engine) => {
    engine.clearSelection();
    engine.frameSelection();
  }, null);
  await ada.frames(20);
  const at = await eventually('the ball is seen', () => ada.engine((engine, id) => engine.screenPosition(id), ball));
  const [live] = await ada.colours([at]);
  await ada.page.keyboard.press('\\');
  await slider(ada).focus();
  await ada.page.keyboard.press('Home');
  await eventually('the empty scene', async () => (await shown(ada)) === 0);
  await ada.frames(3);
  assert.ok(await ada.page.locator('.past-frame').getByText('You are watching').isVisible(), 'the frame says so');
  await ada.page.locator('.past-frame').getByRole('button', { name: 'Go live' }).click();
  await eventually('live again', async () => (await shown(ada)) === -1);
  await ada.frames(3);
  const [again] = await ada.colours([at]);
  const change = Math.hypot(...(live ?? []).map((channel, index) => channel - (again?.[index] ?? 0)));
  assert.ok(change < 4, `as before: ${live} -> ${again}`);

  await ada.page.keyboard.press('\\');
  await slider(ada).focus();
  await ada.page.keyboard.press('Home');
  await eventually('the empty scene', async () => (await shown(ada)) === 0);
  const [past] = await ada.colours([at]);
  const distance = Math.hypot(...(live ?? []).map((channel, index) => channel - (past?.[index] ?? 0)));
  assert.ok(distance > 20, `without the ball: ${live} -> ${past}`);
});

test('[W42] nothing edits the past, and it says why', async () => {
  const before = await ada.stateHash();
  const last = await head();
  await eventually('a moment with the ball', async () => {
    await slider(ada).focus();
    await ada.page.keyboard.press('End');
    return (await shown(ada)) === last;
  });
  await ada.engine((engine, id) => engine.select(id, 'replace'), ball);
  const field = ada.page.getByLabel('Position X', { exact: true });
  await eventually('the field is disabled', () => field.isDisabled());
  assert.ok(await ada.page.getByRole('button', { name: 'Add an object' }).isDisabled());
  await ada.page.keyboard.press('Delete');
  await eventually('the reason is told', () =>
    ada.page.locator('.notice').getByText('You are watching the past').isVisible(),
  );
  await ada.page.keyboard.press('Control+z');
  await assert.rejects(
    ada.engine((engine, id) => engine.setPosition(id, 9, 9, 9), ball),
    /READ_ONLY|past|replay/i,
  );
  assert.equal(await ada.stateHash(), before);
  assert.equal(await head(), last);
  assert.equal(await ada.chip(), 'saved', 'the chip is about the live scene');
});

test('[W43] the others’ edits arrive meanwhile, are counted, and are there when one goes live', async () => {
  const last = await head();
  const past = await shownHash(ada);
  for (let step = 1; step <= 3; step++) {
    await move(bo, box, 0, step);
    await saved(bo);
  }
  const now = await head();
  assert.ok(now > last);
  await eventually('they are counted', async () => {
    const text = await ada.page.locator('.replay-unseen').allInnerTexts();
    return text.join().includes(`${now - last} new edit`);
  });
  assert.equal(await shown(ada), last);
  assert.equal(await shownHash(ada), past, 'what is shown stays');
  assert.equal(Number(await slider(ada).getAttribute('aria-valuemax')), now);
  await ada.page.locator('.replay-actions').getByRole('button', { name: 'Go live' }).click();
  await eventually('live', async () => (await shown(ada)) === -1);
  assert.equal((await ada.position(box))?.[1], 3);
  await agreement('one state hash', {
    ada: () => ada.stateHash(),
    bo: () => bo.stateHash(),
    server: async () => (await server.state(ROOM)).stateHash,
  });
});

test('[W44] playing follows the log to its end and stops there', async () => {
  await ada.page.keyboard.press('\\');
  await slider(ada).focus();
  await ada.page.getByRole('button', { name: /^Speed/ }).click();
  await ada.page.getByRole('menuitemradio', { name: '64×' }).click();
  await slider(ada).focus();
  await ada.page.keyboard.press('Space');
  const last = await head();
  await eventually('the end', async () => (await shown(ada)) === last);
  await eventually('it stands still', () => ada.page.getByRole('button', { name: 'Play', exact: true }).isVisible());
  assert.equal(await shownHash(ada), (await server.state(ROOM)).stateHash);
  await ada.page.keyboard.press('Escape');
});

test('[W45] an address with a moment opens it', async () => {
  await ada.go(server.url, ROOM, '&at=5');
  await eventually('entry 5 is shown', async () => (await shown(ada)) === 5);
  assert.equal(await shownHash(ada), (await server.state(ROOM, 5)).stateHash);
  assert.equal(await slider(ada).getAttribute('aria-valuenow'), '5');
});

test('[W46] restoring makes the scene as it was, in one step that undo takes back', async () => {
  const live = await ada.stateHash();
  const before = await head();
  await ada.page.getByRole('button', { name: /^Restore/ }).click();
  const question = ada.page.getByRole('alertdialog', { name: 'Restore' });
  await eventually('it asks', () => question.getByText(`Takes back ${before - 5} edits`).isVisible());
  assert.equal(await ada.stateHash(), live, 'asking changes nothing');
  await question.getByRole('button', { name: 'Restore' }).click();
  await eventually('live', async () => (await shown(ada)) === -1);
  await saved(ada);
  const then = (await server.state(ROOM, 5)).scene.nodes ?? {};
  await agreement('everybody has the scene of then', {
    ada: () => ada.stateHash(),
    bo: () => bo.stateHash(),
    server: async () => (await server.state(ROOM)).stateHash,
  });
  assert.deepEqual(Object.keys((await server.state(ROOM)).scene.nodes ?? {}).sort(), Object.keys(then).sort());
  assert.equal(await ada.stateHash(), (await server.state(ROOM, 5)).stateHash);
  assert.equal(await head(), before + 1, 'one change');
  await ada.page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
  await eventually('undone', async () => (await ada.stateHash()) === live);
  await saved(ada);
  await agreement('for everybody', {
    ada: () => ada.stateHash(),
    bo: () => bo.stateHash(),
    server: async () => (await server.state(ROOM)).stateHash,
  });
});

test('[W36] neither page had an error', () => {
  assert.deepEqual([...ada.errors, ...bo.errors], []);
});
