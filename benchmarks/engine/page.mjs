// In the page: makes one contender, draws frames, counts what reaches WebGPU.
import { edited } from '/contenders/scene.mjs';

const counts = { calls: 0, bytes: 0 };
const devices = [];

function size(data, from, count) {
  const unit = ArrayBuffer.isView(data) ? (data.BYTES_PER_ELEMENT ?? 1) : 1;
  return count === undefined ? data.byteLength - (from ?? 0) * unit : count * unit;
}

for (const name of Object.getOwnPropertyNames(window).filter((name) => name.startsWith('GPU'))) {
  const prototype = window[name]?.prototype ?? {};
  for (const method of Object.getOwnPropertyNames(prototype)) {
    const original = Object.getOwnPropertyDescriptor(prototype, method);
    if (typeof original.value !== 'function' || method === 'constructor') {
      continue;
    }
    prototype[method] = function (...args) {
      counts.calls++;
      if (method === 'writeBuffer') {
        counts.bytes += size(args[2], args[3], args[4]);
      } else if (method === 'writeTexture') {
        counts.bytes += size(args[1]);
      }
      const result = original.value.apply(this, args);
      if (method === 'requestDevice') {
        result.then((device) => devices.push(device));
      }
      return result;
    };
  }
}

async function drawn() {
  await devices.at(-1).queue.onSubmittedWorkDone();
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function frames(contender, first, count, edit) {
  const times = [];
  const calls = [];
  const bytes = [];
  for (let f = first; f < first + count; f++) {
    counts.calls = 0;
    counts.bytes = 0;
    const start = performance.now();
    contender.frame(f, edit);
    times.push(performance.now() - start);
    calls.push(counts.calls);
    bytes.push(counts.bytes);
    await drawn();
  }
  return { ms: median(times), least: Math.min(...times), calls: median(calls), bytes: median(bytes) };
}

/** Share of the picture that is not background. */
function coverage(rgba) {
  let covered = 0;
  for (let i = 0; i < rgba.length; i += 4) {
    const difference = Math.abs(rgba[i] - rgba[0]) + Math.abs(rgba[i + 1] - rgba[1]) + Math.abs(rgba[i + 2] - rgba[2]);
    covered += difference > 40 ? 1 : 0;
  }
  return covered / (rgba.length / 4);
}

window.run = async ({ module, kind, n, update, rounds }) => {
  const canvas = document.querySelector('canvas');
  const bytes = update ? Uint8Array.from(atob(update), (c) => c.charCodeAt(0)) : null;
  const { create } = await import(`/build/${module}.js`);
  window.requestAnimationFrame = () => 0;
  window.gc?.();
  const heap = performance.memory.usedJSHeapSize;
  const start = performance.now();
  const contender = await create(canvas, n, kind, edited(n), bytes);
  contender.frame(0, false);
  const build = performance.now() - start;
  await drawn();
  await frames(contender, 1, 3, false);
  const still = await frames(contender, 4, rounds, false);
  await frames(contender, 20, 2, true);
  const moving = await frames(contender, 30, rounds, true);
  contender.frame(50, false);
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const seen = contender.image
    ? await contender.image()
    : copy.getImageData(0, 0, canvas.width, canvas.height).data;
  await drawn();
  window.gc?.();
  const used = performance.memory.usedJSHeapSize - heap;
  const picks = [];
  for (let i = 0; contender.pick && i < 3; i++) {
    const from = performance.now();
    await contender.pick();
    picks.push(performance.now() - from);
  }
  return { still, moving, build, heap: used, pick: picks.length ? Math.min(...picks) : null, coverage: coverage(seen) };
};

window.propagate = async () => {
  const { create } = await import('/build/three.js');
  window.requestAnimationFrame = () => 0;
  const contender = await create(document.querySelector('canvas'), 10, 'meshes', []);
  return contender.propagate(100_000, 10);
};
