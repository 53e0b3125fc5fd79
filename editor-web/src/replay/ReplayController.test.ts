import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LogLoader } from './LogLoader';
import { ReplayController } from './ReplayController';
import { FakeFrames, FakeReplay } from './testing/FakeReplay';
import { ADA, answerOf, BO, entry, numbered } from './testing/sampleLog';
import type { LogEntry } from './wire';

let log: LogEntry[];
let offline: boolean;
let engine: FakeReplay;
let frames: FakeFrames;
let past: boolean[];
let replay: ReplayController;

const server: typeof fetch = async (address) => {
  if (offline) {
    throw new TypeError('Failed to fetch');
  }
  const query = new URL(String(address), 'http://here').searchParams;
  return Response.json(answerOf(log, Number(query.get('from')), Number(query.get('to') ?? log.length)));
};

beforeEach(async () => {
  vi.useFakeTimers();
  // Ten steps of two entries each, 2 s apart.
  log = numbered(
    Array.from({ length: 20 }, (_, index) =>
      entry(Math.floor(index / 2) * 2_000 + (index % 2) * 100, index < 10 ? ADA : BO),
    ),
  );
  offline = false;
  engine = new FakeReplay();
  frames = new FakeFrames();
  past = [];
  replay = new ReplayController(
    { room: 'main', engine: () => engine, onPast: (now) => past.push(now) },
    new LogLoader('main', server),
    frames,
  );
});

afterEach(() => {
  replay.close();
  vi.useRealTimers();
});

async function opened(): Promise<void> {
  replay.open();
  await vi.advanceTimersByTimeAsync(0);
}

it('[W53] reads the log while the scene stays live, and nothing is asked of the engine', async () => {
  await opened();
  expect(replay.load.get()).toEqual({ kind: 'ready' });
  expect(replay.timeline.length).toBe(20);
  expect([engine.opened, replay.past.get(), frames.waiting]).toEqual([false, false, false]);
});

it('[W53] many seeks between two frames are one', async () => {
  await opened();
  for (const sequence of [3, 9, 14, 7]) {
    replay.seek(sequence);
  }
  expect(engine.seeks).toEqual([]);
  frames.next();
  expect(engine.seeks).toEqual([7]);
  expect([replay.position.get(), past]).toEqual([7, [true]]);
  expect(frames.waiting).toBe(false);
});

it('[W47] steps are gestures, from the live scene backwards too', async () => {
  await opened();
  replay.stepBy(-1);
  frames.next();
  replay.stepBy(-10);
  frames.next();
  replay.stepBy(3);
  frames.next();
  expect(engine.seeks).toEqual([18, 0, 6]);
});

it('[W52] tells and outlines what a step did, in its author’s colour', async () => {
  await opened();
  replay.seek(12);
  frames.next();
  expect(replay.caption.get()).toBe('Bo moved Lamp');
  expect(engine.flashed).toEqual([`n12 ${BO.color}`]);
  replay.seek(0);
  frames.next();
  expect(replay.caption.get()).toBe('Before the first edit');
});

it('[W44] plays from the beginning, and stands still at the end', async () => {
  await opened();
  replay.choose({ factor: 64 });
  replay.toggle();
  for (let frame = 0; frame < 200 && frames.waiting; frame++) {
    frames.next();
  }
  expect(engine.seeks[0]).toBe(0);
  expect([engine.seeks.at(-1), replay.direction.get(), frames.waiting]).toEqual([20, 0, false]);
  replay.shuttle(-1);
  replay.shuttle(-1);
  frames.next();
  frames.next();
  expect(replay.direction.get()).toBe(-1);
  expect(replay.position.get()).toBeLessThan(20);
});

it('[W43] what comes while the past is watched is counted and can be reached', async () => {
  await opened();
  replay.seek(5);
  frames.next();
  log = numbered([...log, entry(60_000, ADA), entry(60_001, ADA)]);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(replay.unseen.get()).toBe(2);
  expect(replay.position.get()).toBe(5);
  replay.seek(22);
  frames.next();
  expect(engine.seeks.at(-1)).toBe(22);
  replay.goLive();
  expect([engine.opened, replay.past.get(), replay.unseen.get(), past]).toEqual([false, false, 0, [true, false]]);
});

it('[W43] a closed drawer reads no more; an open one goes on where it was', async () => {
  await opened();
  replay.close();
  log = numbered([...log, entry(60_000)]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(replay.timeline.length).toBe(20);
  await opened();
  expect(replay.timeline.length).toBe(21);
});

it('[W51] tries again by itself, and at once when asked', async () => {
  offline = true;
  await opened();
  expect(replay.load.get()).toEqual({ kind: 'failed', trouble: 'offline' });
  offline = false;
  replay.retry();
  await vi.advanceTimersByTimeAsync(0);
  expect(replay.load.get().kind).toBe('ready');
  offline = true;
  await vi.advanceTimersByTimeAsync(1_500);
  expect(replay.load.get().kind).toBe('failed');
  offline = false;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(replay.load.get().kind).toBe('ready');
});

it('[W45] a moment that is asked for before it was read is shown once it is', async () => {
  replay.open();
  replay.seek(8);
  await vi.advanceTimersByTimeAsync(0);
  frames.next();
  expect(engine.seeks).toEqual([8]);
});

it('[W45] a moment beyond the log is its end', async () => {
  replay.open();
  replay.seek(999);
  await vi.advanceTimersByTimeAsync(0);
  frames.next();
  expect(engine.seeks).toEqual([20]);
});

it('waits for the engine where it has much to read', async () => {
  log = numbered(Array.from({ length: 5_000 }, (_, index) => entry(index * 10)));
  await opened();
  engine.ready = 1_500;
  replay.seek(5_000);
  frames.next();
  expect([engine.seeks, replay.preparing.get()]).toEqual([[], 50]);
  engine.ready = 4_500;
  frames.next();
  expect([engine.seeks, replay.preparing.get()]).toEqual([[5_000], null]);
});

it('[W46] restores what is shown, and only that', async () => {
  await opened();
  expect(replay.restore()).toBe(false);
  replay.seek(4);
  expect(replay.restore()).toBe(false);
  frames.next();
  expect(replay.restore()).toBe(true);
  expect([engine.restored, replay.past.get()]).toEqual([1, false]);
});

it('without an engine there is nothing to show', async () => {
  const alone = new ReplayController(
    { room: 'main', engine: () => null, onPast: () => undefined },
    new LogLoader('main', server),
    frames,
  );
  alone.open();
  await vi.advanceTimersByTimeAsync(0);
  alone.seek(3);
  frames.next();
  expect([alone.past.get(), frames.waiting]).toEqual([false, false]);
  alone.close();
});
