// The engine in WebAssembly, the same as JavaScript, and Yjs edit one scene together: whatever one of them does, all have the same document.
//
// SEED=number repeats a run.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { installNullGpu, nullCanvas } from './nullGpu.mjs';

const Y = createRequire(new URL('../../../../editor-web/package.json', import.meta.url))('yjs');
const index = new URL('../../../target/npm/index.js', import.meta.url).href;
// What an edit that cannot be done is never refused with.
const FAULTS = [undefined, 'INTERNAL', 'POISONED', 'BAD_UPDATE'];
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

/** A build of its own: `asJavaScript` is what a browser without WebAssembly GC gets. */
async function build(asJavaScript) {
  const { validate, compile } = WebAssembly;
  let compiled = 0;
  WebAssembly.validate = asJavaScript ? () => false : validate;
  WebAssembly.compile = (...args) => {
    compiled++;
    return compile(...args);
  };
  const package_ = await import(`${index}?${asJavaScript ? 'javascript' : 'wasm'}`);
  await package_.default();
  Object.assign(WebAssembly, { validate, compile });
  assert.equal(compiled > 0, !asJavaScript);
  return package_.Engine;
}

async function person(Engine) {
  const sent = [];
  const heard = { changes: 0, gestures: new Set() };
  const engine = await Engine.create(nullCanvas(), {
    onSend() {},
    onChange() {
      heard.changes++;
    },
    onLocalUpdate(update, edit) {
      sent.push(update);
      heard.gestures.add(edit.gesture);
    },
  });
  return { engine, sent, heard };
}

/** Numbers from 0 to 1, the same for the same seed. */
function randomOf(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function edit(engine, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const rows = engine.treeRows(0, engine.treeRowCount());
  const id = rows.length > 0 ? pick(rows).id : null;
  const number = () => random() * 20 - 10; // no float, as what people type
  const edits = [
    () => engine.addPrimitive(pick(['box', 'sphere', 'plane', 'cylinder', 'cone', 'torus', 'capsule'])),
    () => engine.addGroup(),
    () => id && engine.rename(id, pick(['Tisch', 'é😀', '卓', ''.padEnd(60, 'x')])),
    () => id && engine.setPosition(id, number(), number(), number()),
    () => id && engine.setScale(id, 1 + random(), 1 + random(), 1 + random()),
    () => id && engine.setParameter(id, pick(['radius', 'width', 'height']), random() * 3),
    () => id && engine.moveNodes([id], pick(rows).id, 0, random() < 0.5),
    () => id && engine.select(id, 'replace'),
    () => random() < 0.3 && engine.deleteSelection(),
    () => engine.canUndo() && engine.undo(),
    () => engine.canRedo() && engine.redo(),
    () => engine.setBackground(random(), random(), random()),
    () => engine.setSceneName(pick(['eins', 'zwei', 'drei'])),
    () => engine.renderFrame(1 / 60),
  ];
  try {
    pick(edits)();
  } catch (error) {
    assert.ok(!FAULTS.includes(error.code), `seed=${SEED}: ${error.stack}`);
  }
}

describe('[E107] the engine in WebAssembly and as JavaScript', { timeout: 120_000 }, () => {
  let people;
  before(async () => {
    installNullGpu();
    people = [await person(await build(false)), await person(await build(true))];
  });
  after(() => {
    for (const { engine } of people ?? []) {
      engine.free();
    }
  });

  test('each edit is told to the page once, with its gesture', () => {
    for (const { engine, sent, heard } of people) {
      const before = sent.length;
      heard.changes = 0;
      engine.addPrimitive('box');
      assert.equal(sent.length, before + 1);
      assert.equal(heard.changes, 1);
      assert.equal(heard.gestures.size, 1);
    }
  });

  test('end with the document that Yjs has, after 600 edits made apart and exchanged', (context) => {
    context.diagnostic(`seed=${SEED}`);
    const random = randomOf(SEED);
    const yjs = new Y.Doc();
    const exchange = () => {
      const updates = people.map(({ sent }) => sent.splice(0));
      for (const [from, list] of updates.entries()) {
        for (const update of list) {
          Y.applyUpdate(yjs, update);
          for (const [to, { engine }] of people.entries()) {
            if (to !== from) {
              engine.loadUpdate(update);
            }
          }
        }
      }
    };
    for (let i = 0; i < 600; i++) {
      edit(people[Math.floor(random() * people.length)].engine, random);
      if (random() < 0.1) {
        exchange();
      }
    }
    exchange();
    const [wasm, javascript] = people.map(({ engine }) => engine);
    assert.equal(javascript.stateHash(), wasm.stateHash(), `seed=${SEED}`);
    assert.deepEqual(javascript.treeRows(0, javascript.treeRowCount()).map((row) => row.id), wasm.treeRows(0, wasm.treeRowCount()).map((row) => row.id));
    for (const engine of [wasm, javascript]) {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, engine.encodeState());
      assert.deepEqual(Y.encodeStateVector(copy), Y.encodeStateVector(yjs), `seed=${SEED}`);
      assert.deepEqual(copy.toJSON(), yjs.toJSON(), `seed=${SEED}`);
    }
  });
});
