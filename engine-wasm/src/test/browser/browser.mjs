// Opens the built npm package (engine-wasm/target/npm) in Chromium with WebGPU: what the tests and snapshot.mjs here share.
//
// Needs: `mvn -pl engine-wasm -am process-classes` done before; playwright-core in editor-web/node_modules (npm ci); a Chromium:
// CHROME_PATH, else an installed Chrome or Chromium. A software adapter is enough.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';

const here = fileURLToPath(new URL('.', import.meta.url));
const npm = fileURLToPath(new URL('../../../target/npm/', import.meta.url));
const editorWeb = fileURLToPath(new URL('../../../../editor-web/package.json', import.meta.url));

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};
export const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const STRICT_CSP =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data:";

/** DIORAMA_ENGINE=javascript tries the engine as JavaScript, as browsers without WebAssembly GC get it. */
export const AS_JAVASCRIPT = process.env.DIORAMA_ENGINE === 'javascript';

/** As editor-web's tests choose: CHROME_PATH (`bundled`: the npm package's), else an installed one, else the npm package's. */
export async function chooseBrowser() {
  return (await import('../../../../editor-web/e2e/browser.ts')).chooseBrowser();
}

/** Serves the package under /npm/ and this folder under /; `routes` answers first: path -> [status, type, body]. */
export async function serve({ csp = STRICT_CSP, routes = {} } = {}) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    let answer = routes[path] ?? (path === '/favicon.ico' ? [204, 'image/x-icon', ''] : undefined);
    if (!answer) {
      const file = path.startsWith('/npm/') ? join(npm, path.slice(5)) : join(here, path === '/' ? 'page.html' : path);
      try {
        answer = [200, TYPES[extname(file)] ?? 'application/octet-stream', await readFile(file)];
      } catch {
        answer = [404, 'text/plain', 'not found'];
      }
    }
    response.writeHead(answer[0], { 'content-type': answer[1], 'content-security-policy': csp });
    response.end(answer[2]);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/**
 * A page with the package loaded as `window.diorama` and a canvas; everything the console said is in `log`, uncaught faults, CSP
 * violations and GPU errors included.
 */
export async function openPage({ width = 640, height = 480, csp, routes, flags = FLAGS } = {}) {
  const { chromium } = createRequire(editorWeb)('playwright-core');
  const server = await serve({ csp, routes });
  const { executable, env } = await chooseBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'diorama-engine-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    env: { ...process.env, ...env },
    headless: false,
    args: flags,
    viewport: { width, height },
  });
  const page = await browser.newPage();
  const log = [];
  page.on('console', (message) => log.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => log.push(`uncaught: ${error.message}`));
  await page.goto(`${server.address}?width=${width}&height=${height}${AS_JAVASCRIPT ? '&javascript' : ''}`);
  await page.waitForFunction(() => window.diorama !== undefined);
  return {
    page,
    log,
    address: server.address,
    async close() {
      await browser.close();
      server.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** RGBA, 8 bits each, top row first, as a PNG file. */
export function png(rgba, width, height) {
  const rows = Buffer.alloc(height * (1 + 4 * width));
  for (let y = 0; y < height; y++) {
    Buffer.from(rgba.buffer, rgba.byteOffset + 4 * width * y, 4 * width).copy(rows, y * (1 + 4 * width) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const result = Buffer.alloc(body.length + 8);
  result.writeUInt32BE(data.length, 0);
  body.copy(result, 4);
  result.writeUInt32BE(crc(body), body.length + 4);
  return result;
}

function crc(bytes) {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
    }
  }
  return ~value >>> 0;
}
