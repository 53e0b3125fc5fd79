// What the programs here share: a server, a browser whose WebGPU is the software adapter, tables.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chooseBrowser, FLAGS as SOFTWARE_WEBGPU } from '../../engine-wasm/src/test/browser/browser.mjs';

export const here = fileURLToPath(new URL('.', import.meta.url));
const npm = fileURLToPath(new URL('../../engine-wasm/target/npm/', import.meta.url));
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const FLAGS = [...SOFTWARE_WEBGPU, '--js-flags=--expose-gc', '--enable-precise-memory-info'];

/** Serves this folder under /, the package under /npm/; `routes` answers first: path -> a function of the parameters that makes bytes. */
export async function serve(routes = {}) {
  const server = createServer(async (request, response) => {
    const { pathname: path, searchParams } = new URL(request.url, 'http://localhost');
    try {
      const file = path.startsWith('/npm/') ? join(npm, path.slice(5)) : join(here, path);
      const page = '<!doctype html><canvas width="96" height="96"></canvas><script type="module" src="/page.mjs"></script>';
      const body = routes[path] ? routes[path](searchParams) : path === '/' ? page : await readFile(file);
      response.writeHead(200, {
        'content-type': path === '/' ? 'text/html' : (TYPES[extname(path)] ?? 'application/octet-stream'),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Does some work in a browser of its own; what it is told of is the page and the browser's folder, which is in the command lines of all its processes. */
export async function inPage(address, work) {
  const profile = await mkdtemp(join(tmpdir(), 'diorama-benchmark-'));
  const { executable, env } = await chooseBrowser();
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    env: { ...process.env, ...env },
    headless: false,
    args: FLAGS,
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`  ${error.message}`));
    await page.goto(address);
    await page.waitForFunction(() => window.run !== undefined);
    return await work(page, profile);
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

export const number = (value, digits = 0) =>
  value === null || value === undefined ? '-' : value.toLocaleString('en', { maximumFractionDigits: digits });

export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `| ${row.map((cell, i) => cell.padStart(widths[i])).join(' | ')} |`).join('\n');
}

