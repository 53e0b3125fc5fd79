// Off-screen rendering without a browser, by size: GPU time per pass, memory, what the CPU does. Each size in a process of its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000,1000000,5000000' },
    canvas: { type: 'string', default: '1920x1080' },
    rounds: { type: 'string', default: '15' },
  },
});
const [width, height] = values.canvas.split('x');
const one = fileURLToPath(new URL('one.mjs', import.meta.url));
const number = (value, digits = 0) => (value === null || value === undefined ? '-' : value.toLocaleString('en', { maximumFractionDigits: digits }));
const rows = [
  ['objects', 'in view', 'triangles', 'update ms', 'shadow ms', 'scene ms', 'composite ms', 'CPU ms', 'GPU MB', 'process MB', 'build s', 'covered'],
];
let said = false;
for (const size of values.sizes.split(',')) {
  const child = spawnSync(process.execPath, ['--max-old-space-size=16384', one, size, width, height, values.rounds], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const line = child.stdout.trim().split('\n').at(-1);
  let r = null;
  try {
    r = JSON.parse(line);
  } catch {
    const why = child.stderr.split('\n').find((text) => /error|fatal|out of memory/i.test(text)) ?? `ended with ${child.status ?? child.signal}`;
    r = { failed: why.trim() };
  }
  if (r.adapter && !said) {
    said = true;
    console.log(`${r.adapter}, ${width} x ${height}`);
    if (r.software) {
      console.log('There is no GPU here: this adapter draws on the CPU, so these are no times of a GPU. The counts are the same on one.');
    }
    if (r.gpu === null) {
      console.log('The adapter cannot time passes (no timestamp-query).');
    }
  }
  rows.push(
    r.failed
      ? [number(Number(size)), `failed: ${r.failed.slice(0, 100)}`, ...Array(10).fill('')]
      : [
          number(r.objects),
          number(r.drawn?.visible),
          number(r.drawn?.triangles),
          number(r.gpu?.update, 2),
          number(r.gpu?.shadow, 2),
          number(r.gpu?.scene, 2),
          number(r.gpu?.composite, 2),
          number(r.cpu, 2),
          number(r.gpuMemory / 1e6, 1),
          number(r.heap / 1e6),
          number(r.built / 1e3, 1),
          `${number(100 * r.coverage)} %`,
        ],
  );
}
if (!said) {
  console.log('No adapter was found: there is neither a GPU nor a software adapter here.');
}
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
console.log(rows.map((row) => `| ${row.map((cell, i) => cell.padStart(widths[i])).join(' | ')} |`).join('\n'));
