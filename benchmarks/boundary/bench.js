// What one call costs, in Node and in a browser alike: numbers, strings and bytes there and back, each contender in turn.

/** Nanoseconds of one call: the median of the rounds, each long enough to be measured. */
function measure(call, rounds = 9) {
  let count = 1;
  for (;;) {
    const start = performance.now();
    for (let i = 0; i < count; i++) {
      call(i);
    }
    if (performance.now() - start > 20) {
      break;
    }
    count *= 2;
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

/** Says back what it is told, without leaving JavaScript; bytes are copied, as at a boundary. */
class Plain {
  whole(value) {
    return value;
  }
  text(value) {
    return value;
  }
  bytes(value) {
    return value.slice();
  }
}

const SIZES = [32, 1024, 65_536, 1_048_576];

/** contender -> what -> nanoseconds of a call. */
export function bench(contenders) {
  const all = { 'plain JavaScript': new Plain(), ...contenders };
  const short = 'a node of the scene, in 36 characters';
  const long = short.repeat(28).slice(0, 1000);
  const results = {};
  const note = (name, what, value) => {
    results[name] ??= {};
    results[name][what] = value;
  };
  for (const [name, it] of Object.entries(all)) {
    let sink = 0;
    note(name, 'int', measure((i) => (sink += it.whole(i & 1023))));
    note(name, 'string 36', measure(() => (sink += it.text(short).length)));
    note(name, 'string 1000', measure(() => (sink += it.text(long).length)));
  }
  for (const size of SIZES) {
    const bytes = Uint8Array.from({ length: size }, (_, i) => i);
    for (const [name, it] of Object.entries(all)) {
      note(name, `bytes ${size}`, measure(() => it.bytes(bytes)[0], 5));
    }
  }
  return results;
}
