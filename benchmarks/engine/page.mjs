// In the page: makes one contender, draws frames, counts what reaches WebGPU.
import { distance, edited as editedOf } from '/contenders/scene.mjs';

const counts = { calls: 0, bytes: 0 };
/** While true nothing that is submitted is drawn: where graphics are software they would take the processor from what is measured. */
let dry = false;
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
      const result = original.value.apply(this, dry && method === 'submit' ? [[]] : args);
      if (method === 'requestDevice') {
        result.then((device) => devices.push(device));
      }
      return result;
    };
  }
}

/** Does something whose frames are not drawn; an engine that counts on having drawn them draws everything anew after it. */
function undrawn(work) {
  dry = true;
  try {
    work();
  } finally {
    dry = false;
  }
}

async function drawn() {
  await devices.at(-1).queue.onSubmittedWorkDone();
}

/** Code that runs often enough is compiled anew while it runs, and that takes its time. */
const WARM_FRAMES = 3_000;
const WARM_MILLIS = 3_000;
const PICKS = 200;
const PICK_MILLIS = 4_000;

/** The page's own. Contenders get none: they draw when they are told to. */
const animationFrame = window.requestAnimationFrame.bind(window);

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Lets code run until it is compiled for good. */
const warmUp = (contender, edit) => frames(contender, 1, WARM_FRAMES, edit, WARM_MILLIS, atOnce);

/** One after the other: work that has nothing to do with the canvas. */
const atOnce = () => undefined;

/** A canvas has a texture of its own for each animation frame, and so has each frame that is measured. */
const inTurn = () => new Promise((resolve) => animationFrame(resolve));

const measured = (contender, count, edit, turn = inTurn) => frames(contender, WARM_FRAMES + 1, count, edit, 8_000, turn);

/** As many frames as asked for, each when it is its turn, fewer if they take long, at least five. */
async function frames(contender, first, count, edit, budget, turn) {
  const times = [];
  const calls = [];
  const bytes = [];
  const scene = [];
  const end = performance.now() + budget;
  for (let f = first; f < first + count && (f < first + 5 || performance.now() < end); f++) {
    await turn();
    counts.calls = 0;
    counts.bytes = 0;
    const start = performance.now();
    contender.frame(f, edit);
    times.push(performance.now() - start);
    calls.push(counts.calls);
    bytes.push(counts.bytes);
    if (contender.sceneMs) {
      scene.push(contender.sceneMs());
    }
    await drawn();
  }
  return {
    ms: median(times),
    least: Math.min(...times),
    calls: median(calls),
    bytes: median(bytes),
    scene: scene.length ? { median: median(scene), least: Math.min(...scene) } : null,
  };
}

const isCovered = (rgba, i) =>
  Math.abs(rgba[i] - rgba[0]) + Math.abs(rgba[i + 1] - rgba[1]) + Math.abs(rgba[i + 2] - rgba[2]) > 40;

/** Share of the picture that is not background. */
function coverage(rgba) {
  let covered = 0;
  for (let i = 0; i < rgba.length; i += 4) {
    covered += isCovered(rgba, i) ? 1 : 0;
  }
  return covered / (rgba.length / 4);
}

/** The pixel nearest to the middle with something in it. */
function somewhere(rgba, width, height) {
  let best = null;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const distance = (x - width / 2) ** 2 + (y - height / 2) ** 2;
      if (isCovered(rgba, 4 * (y * width + x)) && !(best && best.distance <= distance)) {
        best = { x, y, distance };
      }
    }
  }
  return best;
}

/** Draws a frame for real and reads the canvas back. */
async function look(contender, canvas, edit) {
  contender.frame(300, edit, true);
  if (contender.image) {
    return contender.image();
  }
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  return copy.getImageData(0, 0, canvas.width, canvas.height).data;
}

const differs = (a, b) => a.some((value, i) => Math.abs(value - b[i]) > 8);

window.run = async ({ module, kind, n, update, rounds }) => {
  const canvas = document.querySelector('canvas');
  const bytes = update ? Uint8Array.from(atob(update), (c) => c.charCodeAt(0)) : null;
  const { create } = await import(`/build/${module}.js`);
  window.requestAnimationFrame = () => 0;
  window.gc?.();
  const heap = performance.memory.usedJSHeapSize;
  const start = performance.now();
  const contender = await create(canvas, n, kind, editedOf(n), bytes, undrawn);
  contender.frame(0, false);
  const build = performance.now() - start;
  await drawn();
  dry = true;
  await warmUp(contender, false);
  const turn = kind === 'tree' ? atOnce : inTurn;
  const still = await measured(contender, rounds, false, turn);
  await warmUp(contender, true);
  const moving = await measured(contender, rounds, true, turn);
  contender.settle?.();
  dry = false;
  contender.anew?.();
  // The last edit is undone, and what is seen is looked at: before and while others edit.
  const seen = await look(contender, canvas, false);
  await drawn();
  const edited = kind === 'tree' ? null : await look(contender, canvas, true);
  await drawn();
  contender.frame(300, false, true);
  await drawn();
  window.gc?.();
  const used = performance.memory.usedJSHeapSize - heap;
  const picks = [];
  const at = somewhere(seen, canvas.width, canvas.height);
  const enough = performance.now() + PICK_MILLIS;
  for (let i = 0; contender.pick && at && i < PICKS && (i < 14 || performance.now() < enough); i++) {
    const from = performance.now();
    const hit = await contender.pick(at.x, at.y);
    picks.push(hit ? performance.now() - from : Number.NaN);
  }
  return {
    still,
    moving,
    build,
    heap: used,
    // The first half warms up.
    pick: picks.length && picks.every((ms) => ms > 0) ? median(picks.slice(picks.length >> 1)) : null,
    coverage: coverage(seen),
    shows: edited === null || differs(seen, edited),
  };
};

window.propagate = async () => {
  const { create } = await import('/build/three.js');
  window.requestAnimationFrame = () => 0;
  const contender = await create(document.querySelector('canvas'), 10, 'meshes', []);
  return contender.propagate(100_000, 10);
};

/** Ours alone, with a document that is loaded part by part; then some objects are moved where nothing else is, looked at and clicked on. */
window.million = async ({ n, part, rounds }) => {
  const canvas = document.querySelector('canvas');
  const { create } = await import('/contenders/diorama.mjs');
  window.requestAnimationFrame = () => 0;
  window.gc?.();
  const heap = performance.memory.usedJSHeapSize;
  let load = 0;
  let bytes = 0;
  let parts = 0;
  let shown = 0;
  const contender = await create(canvas, n, 'document', editedOf(n), async (engine) => {
    for (let from = 0; from < n; from += part) {
      const update = new Uint8Array(await (await fetch(`/part?from=${from}`)).arrayBuffer());
      const start = performance.now();
      engine.loadUpdate(update);
      const took = performance.now() - start;
      load += took;
      bytes += update.length;
      parts++;
      if (from === 0) {
        // The others are first drawn from far off.
        engine.renderFrame(0);
        await drawn();
        undrawn(() => {
          engine.frameSelection();
          for (let i = 0; i < 10; i++) {
            engine.renderFrame(0.25);
          }
        });
      }
      if (parts % 4 === 0) {
        console.log(`${from + part} loaded, the last part in ${Math.round(took)} ms, heap ${Math.round(performance.memory.usedJSHeapSize / 1e6)} MB`);
      }
    }
    // What was loaded goes to the GPU.
    const start = performance.now();
    engine.renderFrame(0);
    shown = performance.now() - start;
    await drawn();
    console.log(`it is on the GPU, after ${Math.round(shown)} ms of CPU and ${Math.round(performance.now() - start - shown)} of drawing`);
  }, undrawn);
  const { engine } = contender;
  dry = true;
  let start = 0;
  await warmUp(contender, false);
  const still = await measured(contender, rounds, false);
  start = performance.now();
  contender.frame(99, true);
  const select = performance.now() - start;
  await warmUp(contender, true);
  const moving = await measured(contender, rounds, true);
  contender.settle();
  dry = false;
  contender.anew();
  const seen = await look(contender, canvas, false);
  await drawn();
  console.log('frames are measured');
  // Without a gizmo, which would be in the way of clicks.
  engine.setTool('select');
  const looked = [];
  const edits = [];
  const height = 2 * distance(n);
  for (const [k, i] of [0, Math.floor(n / 3), Math.floor(n / 2), n - 1].entries()) {
    const id = `n${i}`;
    start = performance.now();
    engine.setPosition(id, 20 * k, height, 0);
    engine.renderFrame(1 / 60);
    edits.push(performance.now() - start);
    undrawn(() => {
      engine.setSelection([id]);
      engine.frameSelection();
      engine.clearSelection();
      contender.settle();
    });
    contender.anew();
    engine.setSelection([id]);
    engine.renderFrame(0);
    const before = await contender.image();
    const at = engine.screenPosition(id);
    start = performance.now();
    const picked = await contender.clicked(Math.floor(at[0]), Math.floor(at[1]));
    const ms = performance.now() - start;
    engine.setPosition(id, 20 * k + 0.3, height, 0);
    const after = await contender.image();
    looked.push({ id, seen: coverage(before) > 0.02 && differs(before, after), picked, ms });
  }
  window.gc?.();
  const stats = engine.stats();
  return {
    browser: /Chrom[^ ]*/.exec(navigator.userAgent)?.[0],
    objects: stats.objects,
    gpuMemory: stats.gpuMemory,
    load,
    bytes,
    parts,
    shown,
    still,
    moving,
    select,
    looked,
    edit: median(edits),
    coverage: coverage(seen),
    heap: performance.memory.usedJSHeapSize - heap,
  };
};
