// The development build in Node and in Chromium: a fault says where in Java it was, and a profile has Java's names.
//
// `node --test engine-wasm/bindgen-tests/src/test/node/development.test.mjs` after `mvn -pl engine-wasm/bindgen-tests -am process-classes`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openFolder } from '../../../../src/test/npm/chromium.mjs';

const folder = new URL('../../../target/development/', import.meta.url);
const source = readFileSync(new URL('../../main/java/dev/diorama/bindgen/tests/Probe.java', import.meta.url), 'utf8').split('\n');
const lineOf = (code) => source.findIndex((line) => line.includes(code)) + 1;
const EXPECTED = [
  ['bug', `(Probe.java:${lineOf('[index];')})`],
  ['divide', `(Probe.java:${lineOf('return 1 / by;')})`],
];

/** Stack traces of an exception and of a trap. */
async function faults(index) {
  const { Probe } = await import(index);
  const stacks = [];
  for (const [method, value] of [['bug', 7], ['divide', 0]]) {
    const probe = await Probe.create({ onAll() {}, onBits() {} });
    try {
      probe[method](value);
    } catch (error) {
      stacks.push(error.cause.stack);
    }
  }
  return stacks;
}

describe('[E109] the development build', { timeout: 120_000 }, () => {
  test('names file and line of Java, in Node', async () => {
    const stacks = await faults(new URL('index.js', folder).href);
    for (const [i, [, frame]] of EXPECTED.entries()) {
      assert.ok(stacks[i].includes(frame), `${frame} in\n${stacks[i]}`);
    }
  });

  test('names file and line of Java, in Chromium', async () => {
    const page = await mkdtemp(join(tmpdir(), 'diorama-development-'));
    await cp(folder, page, { recursive: true });
    await writeFile(join(page, 'index.html'), '<!doctype html><title>Development</title>');
    const opened = await openFolder(page);
    try {
      await opened.page.goto(opened.address);
      const stacks = await opened.page.evaluate(`(${faults})('/index.js')`);
      for (const [i, [, frame]] of EXPECTED.entries()) {
        assert.ok(stacks[i].includes(frame), `${frame} in\n${stacks[i]}`);
      }
    } finally {
      await opened.close();
      await rm(page, { recursive: true, force: true });
    }
  });

  test('has the source map with the sources, for the debugger', () => {
    const map = JSON.parse(readFileSync(new URL('engine.wasm.map', folder), 'utf8'));
    const probe = map.sources.findIndex((name) => name.endsWith('bindgen/tests/Probe.java'));
    assert.equal(map.sourcesContent[probe], source.join('\n'));
    const module = new WebAssembly.Module(readFileSync(new URL('engine.wasm', folder)), { builtins: ['js-string'] });
    const [url] = WebAssembly.Module.customSections(module, 'sourceMappingURL');
    assert.match(new TextDecoder().decode(url), /engine\.wasm\.map$/);
  });

  test("shows Java's names in a profile", async () => {
    const { Probe } = await import(new URL('index.js', folder).href);
    const probe = await Probe.create({ onAll() {}, onBits() {} });
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 100 });
    await session.post('Profiler.start');
    for (let i = 0; i < 10_000; i++) {
      probe.texts(['a', 'b', 'c'.repeat(2000)]);
    }
    const { profile } = await session.post('Profiler.stop');
    const names = profile.nodes.map((node) => node.callFrame.functionName);
    assert.ok(names.some((name) => name.startsWith('dev.diorama.bindgen.')), [...new Set(names)].join());
  });
});
