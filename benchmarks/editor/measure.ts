// Measures what a person waits for in a large scene, in a browser without a screen, and prints a table: see README.md.
import { EditorPage } from '../../editor-web/e2e/EditorPage.ts';
import { eventually } from '../../editor-web/e2e/eventually.ts';
import { StockClient } from '../../editor-web/e2e/StockClient.ts';
import { Server } from '../../editor-web/e2e/server.ts';

const option = (name: string, otherwise: number): number =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const NODES = option('nodes', 10_000);
const ROUNDS = option('rounds', 7);
const MOVED = Math.min(1_000, Math.floor(NODES / 2));
const PER_GROUP = 100;
const ROOM = 'large';

declare global {
  interface Window {
    editableAt?: number;
  }
}

/** The n-th order key: an integer of three digits to the base 62. */
function order(n: number): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  return `c${digits[Math.floor(n / 3844) % 62]}${digits[Math.floor(n / 62) % 62]}${digits[n % 62]}`;
}

/** Groups of a hundred shapes each, by a plain Yjs script. */
function writeScene(script: StockClient): void {
  const groups = Math.ceil(NODES / (PER_GROUP + 1));
  let left = NODES - groups;
  for (let group = 0; group < groups; group++) {
    const parent = `group-${group}`;
    script.node(parent, '', {
      k: 'group',
      n: `Block ${group}`,
      o: order(group),
      p: [(group % 10) * 14, 0, Math.floor(group / 10) * 14],
    });
    for (let shape = 0; shape < PER_GROUP && left > 0; shape++, left--) {
      script.node(`shape-${group}-${shape}`, parent, {
        k: 'mesh',
        g: 'box',
        n: `Shape ${shape}`,
        o: order(shape),
        p: [(shape % 10) * 1.3, 0.5, Math.floor(shape / 10) * 1.3],
        r: [0, 0, 0, 1],
        s: [0.4, 0.4, 0.4],
      });
    }
  }
}

/** Notes when the scene is there and can be edited, in milliseconds since the page was asked for. */
function watchJoining(): void {
  const timer = setInterval(() => {
    const engine = (
      window as Window & {
        diorama?: { engine: { syncState(): { synced: boolean }; sceneInfo(): { nodes: number } } | null };
      }
    ).diorama?.engine;
    if (engine?.syncState().synced === true && engine.sceneInfo().nodes > 0) {
      window.editableAt = performance.now();
      clearInterval(timer);
    }
  }, 5);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const server = await Server.start();
const script = await StockClient.join(server.url, ROOM);
writeScene(script);
await eventually(
  'the server has the scene',
  async () => Object.keys((await server.state(ROOM)).scene.nodes ?? {}).length === NODES,
);
script.leave();

const joined: number[] = [];
let page: EditorPage | null = null;
for (let round = 0; round < Math.min(ROUNDS, 3); round++) {
  await page?.close();
  page = await EditorPage.open(server.url, ROOM, {
    viewport: { width: 1440, height: 900 },
    person: { name: 'Ada', color: '#76b251' },
    beforeLoad: watchJoining,
  });
  joined.push(
    await eventually('the scene can be edited', () => page?.page.evaluate(() => window.editableAt ?? 0) ?? 0),
  );
}
if (page === null) {
  throw new Error('no round was asked for');
}

/** From the call until the next frame has been handed to the browser with all panels in their new state, in milliseconds. */
async function waits(editor: EditorPage, act: string, reset: string): Promise<{ call: number; shown: number }> {
  const times: { call: number; shown: number }[] = [];
  for (let round = 0; round < ROUNDS + 1; round++) {
    await editor.page.evaluate(`(() => { const engine = window.diorama.engine; ${reset} })()`);
    await editor.frames(4);
    times.push(
      (await editor.page.evaluate(`(async () => {
        const engine = window.diorama.engine;
        const start = performance.now();
        ${act}
        const call = performance.now() - start;
        // The frame in which the panels are told, and the one behind it, before which React has committed.
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        return { call, shown: performance.now() - start };
      })()`)) as { call: number; shown: number },
    );
  }
  const warm = times.slice(1);
  return { call: median(warm.map(({ call }) => call)), shown: median(warm.map(({ shown }) => shown)) };
}

const idle = await waits(page, '', '');
const expand = await waits(page, 'engine.expandAll(true);', 'engine.expandAll(false);');
const select = await waits(
  page,
  'engine.setSelection(engine.treeRows(0, engine.treeRowCount()).map((row) => row.id));',
  'engine.expandAll(true); engine.clearSelection();',
);
const move = `
  const ids = engine.treeRows(0, engine.treeRowCount()).filter((row) => row.kind === 'mesh').slice(0, ${MOVED}).map((row) => row.id);
  engine.clearSelection();
  engine.beginStep('');
  for (const id of ids) {
    const [x, y, z] = engine.node(id).position;
    engine.setPosition(id, x, y + 0.1, z);
  }
  engine.endStep();`;
const undo = await waits(page, 'engine.undo();', move);

const row = (what: string, goal: string, { call, shown }: { call: number; shown: number }): string =>
  `| ${what} | ${goal} | ${call.toFixed(1)} | ${shown.toFixed(1)} |`;
console.info(`
| ${NODES.toLocaleString('en')} nodes | goal, ms | call, ms | until shown, ms |
| --- | ---: | ---: | ---: |
${row('nothing (two frames)', '', idle)}
${row('tree: expand all', '100', expand)}
${row('select all', '100', select)}
${row(`undo of ${MOVED.toLocaleString('en')} moved nodes`, '50', undo)}
| join until editable | 3,000 | | ${median(joined).toFixed(0)} |
`);
await page.close();
await server.stop();
