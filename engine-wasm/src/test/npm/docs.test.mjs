// The JavaScript in docs/ENGINE_WEB.md, run as it stands there.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openFolder } from './chromium.mjs';

const npm = fileURLToPath(new URL('../../../target/npm/', import.meta.url));
const guide = new URL('../../../../docs/ENGINE_WEB.md', import.meta.url);

describe('docs/ENGINE_WEB.md', { timeout: 120_000 }, () => {
  test('[E110] getting started draws a sphere, and the background gets its colour', async () => {
    const blocks = [...(await readFile(guide, 'utf8')).matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code]) => code);
    assert.equal(blocks.length, 2);
    const folder = await mkdtemp(join(tmpdir(), 'diorama-docs-'));
    await cp(npm, join(folder, 'engine'), { recursive: true });
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Docs</title><canvas width="64" height="64"></canvas><script type="module" src="main.js"></script>');
    const script = blocks.join('\n').replace("'@diorama/engine'", "'./engine/index.js'");
    await writeFile(
      join(folder, 'main.js'),
      script.replace('const engine', "const canvas = document.querySelector('canvas');\nconst engine") +
        'await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));\n' +
        'window.result = { nodes: engine.sceneInfo().nodes, pixels: await engine.renderImage(65, 65, { overlays: false }) };',
    );
    const opened = await openFolder(folder);
    try {
      await opened.page.goto(opened.address);
      await opened.page.waitForFunction(() => window.result !== undefined, undefined, { timeout: 60_000 });
      const { nodes, corner, middle } = await opened.page.evaluate(() => {
        const { nodes, pixels } = window.result;
        const at = (x, y) => [...pixels.subarray(4 * (65 * y + x), 4 * (65 * y + x) + 3)];
        return { nodes, corner: at(0, 0), middle: at(32, 32) };
      });
      assert.equal(nodes, 1);
      assert.ok(
        corner.every((value, i) => Math.abs(value - [0x33, 0x66, 0x99][i]) <= 1),
        `the background is ${corner}, the middle ${middle}`,
      );
      assert.notDeepEqual(middle, corner);
      assert.deepEqual(opened.log, []);
    } finally {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
