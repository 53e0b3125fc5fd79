// Ours beside three.js, Babylon.js and PlayCanvas at several sizes: counts of WebGPU calls and bytes, CPU time, build, heap, pick.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { documentOf } from './document.mjs';
import { here, inPage, number, serve, table } from './host.mjs';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '25' },
  },
});
const CONTENDERS = [
  ['diorama', 'document'],
  ['three', 'meshes'],
  ['three', 'batched'],
  ['three', 'instanced'],
  ['babylon', 'meshes'],
  ['babylon', 'thin'],
  ['playcanvas', 'entities'],
  ['playcanvas', 'instanced'],
].filter(([module, kind]) => !values.only || values.only.split(',').includes(`${module}-${kind}`));
await build({
  entryPoints: ['diorama', 'three', 'babylon', 'playcanvas'].map((name) => join(here, `contenders/${name}.mjs`)),
  bundle: true,
  format: 'esm',
  outdir: join(here, 'build'),
  external: ['/npm/*'],
  logLevel: 'error',
});
const server = await serve();
const address = `http://127.0.0.1:${server.address().port}/`;
for (const n of values.sizes.split(',').filter(Boolean).map(Number)) {
  const update = documentOf(n);
  const rows = [
    ['objects', 'contender', 'calls', 'calls 1 %', 'bytes', 'bytes 1 %', 'CPU ms', 'CPU ms 1 %', 'build ms', 'heap MB', 'pick ms', 'covered'],
  ];
  let ours = null;
  for (const [module, kind] of CONTENDERS) {
    try {
      const r = await inPage(address, (page) =>
        page.evaluate((config) => window.run(config), {
          module,
          kind,
          n,
          update: module === 'diorama' ? update : null,
          rounds: Number(values.rounds),
        }),
      );
      ours ??= r;
      const ratio = (a, b) => (ours === r ? '' : ` (x${number(a / b, 1)})`);
      rows.push([
        number(n),
        `${module} ${kind}`,
        number(r.still.calls) + ratio(r.still.calls, ours.still.calls),
        number(r.moving.calls) + ratio(r.moving.calls, ours.moving.calls),
        number(r.still.bytes),
        number(r.moving.bytes),
        number(r.still.ms, 2) + ratio(r.still.ms, ours.still.ms),
        number(r.moving.ms, 2) + ratio(r.moving.ms, ours.moving.ms),
        number(r.build),
        number(r.heap / 1e6, 1),
        number(r.pick, 1) + (r.pick === null ? '' : ratio(r.pick, ours.pick)),
        `${number(100 * r.coverage)} %${Math.abs(r.coverage - ours.coverage) > 0.34 * ours.coverage ? ' NOT THE SAME' : ''}${r.shows ? '' : ', EDITS NOT SEEN'}`,
      ]);
      // A size takes minutes; what is done is said.
      console.error(`  ${rows.at(-1).filter(Boolean).join(' | ')}`);
    } catch (error) {
      console.error(`  ${module} ${kind}: ${error.message}`);
      rows.push([number(n), `${module} ${kind}`, `failed: ${error.message.split('\n')[0].slice(0, 90)}`, ...Array(9).fill('')]);
    }
  }
  console.log(`\n${table(rows)}`);
}
if (!values.only) {
  const three = await inPage(address, (page) => page.evaluate(() => window.propagate()));
  const update = documentOf(100_000, 10);
  const r = await inPage(address, (page) =>
    page.evaluate((config) => window.run(config), { module: 'diorama', kind: 'tree', n: 100_000, update, rounds: 40 }),
  );
  const { median, least } = r.moving.scene;
  const goal = 0.3;
  const verdict = least <= goal ? 'reached' : 'MISSED';
  console.log(`\n100,000 nodes in a tree of fan-out 10, 1 % of them changed:`);
  console.log(`  three.js updateMatrixWorld, least of 20       ${number(three, 3)} ms`);
  console.log(`  ours, all of a frame but upload and encoding  ${number(least, 3)} ms, median ${number(median, 3)} (at rest ${number(r.still.scene.least, 3)} ms)`);
  console.log(`  three.js to ours                              x${number(three / least, 1)}`);
  console.log(`  goal, at most ${goal} ms                          ${verdict} (median ${median <= goal ? 'too' : 'not'})`);
  console.log(`  ours, the whole frame, a drag of them         ${number(r.moving.least, 2)} ms (at rest ${number(r.still.least, 2)} ms)`);
}
server.close();
