// The replay in Chromium, on a log that the package itself wrote: `node --test engine-wasm/src/test/browser/`, as engine.test.mjs.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openPage } from './browser.mjs';

let opened;

before(async () => {
  opened = await openPage();
});

after(async () => {
  await opened?.close();
  assert.deepEqual(opened?.log, [], 'the console stays silent');
});

/** Runs in the page: an engine that has lived through some edits, its log, and the hash after each entry. */
const live = `async () => {
  const { engine, heard } = await window.diorama.create();
  const log = [];
  const hashes = [engine.stateHash()];
  const note = () => {
    for (const [name, bytes] of heard.splice(0)) {
      if (name === 'onLocalUpdate') {
        log.push(bytes);
        hashes.push(engine.stateHash());
      }
    }
  };
  const ids = [];
  let seed = 7;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let i = 0; i < 60; i++) {
    const id = ids[random(ids.length || 1)];
    const what = ids.length < 3 ? 0 : random(8);
    if (what === 0) ids.push(engine.addPrimitive(['box', 'sphere', 'cone'][random(3)]));
    else if (what === 1) engine.rename(id, 'Name ' + i);
    else if (what === 2) engine.setBackground(random(10) / 10, 0.5, 0.5);
    else if (what === 3 && ids.length > 4) { engine.select(id, 'replace'); engine.deleteSelection(); ids.splice(ids.indexOf(id), 1); }
    else engine.setPosition(id, i, 0, 0);
    note();
  }
  const entries = (from, to) => {
    const part = log.slice(from, to);
    const bytes = new Uint8Array(part.reduce((sum, update) => sum + 4 + update.length, 0));
    let at = 0;
    for (const update of part) {
      new DataView(bytes.buffer).setUint32(at, update.length, true);
      bytes.set(update, at + 4);
      at += 4 + update.length;
    }
    return bytes;
  };
  return { engine, heard, log, hashes, entries, ids, note };
}`;

function inPage(body, argument) {
  return opened.page.evaluate(`(async () => { const s = await (${live})(); return (${body})(s, ${JSON.stringify(argument)}); })()`);
}

describe('the replay', { timeout: 120_000 }, () => {
  test('[E76] [E77] the hash at every sequence of a real log, in pieces, forward and back', async () => {
    const wrong = await inPage(async ({ engine, log, hashes, entries }) => {
      engine.openReplay();
      engine.appendReplay(entries(0, 20));
      engine.appendReplay(entries(20, log.length));
      const wrong = [];
      const ask = (sequence) => {
        engine.seekReplay(sequence);
        if (engine.replayStateHash() !== hashes[sequence] || engine.replayPosition() !== sequence) wrong.push(sequence);
      };
      for (let i = 0; i <= log.length; i++) ask((i * 37) % (log.length + 1));
      await window.diorama.frames(engine, 2);
      if (engine.replayReady() !== log.length || engine.replayEnd() !== log.length) wrong.push('ready');
      engine.closeReplay();
      if (engine.stateHash() !== hashes.at(-1)) wrong.push('live');
      engine.free();
      return wrong;
    });
    assert.deepEqual(wrong, []);
  });

  test('[E76] a past picture is the picture of then', async () => {
    const same = await inPage(async ({ engine, log, entries, ids, note }) => {
      engine.clearSelection();
      engine.renderFrame(0);
      const now = await engine.renderImage(64, 64);
      for (const id of ids) engine.setPosition(id, 500, 0, 0);
      engine.setBackground(1, 1, 1);
      note();
      engine.renderFrame(0);
      const later = await engine.renderImage(64, 64);
      engine.openReplay();
      engine.appendReplay(entries(0, log.length));
      engine.seekReplay(log.length - ids.length - 1);
      engine.renderFrame(0);
      const past = await engine.renderImage(64, 64);
      engine.closeReplay();
      engine.renderFrame(0);
      const live = await engine.renderImage(64, 64);
      engine.free();
      const equal = (a, b) => a.every((byte, i) => byte === b[i]);
      return [equal(past, now), equal(live, later), equal(now, later)];
    });
    assert.deepEqual(same, [true, true, false]);
  });

  test('[E82] [E85] [E86] read-only, restore and its undo; codes', async () => {
    const told = await inPage(async ({ engine, log, hashes, entries, heard }) => {
      const code = (call) => {
        try {
          call();
          return 'nothing';
        } catch (error) {
          return `${error.name} ${error.code ?? ''} ${error.message}`;
        }
      };
      const said = [code(() => engine.seekReplay(1)), code(() => engine.appendReplay([1])), code(() => engine.flash('x', '#fff', 1))];
      engine.openReplay();
      said.push(code(() => engine.appendReplay(new Uint8Array([9, 0, 0, 0]))));
      engine.appendReplay(entries(0, log.length));
      engine.seekReplay(30);
      said.push(code(() => engine.addPrimitive('box')), code(() => engine.undo()), engine.canUndo());
      said.push(engine.replayChanges().length > 0);
      engine.flash(
        engine.replayChanges().map((change) => change.id),
        '#ff8800',
        0.5,
      );
      await window.diorama.frames(engine, 2);
      heard.splice(0);
      said.push(engine.restoreReplay(), engine.stateHash() === hashes[30]);
      said.push(heard.filter(([name]) => name === 'onLocalUpdate').length);
      said.push(heard.some(([name, topics]) => name === 'onChange' && topics.includes('replay')));
      engine.undo();
      said.push(engine.stateHash() === hashes.at(-1));
      engine.free();
      return said;
    });
    assert.match(told[0], /^EngineError INVALID_ARGUMENT Engine.seekReplay: no replay is open/);
    assert.match(told[1], /^TypeError {2}Engine.appendReplay: argument 'updates' must be a Uint8Array, got Array/);
    assert.match(told[2], /^TypeError {2}Engine.flash: argument 'ids' must be an array of strings, got string/);
    assert.match(told[3], /^EngineError BAD_UPDATE Engine.appendReplay: an entry does not fit/);
    assert.match(told[4], /^EngineError READ_ONLY Engine.addPrimitive: /);
    assert.match(told[5], /^EngineError READ_ONLY Engine.undo: /);
    assert.deepEqual(told.slice(6), [false, true, true, true, 1, true, true]);
  });
});
