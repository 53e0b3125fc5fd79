// One size, in a process of its own: makes the scene, draws frames with the camera moving, prints what they cost as JSON.
import { install } from './dawn.mjs';

const [objects, width, height, rounds] = process.argv.slice(2).map(Number);
const adapter = await install(process.env.DIORAMA_VULKAN_DRIVER);
if (!adapter) {
  console.log(JSON.stringify({ failed: 'no adapter' }));
  process.exit(0);
}
const { Engine } = await import(process.env.DIORAMA_NPM ?? '../../engine-wasm/target/npm/index.js');
const { many } = await import('../engine/contenders/many.mjs');

let failed = null;
const engine = await Engine.create(new OffscreenCanvas(width, height), {
  onSend() {},
  onChange() {},
  onDeviceError(error) {
    failed = `${error.code} ${error.message}`;
  },
});
const tick = () => new Promise((resolve) => setTimeout(resolve, 1));
const start = performance.now();
many(engine, objects);
const built = performance.now() - start;
engine.frameSelection();
for (let i = 0; i < 12; i++) {
  engine.renderFrame(0.25);
}
await engine.renderImage(width, height);
const passes = [];
const cpu = [];
for (let round = 0; round < rounds + 2 && !failed; round++) {
  const before = engine.stats().gpu;
  engine.fly(round % 2 === 0 ? 0.02 : -0.02, 0, 0);
  engine.renderFrame(1 / 60);
  for (let waited = 0; waited < 20_000 && !failed && sameTimes(engine.stats().gpu, before); waited++) {
    await tick();
    if (adapter.features.has('timestamp-query') === false) {
      break;
    }
  }
  if (round >= 2) {
    const stats = engine.stats();
    cpu.push(stats.cpuMs);
    passes.push(stats.gpu);
  }
}

function sameTimes(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const stats = engine.stats();
const image = failed ? new Uint8Array() : await engine.renderImage(width, height, { overlays: false });
let covered = 0;
for (let i = 0; i < image.length; i += 4) {
  covered += Math.abs(image[i] - image[0]) + Math.abs(image[i + 1] - image[1]) + Math.abs(image[i + 2] - image[2]) > 40 ? 1 : 0;
}
const gpu = passes.every((times) => times !== null)
  ? Object.fromEntries(['update', 'shadow', 'scene', 'composite'].map((pass) => [pass, median(passes.map((times) => times[pass]))]))
  : null;
console.log(
  JSON.stringify({
    failed,
    adapter: adapter.name,
    software: adapter.software,
    built,
    objects: stats.objects,
    drawn: stats.drawn,
    gpuMemory: stats.gpuMemory,
    heap: process.memoryUsage().rss,
    cpu: median(cpu),
    gpu,
    coverage: covered / (width * height),
  }),
);
process.exit(0);
