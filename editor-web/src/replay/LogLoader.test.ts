import { beforeEach, expect, it } from 'vitest';
import { CHUNK, LogError, LogLoader, rangesOf } from './LogLoader';
import { answerOf, entry, numbered } from './testing/sampleLog';
import type { LogEntry } from './wire';

let log: LogEntry[];
let asked: string[];
let fail: (from: number) => Response | Error | null;
let pageSize: number;
let name: string;

beforeEach(() => {
  log = numbered(Array.from({ length: 2_500 }, (_, index) => entry(index)));
  asked = [];
  fail = () => null;
  pageSize = CHUNK;
  name = 'x';
});

const server: typeof fetch = async (address) => {
  const url = new URL(String(address), 'http://here');
  const from = Number(url.searchParams.get('from'));
  const to = Number(url.searchParams.get('to') ?? log.length);
  if (from <= log.length) {
    asked.push(`${from}-${url.searchParams.get('to')}`);
  }
  const failure = fail(from);
  if (failure instanceof Error) {
    throw failure;
  }
  return failure ?? Response.json(answerOf(log, from, to, pageSize, name));
};

async function load(loader: LogLoader, signal = new AbortController().signal): Promise<number[]> {
  const sequences: number[] = [];
  await loader.catchUp(signal, (page) => sequences.push(...page.entries.map((each) => each.sequence)));
  return sequences;
}

const upTo = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

it('[W50] asks for fixed chunks that end at the head', () => {
  expect(rangesOf(0, 2_500)).toEqual([
    { from: 1, to: 1_000 },
    { from: 1_001, to: 2_000 },
    { from: 2_001, to: 2_500 },
  ]);
  expect(rangesOf(2_500, 3_100)).toEqual([
    { from: 2_501, to: 3_000 },
    { from: 3_001, to: 3_100 },
  ]);
  expect(rangesOf(7, 7)).toEqual([]);
});

it('[W50] reads everything in order, later only what is new', async () => {
  const loader = new LogLoader('team a/stage', server);
  expect(await load(loader)).toEqual(upTo(1, 2_500));
  expect(asked).toEqual(['1-1000', '1001-2000', '2001-2500']);
  log = numbered([...log, entry(3_000), entry(3_001)]);
  expect(await load(loader)).toEqual([2_501, 2_502]);
  expect([loader.loaded, loader.head]).toEqual([2_502, 2_502]);
  expect(await load(loader)).toEqual([]);
});

it('asks again where a page holds less than its chunk', async () => {
  pageSize = 400;
  expect(await load(new LogLoader('main', server))).toEqual(upTo(1, 2_500));
});

it('[W51] goes on where it failed', async () => {
  const loader = new LogLoader('main', server);
  fail = (from) => (from === 1_001 ? new TypeError('Failed to fetch') : null);
  await expect(load(loader)).rejects.toMatchObject({ trouble: 'offline' });
  expect(loader.loaded).toBe(1_000);
  fail = () => null;
  expect(await load(loader)).toEqual(upTo(1_001, 2_500));
});

it.each([
  ['refused', () => new Response('', { status: 403 })],
  ['unreadable', () => new Response('<html>')],
  ['unreadable', () => Response.json({ head: 3 })],
  ['unreadable', () => Response.json({ head: 1, log: 'x', updates: [{ sequence: 7, time: 1, bytes: '' }] })],
] as const)('[W51] says what is wrong: %s', async (trouble, answer) => {
  fail = answer;
  await expect(load(new LogLoader('main', server))).rejects.toMatchObject({ trouble });
});

it('[W51] a log that is shorter than before is another one', async () => {
  const loader = new LogLoader('main', server);
  await load(loader);
  log = log.slice(0, 3);
  await expect(load(loader)).rejects.toBeInstanceOf(LogError);
});

it('[W51] a log of another name is another one, also in the middle', async () => {
  const loader = new LogLoader('main', server);
  fail = (from) => {
    name = from === 1_001 ? 'y' : 'x';
    return null;
  };
  await expect(load(loader)).rejects.toMatchObject({ trouble: 'other-log' });
  expect(loader.loaded).toBe(1_000);
  fail = () => null;
  name = 'y';
  await expect(load(loader)).rejects.toMatchObject({ trouble: 'other-log' });
});

it('hands out nothing after it was aborted', async () => {
  const aborting = new AbortController();
  const pages: number[] = [];
  const reading = new LogLoader('main', server).catchUp(aborting.signal, (page) => {
    pages.push(page.entries.length);
    aborting.abort();
  });
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  expect(pages).toEqual([1_000]);
});

it('a colour that is none and an author of old do no harm', async () => {
  log = numbered([entry(0, { id: 'x', name: 'X', color: 'url(//elsewhere)' })]);
  const authors: unknown[] = [];
  await new LogLoader('main', server).catchUp(new AbortController().signal, (page) =>
    authors.push(...page.entries.map((each) => each.author)),
  );
  expect(authors).toEqual([{ id: 'x', name: 'X', color: '' }]);
});
