// What a browser has to fetch before the page can be used, in bytes on the wire: without the engine, which has a budget of its own.
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { after, before, test } from 'node:test';
import { Server } from './server.ts';

/** Bytes of brotli for HTML, scripts and style sheets of the first load together. */
const BUDGET = 200_000;

let server: Server;

before(async () => {
  server = await Server.start();
});

after(async () => {
  await server?.stop();
});

/** How many bytes an address costs a browser that takes brotli. */
function wireBytes(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(new URL(path, server.url), { headers: { 'Accept-Encoding': 'br' } }, (answer) => {
      assert.equal(answer.statusCode, 200, path);
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on('end', () => resolve(bytes));
    }).on('error', reject);
  });
}

async function textOf(path: string): Promise<string> {
  return await (await fetch(new URL(path, server.url))).text();
}

/** The page and all that it names, with the modules that those import at once; what is imported later is no part of it. */
async function firstLoad(): Promise<string[]> {
  const html = await textOf('/');
  const named = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|svg))"/g)].map((match) => match[1] ?? '');
  const found = new Set(['/', ...named]);
  for (const path of found) {
    if (path.endsWith('.js')) {
      const imports = (await textOf(path)).matchAll(/(?:^|[;}\n])\s*import\s*(?:[^"'()]*?from\s*)?["'](\.[^"']+)["']/g);
      for (const [, name = ''] of imports) {
        found.add(new URL(name, new URL(path, server.url)).pathname);
      }
    }
  }
  return [...found];
}

test('[W80] the first load of the page is at most 200 kB on the wire, without the engine', async () => {
  const paths = await firstLoad();
  const sizes = await Promise.all(paths.map(wireBytes));
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  const listed = paths.map((path, index) => `${sizes[index]} ${path}`).join(', ');
  console.info(`first load: ${total} bytes (${listed})`);
  assert.ok(paths.some((path) => path.endsWith('.js')) && paths.some((path) => path.endsWith('.css')), listed);
  assert.ok(total <= BUDGET, `${total} bytes: ${listed}`);
  assert.ok(total >= 40_000, `this cannot be all: ${listed}`);
});
