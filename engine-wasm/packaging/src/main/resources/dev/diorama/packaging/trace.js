// Of the development build: stack traces name file and line of Java, in what V8 runs (Chromium, Node). The lines come from the source map.

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const FRAME = /^(?:(.*) \()?(?:wasm:|\S*)\S*wasm-function\[\d+\]:0x([0-9a-f]+)\)?$/;

let places = []; // [offset in the module, number of the source, line from 0], by offset
let sources = [];
let loading = null;

/** Loads the source map that lies beside the module, once. */
export function prepare() {
  loading ??= load(new URL('./engine.wasm.map', import.meta.url)).catch((cause) => {
    loading = null;
    console.warn(`Stack traces will have no lines of Java: ${cause.message}`);
  });
  return loading;
}

async function load(address) {
  const map = await (address.protocol === 'file:'
    ? process.getBuiltinModule('node:fs/promises').readFile(address, 'utf8').then(JSON.parse)
    : fetch(address).then((response) => response.json()));
  sources = map.sources;
  places = decode(map.mappings);
  install();
}

/** A module is one line to a source map, so that its columns are offsets. */
function decode(mappings) {
  const decoded = [];
  const state = [0, 0, 0, 0];
  for (const segment of mappings.split(',')) {
    let field = 0;
    let value = 0;
    let shift = 0;
    for (const character of segment) {
      const digit = DIGITS.indexOf(character);
      value |= (digit & 31) << shift;
      shift += 5;
      if (digit < 32) {
        state[field++] += value & 1 ? -(value >>> 1) : value >>> 1;
        value = 0;
        shift = 0;
      }
    }
    decoded.push(field > 1 ? [state[0], state[1], state[2]] : [state[0], -1, 0]);
  }
  return decoded;
}

function placeOf(offset) {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle][0] <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const [, source, line] = places[low - 1] ?? [0, -1, 0];
  return source < 0 ? null : `${sources[source].split('/').pop()}:${line + 1}`;
}

/** A line of a stack trace as Java writes it; others stay as they are. */
function asJava(frame) {
  const [, name, offset] = FRAME.exec(frame) ?? [];
  const place = offset === undefined ? null : placeOf(Number.parseInt(offset, 16));
  return place === null ? frame : `${(name ?? 'Java').replace('::', '.')}(${place})`;
}

function install() {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (error, frames) => {
    const lines = frames.map(String);
    if (before !== undefined && !lines.some((line) => FRAME.test(line))) {
      return before(error, frames);
    }
    return [String(error), ...lines.map(asJava)].join('\n    at ');
  };
}
