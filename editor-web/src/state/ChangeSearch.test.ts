import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ChangeSearch } from './ChangeSearch';
import { type ChangeTerms, parseSearch } from './searchTerms';

const ME = { name: 'Bo Berg ', color: '#00b6d8' };

let asked: string[];
let aborted: number;
let answer: () => Response | Promise<Response>;
let search: ChangeSearch;

const server: typeof fetch = async (address, request) => {
  asked.push(String(address));
  request?.signal?.addEventListener('abort', () => aborted++);
  return await answer();
};

const nodes = (...ids: string[]): Response => Response.json({ nodes: ids.map((id) => ({ id })), more: false });
const terms = (text: string): ChangeTerms | null => parseSearch(text).changes;
const look = (text: string): void => search.look(terms(text), ME);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 0, 2, 1, 0, 0) });
  asked = [];
  aborted = 0;
  answer = () => nodes('ball', 'cube');
  search = new ChangeSearch('a/b', server);
});

afterEach(() => {
  search.close();
  vi.useRealTimers();
});

it('[W133] asks the server once nothing is typed any more, with what was typed last', async () => {
  look('by:b');
  await vi.advanceTimersByTimeAsync(200);
  look('by:bo');
  expect(search.state.get()).toEqual({ kind: 'asking' });
  await vi.advanceTimersByTimeAsync(240);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(10);
  expect(asked).toEqual(['/api/scenes/a%2Fb/authorship?limit=20000&by=bo']);
  expect(search.state.get()).toEqual({ kind: 'found', ids: ['ball', 'cube'], more: false });
  look('by:bo');
  await vi.advanceTimersByTimeAsync(100_000);
  expect(asked).toHaveLength(1);
});

it('[W133] by:me is who sits here, changed: is by the clock of the server, and today since midnight here', async () => {
  look('by:me');
  await vi.advanceTimersByTimeAsync(250);
  look('changed:5m by:me');
  await vi.advanceTimersByTimeAsync(250);
  look('changed:today');
  await vi.advanceTimersByTimeAsync(250);
  expect(asked.map((each) => each.split('?')[1])).toEqual([
    'limit=20000&name=Bo+Berg&color=%2300b6d8',
    'limit=20000&name=Bo+Berg&color=%2300b6d8&within=300',
    'limit=20000&within=3601',
  ]);
  search.look(terms('by:me'), { name: 'Ada', color: '#ffffff' });
  await vi.advanceTimersByTimeAsync(250);
  expect(asked.at(-1)).toContain('name=Ada&color=%23ffffff');
});

it('[W133] an answer to what was typed before comes too late', async () => {
  const late = Promise.withResolvers<Response>();
  answer = () => late.promise;
  look('by:bo');
  await vi.advanceTimersByTimeAsync(250);
  answer = () => nodes('lamp');
  look('by:ada');
  expect(aborted).toBe(1);
  await vi.advanceTimersByTimeAsync(250);
  late.resolve(nodes('ball'));
  await vi.advanceTimersByTimeAsync(0);
  expect(search.state.get()).toEqual({ kind: 'found', ids: ['lamp'], more: false });
  look('');
  expect(search.state.get()).toEqual({ kind: 'none' });
});

it('[W135] asks again when the scene changed, at most every three seconds, and tells nobody when nothing is new', async () => {
  look('by:bo');
  await vi.advanceTimersByTimeAsync(250);
  const first = search.state.get();
  for (let frame = 0; frame < 600; frame++) {
    search.sceneChanged();
    await vi.advanceTimersByTimeAsync(16);
  }
  expect(asked.length).toBe(4);
  expect(search.state.get()).toBe(first);
  answer = () => nodes('ball');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(search.state.get()).toEqual({ kind: 'found', ids: ['ball'], more: false });
  const slow = Promise.withResolvers<Response>();
  answer = () => slow.promise;
  search.sceneChanged();
  await vi.advanceTimersByTimeAsync(3_000);
  search.sceneChanged();
  const before = asked.length;
  slow.resolve(nodes('ball'));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(asked.length).toBe(before + 1);
});

it('[W135] what has become too old goes by itself', async () => {
  look('changed:30s');
  await vi.advanceTimersByTimeAsync(250);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(asked).toHaveLength(4);
  look('changed:1d');
  await vi.advanceTimersByTimeAsync(250);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(asked).toHaveLength(7);
});

it('[W134] a server that cannot be reached, or refuses, is told from one that finds nothing, and asked again', async () => {
  answer = () => {
    throw new TypeError('no network');
  };
  look('by:bo');
  await vi.advanceTimersByTimeAsync(250);
  expect(search.state.get()).toEqual({ kind: 'failed', trouble: 'offline', ids: null });
  answer = () => new Response('<html>', { status: 200 });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(search.state.get()).toEqual({ kind: 'failed', trouble: 'refused', ids: null });
  answer = () => Response.json({ status: 503 }, { status: 503 });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(search.state.get()).toEqual({ kind: 'failed', trouble: 'refused', ids: null });
  answer = () => nodes('ball');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(search.state.get()).toEqual({ kind: 'found', ids: ['ball'], more: false });
  answer = () => {
    throw new TypeError('no network');
  };
  search.sceneChanged();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(search.state.get()).toEqual({ kind: 'failed', trouble: 'offline', ids: ['ball'] });
});
