// Opens a folder of files in Chromium with WebGPU, under a strict Content-Security-Policy: what the tests here share.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chooseBrowser, FLAGS, STRICT_CSP } from '../browser/browser.mjs';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

async function serve(folder, csp) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    const found = path === '/favicon.ico' ? '' : await readFile(file).catch(() => null);
    response.writeHead(found === null ? 404 : 200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': csp,
    });
    response.end(found ?? 'not found');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A page for the files of a folder; everything the console said is in `log`, uncaught faults included. */
export async function openFolder(folder, { csp = STRICT_CSP, width = 960, height = 600 } = {}) {
  const { chromium } = createRequire(new URL('../../../../editor-web/package.json', import.meta.url))('playwright-core');
  const server = await serve(folder, csp);
  const { executable, env } = await chooseBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'diorama-package-browser-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    env: { ...process.env, ...env },
    headless: false,
    args: FLAGS,
    viewport: { width, height },
  });
  const page = await browser.newPage();
  const log = [];
  page.on('console', (message) => log.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => log.push(`uncaught: ${error.message}`));
  return {
    page,
    log,
    address: `http://127.0.0.1:${server.address().port}/`,
    async close() {
      await browser.close();
      server.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
