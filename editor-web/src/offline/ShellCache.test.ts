import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ShellCache } from './ShellCache';

const ORIGIN = 'http://here';
const FILES = ['/assets/engine-1.wasm', '/assets/index-1.js', '/icon.svg'];
const PAGE = '<script src="/assets/index-1.js"></script>';

/** The browser's caches, as far as the worker uses them. */
class FakeCaches {
  readonly all = new Map<string, Map<string, Response>>();

  open(name: string): Promise<Cache> {
    const kept = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, kept);
    return Promise.resolve({
      match: (path: string) => Promise.resolve(kept.get(path)?.clone()),
      put: (path: string, answer: Response) => Promise.resolve(void kept.set(path, answer)),
      addAll: async (paths: string[]) => {
        for (const path of paths) {
          kept.set(path, await server(path));
        }
      },
    } as unknown as Cache);
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.all.keys()]);
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.all.delete(name));
  }
}

let caches: FakeCaches;
let server: (path: string) => Promise<Response>;
let asked: string[];

function shell(version = 'one'): ShellCache {
  return new ShellCache({ version, files: FILES }, ORIGIN, caches, (request) => {
    const path = typeof request === 'string' ? request : new URL(request.url).pathname;
    asked.push(path);
    return server(path);
  });
}

function request(path: string, mode: RequestMode = 'cors', method = 'GET'): Request {
  return { url: new URL(path, ORIGIN).href, mode, method } as Request;
}

async function text(answer: Promise<Response> | null): Promise<string> {
  return (await (await answer)?.text()) ?? '';
}

beforeEach(async () => {
  vi.useFakeTimers();
  caches = new FakeCaches();
  asked = [];
  server = (path) => Promise.resolve(new Response(path === '/' ? PAGE : `one ${path}`));
  await shell().install();
  asked = [];
});

afterEach(() => {
  vi.useRealTimers();
});

it('[W103] while the server answers, the page is the server’s, whatever was kept', async () => {
  server = () => Promise.resolve(new Response('newer'));
  expect(await text(shell().answer(request('/s/room?x', 'navigate')))).toBe('newer');
  expect(await text(shell().answer(request('/icon.svg')))).toBe('newer');
  server = () => Promise.resolve(new Response('no', { status: 403 }));
  expect((await shell().answer(request('/', 'navigate')))?.status).toBe(403);
});

it('[W103] without a network, without a server behind the proxy, or with one that is silent, the page is the one that was kept', async () => {
  server = () => Promise.reject(new TypeError('no network'));
  expect(await text(shell().answer(request('/s/a/b', 'navigate')))).toBe(PAGE);
  expect(await text(shell().answer(request('/icon.svg')))).toBe('one /icon.svg');
  server = () => Promise.resolve(new Response('bad gateway', { status: 502 }));
  expect(await text(shell().answer(request('/', 'navigate')))).toBe(PAGE);
  server = () => new Promise(() => undefined);
  const late = text(shell().answer(request('/', 'navigate')));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await late).toBe(PAGE);
});

it('[W103] files with a hash in their name are not asked for again; others of that kind are kept when they come', async () => {
  expect(await text(shell().answer(request('/assets/engine-1.wasm')))).toBe('one /assets/engine-1.wasm');
  expect(asked).toEqual([]);
  await shell().answer(request('/assets/rare-1.js'));
  server = () => Promise.reject(new TypeError('no network'));
  expect(await text(shell().answer(request('/assets/rare-1.js')))).toBe('one /assets/rare-1.js');
  server = () => Promise.resolve(new Response('gone', { status: 404 }));
  expect((await shell().answer(request('/assets/none.js')))?.status).toBe(404);
  expect(caches.all.get('diorama-page-one')?.has('/assets/none.js')).toBe(false);
});

it.each([
  ['/api/scenes/main/state'],
  ['/collab/main'],
  ['/actuator/health'],
  ['/service-worker.js'],
  ['http://elsewhere/assets/index-1.js'],
])('[W103] is not asked about %s', (path) => {
  expect(shell().answer(request(path))).toBeNull();
  expect(shell().answer(request(path, 'navigate'))).toBeNull();
});

it('[W103] only looks at what is fetched', () => {
  expect(shell().answer(request('/', 'navigate', 'POST'))).toBeNull();
});

it('[W103] a version is kept as a whole or not at all; the one before is dropped when it is no longer used', async () => {
  server = (path) => Promise.resolve(new Response(path === '/' ? '"/assets/index-2.js"' : 'other'));
  await expect(shell('two').install()).rejects.toThrow('not of version two');
  server = (path) => Promise.resolve(new Response(path === '/' ? PAGE : 'other'));
  await shell('two').install();
  expect([...caches.all.keys()]).toEqual(['diorama-page-one', 'diorama-page-two']);
  caches.all.set('of somebody else', new Map());
  await shell('two').activate();
  expect([...caches.all.keys()]).toEqual(['diorama-page-two', 'of somebody else']);
});
