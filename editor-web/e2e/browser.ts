import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from 'playwright-core';

/** WebGPU in software and without a screen: the smallest set of flags with which Chromium also draws to a canvas. */
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--use-webgpu-adapter=swiftshader',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

interface Choice {
  executable: string;
  why: string;
  env: Record<string, string>;
}

/**
 * The browser to test with: `CHROME_PATH`, else an installed one, else the one in a development dependency, which is also to be had
 * by the name "bundled".
 */
export async function chooseBrowser(): Promise<Choice> {
  const named = process.env.CHROME_PATH;
  if (named === 'bundled') {
    return await bundled();
  }
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) {
      throw new Error(`CHROME_PATH names no file: ${named}. Unset it, or let it name a Chrome or Chromium.`);
    }
    return { executable: named, why: 'CHROME_PATH', env: {} };
  }
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) {
    return { executable: installed, why: 'installed', env: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return await bundled();
  }
  throw new Error('No browser for the end-to-end tests: install Chrome or Chromium, or let CHROME_PATH name one.');
}

/** Chromium with its libraries, unpacked from the npm package `@sparticuz/chromium`. */
async function bundled(): Promise<Choice> {
  const { default: packed, inflate, setupLambdaEnvironment } = await import('@sparticuz/chromium');
  const home = dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium')));
  const archives = [join(home, '..', '..', 'bin'), join(home, '..', 'bin'), join(home, 'bin')];
  const bin = archives.find((path) => existsSync(join(path, 'al2023.tar.br')));
  if (bin === undefined) {
    throw new Error(
      'The npm package @sparticuz/chromium holds no al2023.tar.br: run npm ci, or let CHROME_PATH name a browser.',
    );
  }
  const libraries = await inflate(join(bin, 'al2023.tar.br'));
  setupLambdaEnvironment(join(libraries, 'lib'));
  return {
    executable: await packed.executablePath(),
    why: 'from the npm package @sparticuz/chromium',
    env: { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '' },
  };
}

let choice: Promise<Choice> | null = null;

/** A browser draws in software here: a small window keeps a frame below a second. */
const SMALL = { width: 960, height: 480 };

/**
 * Trust in the authority whose certificate `DIORAMA_TEST_AUTHORITY` names, as if a person had installed it. A browser that only
 * overlooks a wrong certificate runs no service worker.
 */
function trusted(): string[] {
  const authority = process.env.DIORAMA_TEST_AUTHORITY;
  if (authority === undefined) {
    return [];
  }
  const key = new X509Certificate(readFileSync(authority)).publicKey.export({ type: 'spki', format: 'der' });
  return [`--ignore-certificate-errors-spki-list=${createHash('sha256').update(key).digest('base64')}`];
}

/** A person at a browser of their own, with a fresh profile. */
export async function openProfile(viewport = SMALL): Promise<BrowserContext> {
  choice ??= chooseBrowser().then((chosen) => {
    console.info(`browser: ${chosen.executable} (${chosen.why})`);
    return chosen;
  });
  const { executable, env } = await choice;
  const profile = await mkdtemp(join(tmpdir(), 'diorama-profile-'));
  return await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: false,
    args: [...FLAGS, ...trusted()],
    env: { ...(process.env as Record<string, string>), ...env },
    viewport,
    deviceScaleFactor: 1,
  });
}
