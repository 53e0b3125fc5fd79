// What one call costs, in Node and in a browser alike: numbers, strings and bytes in and out, each contender in turn.

/** Nanoseconds of one call: the median of the rounds, each long enough to be measured. */
function measure(call, rounds = 9) {
  let count = 1;
  for (let enough = 0; enough < 3; ) {
    const start = performance.now();
    for (let i = 0; i < count; i++) {
      call(i);
    }
    // Three times, so that neither a pause nor what the compiler does later makes it too few.
    if (performance.now() - start > 20) {
      enough++;
    } else {
      enough = 0;
      count *= 2;
    }
  }
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < count; i++) {
      call(i);
    }
    times.push(((performance.now() - start) * 1e6) / count);
  }
  return times.sort((a, b) => a - b)[rounds >> 1];
}

/** The same without leaving JavaScript; bytes are copied, as at a boundary. */
class Plain {
  #text = '';
  #bytes = new Uint8Array();
  whole(value) {
    return value;
  }
  text(value) {
    this.#text = value;
    return value;
  }
  lastText() {
    return this.#text;
  }
  bytes(value) {
    return value.slice();
  }
  keep(value) {
    this.#bytes = value.slice();
    return this.#bytes.length;
  }
  kept() {
    return this.#bytes.slice();
  }
}

/**
 * wasm-bindgen, as yrs uses it: a number and a string that a document has; an update with nothing in it but bytes that nobody reads; and
 * one that holds an array. Of what it does besides crossing it does as little as can be.
 */
export class WasmBindgen {
  #y;
  #doc;
  #holder;
  constructor(y) {
    this.#y = y;
    this.#doc = new y.YDoc({});
    this.#holder = this.#doc;
  }
  whole() {
    return this.#doc.id;
  }
  lastText() {
    return this.#doc.guid;
  }
  keep(value) {
    value.fill(0, 0, 2); // no structs, no deletions; what follows is carried and not read
    this.#y.applyUpdate(this.#doc, value);
    if (this.#holder.size !== value.length) {
      this.#holder = new this.#y.YDoc({});
      this.#holder.size = value.length;
      this.#y.applyUpdate(this.#holder, updateWith(value));
    }
    return value.length;
  }
  kept() {
    return this.#y.encodeStateAsUpdate(this.#holder);
  }
}

/** An update of Yjs with one array of bytes as the only item of the list `kept`. */
function updateWith(bytes) {
  const length = [];
  for (let rest = bytes.length; ; rest >>>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) {
      break;
    }
  }
  const client = 7;
  const head = [1, 1, client, 0, 3, 1, 4, ...new TextEncoder().encode('kept'), ...length];
  const update = new Uint8Array(head.length + bytes.length + 1);
  update.set(head);
  update.set(bytes, head.length);
  return update;
}

const SIZES = [32, 1024, 65_536, 1_048_576];

/** contender -> what -> nanoseconds of a call; what it has no call for is not there. */
export function bench(contenders) {
  const all = { 'plain JavaScript': new Plain(), ...contenders };
  const short = 'a node of the scene, in 36 characters'.slice(0, 36);
  const long = short.repeat(28).slice(0, 1000);
  const results = {};
  const note = (what, method, call, rounds) => {
    for (const [name, it] of Object.entries(all)) {
      results[name] ??= {};
      if (typeof it[method] === 'function') {
        results[name][what] = measure((i) => call(it, i), rounds);
      }
    }
  };
  let sink = 0;
  note('int there and back', 'whole', (it, i) => (sink += it.whole(i & 1023)));
  note('36 characters there and back', 'text', (it) => (sink += it.text(short).length));
  note('36 characters back', 'lastText', (it) => (sink += it.lastText().length));
  note('1,000 characters there and back', 'text', (it) => (sink += it.text(long).length));
  for (const size of SIZES) {
    const bytes = Uint8Array.from({ length: size }, (_, i) => i);
    note(`${size.toLocaleString('en')} bytes in`, 'keep', (it) => (sink += it.keep(bytes)), 5);
    note(`${size.toLocaleString('en')} bytes out`, 'kept', (it) => (sink += it.kept().length), 5);
  }
  return results;
}
