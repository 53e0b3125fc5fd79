// A million objects, each a node of the document, in the engine as pages load it: to its end without a crash. Exit code 1 if anything is not as it should be.
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { updateOf } from './document.mjs';
import { inPage, number, serve } from './host.mjs';

const { values } = parseArgs({
  options: {
    million: { type: 'boolean' },
    objects: { type: 'string', default: '1000000' },
    part: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '25' },
  },
});
const n = Number(values.objects);
const part = Number(values.part);

/** Notes the most memory that each kind of process of that browser has had, in bytes, as the kernel knows it. */
function note(profile, found) {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      if (command.includes(profile)) {
        const kind = /--type=([a-z-]+)/.exec(command)?.[1] ?? 'browser';
        const most = 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0);
        found[kind] = Math.max(found[kind] ?? 0, most);
      }
    } catch {
      // It ended meanwhile.
    }
  }
}

const server = await serve({
  '/part': (query) => updateOf(n, Number(query.get('from')), Math.min(n, Number(query.get('from')) + part)),
});
const address = `http://127.0.0.1:${server.address().port}/`;
const mega = (bytes) => `${number(bytes / 1e6)} MB`;
const wrong = [];
const processes = {};
try {
  const r = await inPage(address, async (page, profile) => {
    page.on('crash', () => console.error('  the page crashed'));
    page.on('console', (message) => console.log(`  ${message.text()}`));
    const watch = setInterval(() => note(profile, processes), 1_000);
    try {
      return await page.evaluate((config) => window.million(config), { n, part, rounds: Number(values.rounds) });
    } finally {
      clearInterval(watch);
      note(profile, processes);
    }
  });
  const frame = ({ calls, bytes, ms, least }) =>
    `${number(calls)} calls, ${number(bytes)} bytes, ${number(ms, 2)} ms of CPU (least ${number(least, 2)})`;
  console.log(`\n${number(r.objects)} objects, each a node of the document, ${r.browser}`);
  console.log(`  loaded in           ${number(r.load / 1e3, 1)} s, ${r.parts} updates of ${mega(r.bytes)} together; then ${number(r.shown / 1e3, 1)} s of CPU until the first frame is submitted`);
  console.log(`  heap                ${mega(r.heap)}; buffers and textures ${mega(r.gpuMemory)}`);
  console.log(`  a frame, the camera moving           ${frame(r.still)}`);
  console.log(`  a frame, 1 % of the objects dragged  ${frame(r.moving)}; to select them ${number(r.select)} ms`);
  for (const { id, seen, picked, ms } of r.looked) {
    console.log(`  ${id.padEnd(9)} moved: ${seen ? 'seen' : 'NOT SEEN'}; clicked: ${picked === id ? 'found' : `NOT FOUND but ${picked}`}, ${number(ms)} ms`);
    if (!seen || picked !== id) {
      wrong.push(id);
    }
  }
  console.log(`  an edit to the end of its frame      ${number(r.edit, 2)} ms`);
  if (r.objects !== n || !(r.still.calls > 0) || !(r.coverage > 0.05)) {
    wrong.push(`objects ${r.objects}, coverage ${r.coverage}`);
  }
} catch (error) {
  wrong.push(error.message.split('\n')[0]);
}
server.close();
console.log(`  most memory         ${Object.entries(processes).map(([kind, bytes]) => `${kind} ${mega(bytes)}`).join(', ')}`);
console.log(wrong.length > 0 ? `FAILED: ${wrong.join('; ')}` : 'To its end, without a crash.');
process.exitCode = wrong.length > 0 ? 1 : 0;
