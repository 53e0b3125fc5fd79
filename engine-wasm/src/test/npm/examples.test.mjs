// The example pages, each opened in Chromium: that they start, draw, and say nothing on the console.
//
// PICTURES=folder writes what they look like.
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { STRICT_CSP } from '../browser/browser.mjs';
import { openFolder } from './chromium.mjs';

const npm = fileURLToPath(new URL('../../../target/npm/', import.meta.url));
const examples = fileURLToPath(new URL('../../../examples/', import.meta.url));
const tools = createRequire(import.meta.url);
const CSP = `${STRICT_CSP}; style-src 'self'`;

let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diorama-examples-'));
});

after(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Opens a page, waits for its engine, lets `act` use it, and looks at the canvas. */
async function tryOut(path, name, act) {
  const opened = await openFolder(path, { csp: CSP });
  try {
    await opened.page.goto(opened.address);
    await opened.page.waitForFunction(() => window.example?.engine, undefined, { timeout: 60_000 });
    const result = await act(opened.page);
    if (process.env.PICTURES) {
      await writeFile(join(process.env.PICTURES, `${name}.png`), await opened.page.screenshot());
    }
    assert.deepEqual(opened.log, [], 'the console stays silent');
    return result;
  } finally {
    await opened.close();
  }
}

/** How many different colours a small picture of the scene has. */
const colours = () => async () => {
  const pixels = await window.example.engine.renderImage(64, 64);
  const seen = new Set();
  for (let i = 0; i < pixels.length; i += 4) {
    seen.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]);
  }
  return seen.size;
};

describe('examples', { timeout: 300_000 }, () => {
  test('[E108] one sphere, in plain HTML', async () => {
    const page = join(folder, 'sphere');
    await cp(join(examples, 'sphere'), page, { recursive: true });
    await cp(npm, join(page, 'engine'), { recursive: true });
    const found = await tryOut(page, 'sphere', async (opened) => {
      await opened.locator('#radius').fill('1');
      const shown = await opened.evaluate(() => window.example.engine.node(window.example.sphere).parameters);
      return { shown: JSON.stringify(shown), colours: await opened.evaluate(colours()) };
    });
    assert.match(found.shown, /radius.*1/);
    assert.ok(found.colours > 100, `${found.colours} colours`);
  });

  test('[E108] a scene in React', async () => {
    const { build } = await import(tools.resolve('vite').replace(/^\//, 'file:///'));
    const { default: react } = await import(tools.resolve('@vitejs/plugin-react').replace(/^\//, 'file:///'));
    const root = join(examples, 'react');
    const outDir = join(folder, 'react');
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      resolve: {
        alias: {
          '@diorama/engine': join(npm, 'index.js'),
          'react/jsx-runtime': tools.resolve('react/jsx-runtime'),
          'react-dom/client': tools.resolve('react-dom/client'),
          react: tools.resolve('react'),
        },
      },
      build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    });
    const found = await tryOut(outDir, 'react', async (opened) => {
      for (const shape of ['box', 'sphere', 'cone']) {
        await opened.getByRole('button', { name: shape, exact: true }).first().click();
      }
      await opened.waitForFunction(() => document.querySelectorAll('li').length === 3);
      return opened.evaluate(colours());
    });
    assert.ok(found > 100, `${found} colours`);
  });
});
