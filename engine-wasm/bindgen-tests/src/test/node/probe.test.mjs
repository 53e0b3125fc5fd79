// What bindgen writes, tried in Node with a class that has every type: `node --test engine-wasm/bindgen-tests/src/test/node/probe.test.mjs` after
// `mvn -pl engine-wasm/bindgen-tests -am process-classes`, with Node 22.22 or newer. DIORAMA_ENGINE=javascript tries the same as
// JavaScript, which is what a browser without WebAssembly GC gets.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';

const AS_JAVASCRIPT = process.env.DIORAMA_ENGINE === 'javascript';
if (AS_JAVASCRIPT) {
  WebAssembly.validate = () => false;
}
const onlyInWasm = { skip: AS_JAVASCRIPT && 'concerns WebAssembly alone' };

const folder = new URL('../../../target/npm/', import.meta.url);
const index = new URL('index.js', folder).href;
const { default: init, Probe, ProbeError } = await import(index);

const heard = [];
const note =
  (name) =>
  (...values) =>
    heard.push([name, ...values]);
const listeners = { onAll: note('all'), onJson: note('json'), onBits: note('bits'), onError: note('error') };
const clock = { [Symbol.toStringTag]: 'Clock', callbacks: [], later: (callback) => clock.callbacks.push(callback) };

function thrown(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const fresh = () => import(`${index}?${Math.random()}`);

describe('[E67] loading', () => {
  test('a static call before it says what to do', async () => {
    const { Probe, ProbeError, default: init } = await fresh();
    const error = thrown(() => Probe.twice(2));
    assert.ok(error instanceof ProbeError);
    assert.equal(error.code, 'NOT_LOADED');
    assert.equal(error.message, 'Probe.twice() called before the module was loaded: add "await init()" before it');
    await init();
    assert.equal(Probe.twice(2), 4);
  });

  test('it is optional, shared, and can be repeated', async () => {
    const { Probe, default: init } = await fresh();
    const [a, b] = [init(), init()];
    assert.equal(a, b);
    await a;
    assert.equal(init(), a);
    const other = await fresh();
    assert.equal((await other.Probe.create(listeners)).whole(1), 1);
    assert.equal((await Probe.create(listeners)).whole(1), 1);
  });

  test('every way to fail has a message, and a later try succeeds', onlyInWasm, async () => {
    const answers = {
      '/type.wasm': [200, 'text/html', readFileSync(new URL('engine.wasm', folder))],
      '/text.wasm': [200, 'text/html', '<!doctype html>'],
      '/bad.wasm': [200, 'application/wasm', '\0asm????'],
    };
    const server = createServer((request, response) => {
      const [status, type, body] = answers[request.url] ?? [404, 'text/plain', 'no'];
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const root = `http://127.0.0.1:${server.address().port}`;
    try {
      const { default: init, Probe } = await fresh();
      const said = async (source) => {
        const error = await init(source).catch((error) => error);
        return `${error.code ?? error.name}: ${error.message}`;
      };
      assert.match(await said(`${root}/missing.wasm`), /^LOAD_FAILED: http:.*missing.wasm could not be loaded: status 404, text\/plain/);
      assert.match(await said(`${root}/text.wasm`), /^LOAD_FAILED: http:.* is not WebAssembly: status 200, text\/html, 15 bytes/);
      assert.match(await said(`${root}/bad.wasm`), /^LOAD_FAILED: http:.* could not be compiled: /);
      assert.match(await said('http://127.0.0.1:1/engine.wasm'), /^LOAD_FAILED: http:\/\/127.0.0.1:1\/engine.wasm could not be loaded: /);
      assert.match(await said(new URL('nowhere.wasm', folder)), /^LOAD_FAILED: file:.*nowhere.wasm could not be loaded: ENOENT/);
      assert.match(await said(7), /^TypeError: init: argument 'source' must be a string, a URL or bytes, got number/);
      await init(`${root}/type.wasm`); // WebAssembly with the wrong MIME type loads all the same
      assert.equal(Probe.twice(3), 6);
    } finally {
      server.close();
    }
  });

  test('without WebAssembly GC, and without the same as JavaScript, it says so', async () => {
    const without = await mkdtemp(join(tmpdir(), 'diorama-probe-'));
    const { validate } = WebAssembly;
    try {
      await cp(folder, without, { recursive: true });
      await rm(join(without, 'engine.fallback.js'));
      const { default: init } = await import(pathToFileURL(join(without, 'index.js')).href);
      WebAssembly.validate = () => false;
      const error = await init().catch((error) => error);
      assert.equal(error.code, 'NO_WASM_GC');
      assert.match(error.message, /Chrome or Edge 137/);
      WebAssembly.validate = () => true;
      await init();
    } finally {
      WebAssembly.validate = validate;
      await rm(without, { recursive: true, force: true });
    }
  });

  test('require() gives the same names', () => {
    const required = createRequire(import.meta.url)(new URL('index.js', folder).pathname);
    assert.deepEqual(Object.keys(required).filter((name) => name !== '__esModule').sort(), ['Probe', 'ProbeError', 'default']);
  });
});

describe('[E94] values', () => {
  let probe;
  before(async () => {
    probe = await Probe.create(listeners);
  });

  const same = {
    whole: [0, 1, -1, 0x7fffffff, -0x80000000],
    big: [0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n],
    single: [0, 1, -0.5, Math.fround(0.1), 3.4028234663852886e38, 2 ** -149],
    number: [0, 0.1, -1e308, 5e-324, Number.MAX_SAFE_INTEGER],
    flag: [true, false],
    text: ['', 'a', 'é😀\u0000"\\', '\ud800', 'x'.repeat(100_000)],
    maybe: ['', 'a', null],
    color: ['red', 'dark-green', 'blue'],
    texts: [[], [''], ['a', '1:b', '😀', '\n'], Array.from({ length: 1000 }, (_, i) => `text ${i}`)],
  };
  for (const [method, values] of Object.entries(same)) {
    test(`${method} comes back`, () => {
      for (const value of values) {
        assert.deepEqual(probe[method](value), value);
      }
    });
  }

  test('records come whole, with their names', () => {
    assert.deepEqual(probe.everything('"a"\n', 0.1), {
      whole: -1,
      large: 2 ** 52,
      single: 0.1,
      number: 0.1,
      flag: true,
      text: '"a"\n',
      maybe: null,
      color: 'blue',
      pair: [1.5, -0.25],
      tinted: ['dark-green', 3],
      texts: ['"a"\n', ''],
      tints: [
        ['dark-green', 3],
        ['red', 0],
      ],
      floats: { '"a"\n': 0.1 },
      colors: { sea: 'blue' },
    });
    assert.equal(probe.nothing(), null);
  });

  test('options have their defaults', () => {
    assert.equal(probe.options(), 'DARK_GREEN 2 1.5 ?');
    assert.equal(probe.options({}), 'DARK_GREEN 2 1.5 ?');
    assert.equal(probe.options({ color: 'red', times: 7, factor: -0.5, mark: '' }), 'RED 7 -0.5 ');
    assert.equal(
      thrown(() => probe.options({ times: 0 })).message,
      "Probe.options: argument 'options.times' must be a whole number from 1, got 0",
    );
  });

  test('arrays come back whole, from anywhere in a buffer', () => {
    const ints = Int32Array.from({ length: 70_000 }, (_, i) => (i * 2654435761) | 0);
    const floats = Float32Array.from({ length: 70_000 }, (_, i) => Math.fround(Math.sin(i)));
    assert.deepEqual(probe.ints(ints.subarray(3)), ints.slice(3));
    assert.deepEqual(probe.floats(floats.subarray(1, 66_000)), floats.slice(1, 66_000));
    assert.deepEqual(probe.ints(new Int32Array(0)), new Int32Array(0));
    assert.deepEqual(probe.bytes(new Uint8Array([255, 0, 128])), new Uint8Array([255, 0, 128]));
    assert.ok(probe.bytes(Buffer.from('as a Buffer')) instanceof Uint8Array);
  });

  test('arrays of 0 to 16 MiB cross while linear memory grows', () => {
    let seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
    console.log(`seed ${seed}`);
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648;
    };
    const box = 256 << 10;
    const sizes = [0, 1, 2, box - 1, box, box + 1, 2 * box, 16 << 20];
    for (let i = 0; i < 40; i++) {
      sizes.push(Math.floor((16 << 20) ** random()));
    }
    for (const size of sizes) {
      const bytes = new Uint8Array(size);
      for (let i = 0; i < size; i += 1 + (size >> 10)) {
        bytes[i] = 256 * random();
      }
      const growth = random() < 0.5 ? Math.floor(random() * (1 << 20)) : 0;
      const back = growth > 0 ? probe.bytesWhileGrowing(bytes, growth) : probe.bytes(bytes);
      assert.equal(Buffer.compare(back, bytes), 0, `size ${size}, growth ${growth}`);
    }
  });

  test('[E65] more bytes than can cross are refused before they are copied', () => {
    const huge = new Uint8Array(0);
    Object.defineProperty(huge, 'length', { value: (256 << 20) + 1 });
    const error = thrown(() => probe.bytes(huge));
    assert.equal(error.code, 'INVALID_ARGUMENT');
    assert.equal(probe.whole(1), 1);
  });

  test('promises are kept with values of every type', async () => {
    assert.equal(await probe.promiseText('a'), 'a');
    assert.deepEqual(await probe.promiseBytes(new Uint8Array([1, 2])), new Uint8Array([1, 2]));
    assert.equal(await probe.promiseNumber(-3), -3);
    assert.equal(await probe.promiseNothing(), undefined);
    const later = probe.promiseLater(clock);
    clock.callbacks.pop()(11);
    assert.equal(await later, 11);
    const error = await probe.breakPromise().catch((error) => error);
    assert.equal(`${error.name} ${error.code} ${error.message}`, 'ProbeError AS_ASKED Probe.breakPromise: broken');
    await assert.rejects(Probe.refuse(), { code: 'AS_ASKED', message: 'Probe.refuse: not today' });
  });

  test('[E66] events come after the call, in order, and bits once, at the end', () => {
    heard.length = 0;
    let during = null;
    const text = {
      toString() {
        during = heard.length;
        return 'x';
      },
    };
    probe.tell(String(text), new Uint8Array([9]));
    assert.equal(during, 0);
    assert.deepEqual(heard[0], ['all', -7, 2.5, true, 'x', new Uint8Array([9]), new Float32Array([1.5])]);
    assert.deepEqual(heard[1], ['json', { name: 'a', size: 2 }]);
    assert.equal(heard[2][0], 'error');
    assert.ok(heard[2][1] instanceof ProbeError);
    assert.equal(heard[2][1].code, 'AS_ASKED');
    assert.deepEqual(heard[3], ['bits', ['red', 'blue']]);
    assert.equal(heard.length, 4);
  });

  test('[E60] the module exports what the class has, and nothing else', () => {
    const types = readFileSync(new URL('index.d.ts', folder), 'utf8');
    const declared = [...types.slice(types.indexOf('export class Probe {')).matchAll(/^ {2}(?:static )?(\w+)\(/gm)];
    assert.deepEqual(
      declared.map(([, name]) => name).sort(),
      [...Object.getOwnPropertyNames(Probe), ...Object.getOwnPropertyNames(Probe.prototype)]
        .filter((name) => !['length', 'name', 'prototype', 'constructor'].includes(name))
        .sort(),
    );
  });
});

describe('errors', () => {
  test('[E61] a mistake of the caller is named, and nothing crosses', async () => {
    const probe = await Probe.create(listeners);
    const cases = [
      [() => probe.whole('2'), "Probe.whole: argument 'value' must be a number, got string"],
      [() => probe.whole(1.5), "Probe.whole: argument 'value' must be a whole number from -2147483648, got 1.5"],
      [() => probe.whole(2 ** 31), "Probe.whole: argument 'value' must be a whole number from -2147483648, got 2147483648"],
      [() => probe.natural(-1), "Probe.natural: argument 'value' must be a whole number from 0, got -1"],
      [() => probe.big(1), "Probe.big: argument 'value' must be a bigint, got number"],
      [() => probe.big(2n ** 63n), "Probe.big: argument 'value' must be a bigint of 64 bits, got 9223372036854775808"],
      [() => probe.single(Number.NaN), "Probe.single: argument 'value' must be a finite number, got NaN"],
      [() => probe.number(undefined), "Probe.number: argument 'value' must be a number, got undefined"],
      [() => probe.flag(1), "Probe.flag: argument 'value' must be a boolean, got number"],
      [() => probe.text(null), "Probe.text: argument 'value' must be a string, got null"],
      [() => probe.maybe(undefined), "Probe.maybe: argument 'value' must be a string or null, got undefined"],
      [() => probe.color('pink'), "Probe.color: argument 'value' must be one of 'red', 'dark-green', 'blue', got 'pink'"],
      [() => probe.texts('a'), "Probe.texts: argument 'value' must be an array of strings, got string"],
      [() => probe.bytes([1]), "Probe.bytes: argument 'value' must be a Uint8Array, got Array"],
      [() => probe.ints(new Float32Array(1)), "Probe.ints: argument 'value' must be a Int32Array, got Float32Array"],
      [() => probe.divideLater({}), "Probe.divideLater: argument 'clock' must be a Clock, got Object"],
      [() => new Probe(), 'Probe has no public constructor: use "await Probe.create(...)"'],
    ];
    for (const [call, message] of cases) {
      const error = thrown(call);
      assert.ok(error instanceof TypeError, message);
      assert.equal(error.message, message);
    }
    await assert.rejects(probe.promiseText(1), TypeError);
    await assert.rejects(Probe.create({}), /argument 'listeners.onAll' must be a function, got undefined/);
    assert.equal(thrown(() => probe.whole.call({}, 1)) instanceof TypeError, true);
  });

  test('[E62] an expected failure has its code, a bug is INTERNAL with a stack, and all goes on', async () => {
    const probe = await Probe.create(listeners);
    const error = thrown(() => probe.expected());
    assert.ok(error instanceof ProbeError);
    assert.equal(`${error.name} ${error.code}: ${error.message}`, 'ProbeError AS_ASKED: Probe.expected: expected');
    const bug = thrown(() => probe.bug(3));
    assert.equal(bug.code, 'INTERNAL');
    assert.ok(bug.cause instanceof Error);
    assert.match(bug.cause.stack, /wasm/);
    for (let i = 0; i < 2000; i++) {
      thrown(() => probe.bug(-1));
    }
    assert.equal(probe.bug(2), 3);
  });

  const traps = { divide: [0], overflow: [0] };
  for (const [method, values] of Object.entries(traps)) {
    test(`[E63] a trap ends one instance: ${method}`, method === 'divide' ? onlyInWasm : {}, async () => {
      const probe = await Probe.create(listeners);
      const other = await Probe.create(listeners);
      const pending = probe.promiseNever().catch((error) => error.code);
      const error = thrown(() => probe[method](...values));
      assert.equal(error.code, 'POISONED');
      assert.match(error.message, new RegExp(`^Probe.${method}: a fault inside`));
      assert.ok(error.cause instanceof WebAssembly.RuntimeError || error.cause instanceof RangeError);
      assert.equal(await pending, 'POISONED');
      assert.equal(thrown(() => probe.whole(1)).code, 'POISONED');
      assert.equal(thrown(() => probe.bytes(new Uint8Array(1))).code, 'POISONED');
      probe.free();
      assert.equal(other.whole(1), 1);
      assert.deepEqual(other.bytes(new Uint8Array([5])), new Uint8Array([5]));
      assert.equal((await Probe.create(listeners)).whole(2), 2);
    });
  }

  test('[E63] a trap in what the page calls back ends the instance that gave it', onlyInWasm, async () => {
    const probe = await Probe.create(listeners);
    const other = await Probe.create(listeners);
    probe.divideLater(clock);
    const callback = clock.callbacks.pop();
    callback(1);
    assert.equal(probe.whole(1), 1);
    const pending = probe.promiseNever().catch((error) => error.code);
    assert.equal(thrown(() => callback(0)).code, 'POISONED');
    assert.equal(thrown(() => probe.whole(1)).code, 'POISONED');
    assert.equal(await pending, 'POISONED');
    assert.equal(callback(1), undefined);
    assert.equal(other.whole(1), 1);
  });

  test('[E69] what nobody holds is freed, but not before its promises are kept', () => {
    // In a process of its own, since the test runner holds promises.
    const script = `
      ${AS_JAVASCRIPT ? 'WebAssembly.validate = () => false;' : ''}
      const { Probe } = await import('${index}');
      const listeners = { onAll() {}, onBits() {} };
      const promises = [];
      const collected = async () => {
        for (let i = 0; i < 5; i++) {
          await new Promise((resolve) => setTimeout(resolve));
          gc();
        }
        await new Promise((resolve) => setTimeout(resolve));
        return Probe.living();
      };
      await Probe.create(listeners).then(() => {});
      const none = await collected();
      await Probe.create(listeners).then((probe) => void promises.push(probe.promiseNever()));
      console.log(none, await collected());`;
    const out = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], { encoding: 'utf8' });
    assert.equal(out.trim(), '0 1');
  });

  test('[E69] after free every call says so', async () => {
    const probe = await Probe.create(listeners);
    const pending = probe.promiseNever().catch((error) => error.code);
    probe.free();
    probe.free();
    assert.equal(await pending, 'FREED');
    assert.equal(thrown(() => probe.whole(1)).message, 'Probe.whole: this probe was freed');
    assert.equal(thrown(() => probe.bytes(new Uint8Array(1))).code, 'FREED');
    await assert.rejects(probe.promiseText('a'), { code: 'FREED' });
    assert.equal(Probe.twice(1), 2);
  });
});

after(() => init());
