// 100,000 frames in which nothing changes; run by boundary.test.mjs with --trace-gc, between the two lines that it prints.
import { installNullGpu, nullCanvas } from './nullGpu.mjs';

const counts = installNullGpu();
const { Engine } = await import('../../../target/npm/index.js');
const engine = await Engine.create(nullCanvas(), { onSend() {}, onChange() {} });
engine.addPrimitive('box');
for (let i = 0; i < 20_000; i++) {
  engine.renderFrame(1 / 60); // the camera comes to rest, and the functions get compiled
}
globalThis.gc();
await new Promise((resolve) => setTimeout(resolve, 200));
globalThis.gc();
const drawn = engine.stats().frames;
process.stdout.write('frames begin\n');
for (let i = 0; i < 100_000; i++) {
  engine.renderFrame(1 / 60);
}
process.stdout.write(`frames end: ${engine.stats().frames - drawn} drawn, ${counts.submits} submitted before\n`);
process.exit(0);
