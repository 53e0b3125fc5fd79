import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openUpdateTable } from '../collab/indexedDbTable';
import type { KeptEdit, UpdateTable } from '../collab/OfflineStore';
import { checksum, type SceneRow } from '../collab/SceneStore';
import { openSceneTable } from '../collab/sceneTable';
import { FakeSocket } from '../collab/testing/FakeSocket';
import { EngineHost, type HostListeners } from '../engine/EngineHost';
import { EditorSession } from './EditorSession';

vi.mock('../collab/indexedDbTable');
vi.mock('../collab/sceneTable');
vi.mock('../engine/EngineHost');

const LOST = { kind: 'device-lost', detail: 'gone' } as const;

const engine = {
  setUser: vi.fn(),
  loadUpdate: vi.fn(),
  setTool: vi.fn(),
  setToolSpace: vi.fn(),
  setSnapping: vi.fn(),
  free: vi.fn(),
  connectionOpened: vi.fn(),
  connectionClosed: vi.fn(),
  setOutput: vi.fn(),
  setOrthographic: vi.fn(),
  setQuiet: vi.fn(),
  receive: vi.fn(),
  encodeState: vi.fn(() => new Uint8Array([5, 6, 7])),
  syncState: vi.fn(() => ({ synced: false, connected: true, pending: 0 })),
  setLaser: vi.fn(),
};
const canvas = {} as HTMLCanvasElement;

let sockets: FakeSocket[];
let scenes: Map<string, unknown>;
let stops: number;
let told: HostListeners;
let table: PromiseWithResolvers<UpdateTable>;
let kept: PromiseWithResolvers<{ key: number; edit: KeptEdit }[]>;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  table = Promise.withResolvers();
  kept = Promise.withResolvers();
  scenes = new Map();
  stops = 0;
  vi.mocked(openSceneTable).mockResolvedValue({
    get: (room) => Promise.resolve(scenes.get(room)),
    put: (row) => Promise.resolve(void scenes.set(row.room, row)),
    remove: (rooms) => {
      for (const room of rooms) {
        scenes.delete(room);
      }
      return Promise.resolve();
    },
    rooms: () => Promise.resolve([...scenes.keys()]),
  });
  vi.mocked(openUpdateTable).mockReturnValue(table.promise);
  vi.mocked(EngineHost.start).mockImplementation((_canvas, listeners) => {
    told = listeners;
    return Promise.resolve({ engine, stop: () => stops++ } as unknown as EngineHost);
  });
  vi.stubGlobal('location', { protocol: 'http:', host: 'here' });
  vi.stubGlobal('window', { addEventListener: vi.fn() });
  vi.stubGlobal('document', { addEventListener: vi.fn() });
  vi.stubGlobal(
    'WebSocket',
    class extends FakeSocket {
      constructor(url: string) {
        super(url);
        sockets.push(this);
      }
    },
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
  vi.useRealTimers();
});

function opensTable(): Promise<unknown> {
  table.resolve({ all: () => kept.promise, add: () => Promise.resolve(1), remove: () => Promise.resolve() });
  return vi.advanceTimersByTimeAsync(0);
}

function readsKept(): Promise<unknown> {
  kept.resolve([{ key: 1, edit: { update: new Uint8Array([7]), gesture: null, path: null, madeAt: 1 } }]);
  return vi.advanceTimersByTimeAsync(0);
}

it('[W7] loads what was kept, then joins the room', async () => {
  const session = EditorSession.open(canvas, 'main', 'edit');
  await opensTable();
  expect(session.phase.get().kind).toBe('starting');
  await readsKept();
  expect(session.phase.get().kind).toBe('running');
  expect(engine.loadUpdate).toHaveBeenCalledOnce();
  expect(sockets.map((socket) => socket.url)).toEqual(['ws://here/collab/main']);
});

it('[W4] an engine that fails while the store is opened stays failed', async () => {
  const session = EditorSession.open(canvas, 'main', 'edit');
  await vi.advanceTimersByTimeAsync(0);
  told.onFailure(LOST);
  await opensTable();
  await readsKept();
  expect(session.phase.get()).toEqual({ kind: 'failed', failure: LOST });
  expect(session.engine).toBeNull();
  expect(sockets).toEqual([]);
});

it('[W4] an engine that fails while kept edits are read stays failed', async () => {
  const session = EditorSession.open(canvas, 'main', 'edit');
  await opensTable();
  told.onFailure(LOST);
  await readsKept();
  expect(session.phase.get()).toEqual({ kind: 'failed', failure: LOST });
  expect(engine.loadUpdate).not.toHaveBeenCalled();
  expect(sockets).toEqual([]);
});

it('[W90] an engine that stops at a fault is replaced, and the next one gets what the server may not have', async () => {
  const session = EditorSession.open(canvas, 'main', 'edit');
  await opensTable();
  await readsKept();
  told.onLocalUpdate?.(new Uint8Array([8]), { gesture: null, path: null });
  engine.loadUpdate.mockClear();
  told.onFailure({ kind: 'crashed', detail: 'a trap' });
  await vi.advanceTimersByTimeAsync(0);
  expect(engine.free).toHaveBeenCalledOnce();
  expect(EngineHost.start).toHaveBeenCalledTimes(2);
  expect(engine.loadUpdate.mock.calls).toEqual([[new Uint8Array([7])], [new Uint8Array([8])]]);
  expect(session.phase.get()).toEqual({ kind: 'running' });
  expect(session.engine).toBe(engine);
});

it('[W90] one that stops again and again is not', async () => {
  const session = EditorSession.open(canvas, 'main', 'edit');
  await opensTable();
  await readsKept();
  for (let i = 0; i < 4; i++) {
    told.onFailure({ kind: 'crashed', detail: 'a trap' });
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(session.phase.get().kind).toBe('failed');
  expect(session.engine).toBeNull();
});

function keptScene(update: Uint8Array): SceneRow {
  return { room: 'main', update, log: 'log-1', sequence: 7, keptAt: 1, sum: checksum(update) };
}

/** Whatever the page was told before it runs. */
async function starts(): Promise<EditorSession> {
  const session = EditorSession.open(canvas, 'main', 'edit');
  await opensTable();
  await readsKept();
  return session;
}

it('[W100] a scene that was kept is shown before the server is asked, beneath the edits that were kept', async () => {
  scenes.set('main', keptScene(new Uint8Array([1, 2, 3])));
  const session = await starts();
  expect(session.known.get()).toBe(true);
  expect(engine.receive.mock.calls).toEqual([[new Uint8Array([0, 2, 3, 1, 2, 3])]]);
  expect(engine.receive.mock.invocationCallOrder[0]).toBeLessThan(engine.loadUpdate.mock.invocationCallOrder[0] ?? 0);
  expect(session.phase.get().kind).toBe('running');
});

it('[W100] the scene is kept once it is whole, when it has changed and the line goes', async () => {
  await starts();
  const [socket] = sockets;
  socket?.opens();
  told.onLocalUpdate?.(new Uint8Array([8]), { gesture: null, path: null });
  socket?.close();
  expect(scenes.size).toBe(0);
  engine.syncState.mockReturnValueOnce({ synced: true, connected: true, pending: 1 });
  told.onChange(['sync']);
  told.onFrame();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(scenes.get('main')).toMatchObject({ update: new Uint8Array([5, 6, 7]), log: '', sequence: 0 });
});

it.each([
  ['another sum', { ...keptScene(new Uint8Array([1])), sum: 5 }],
  ['no bytes', { ...keptScene(new Uint8Array([1])), update: 'abc' }],
  ['another room', { ...keptScene(new Uint8Array([1])), room: 'elsewhere' }],
  ['nonsense', 17],
])('[W101] what is damaged is forgotten, and that is said: %s', async (_what, row) => {
  scenes.set('main', row);
  const session = await starts();
  expect(session.notice.get()?.text).toMatch(/damaged/);
  expect(session.known.get()).toBe(false);
  expect(session.phase.get().kind).toBe('running');
  expect(engine.receive).not.toHaveBeenCalled();
  expect(scenes.has('main')).toBe(false);
});

it('[W101] what takes the engine with it is forgotten, and another engine goes on', async () => {
  scenes.set('main', keptScene(new Uint8Array([1])));
  engine.receive.mockImplementationOnce(() => {
    throw new Error('a trap');
  });
  const session = await starts();
  expect(stops).toBe(1);
  expect(EngineHost.start).toHaveBeenCalledTimes(2);
  expect(session.phase.get().kind).toBe('running');
  expect(scenes.has('main')).toBe(false);
});

it('[W102] a scene that was forgotten is not kept again by this page', async () => {
  scenes.set('main', keptScene(new Uint8Array([1])));
  const session = await starts();
  await session.forgetScene();
  told.onLocalUpdate?.(new Uint8Array([8]), { gesture: null, path: null });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(scenes.size).toBe(0);
});
