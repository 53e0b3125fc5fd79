import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openUpdateTable } from '../collab/indexedDbTable';
import type { KeptEdit, UpdateTable } from '../collab/OfflineStore';
import { FakeSocket } from '../collab/testing/FakeSocket';
import { EngineHost, type HostListeners } from '../engine/EngineHost';
import { EditorSession } from './EditorSession';

vi.mock('../collab/indexedDbTable');
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
};
const canvas = {} as HTMLCanvasElement;

let sockets: FakeSocket[];
let told: HostListeners;
let table: PromiseWithResolvers<UpdateTable>;
let kept: PromiseWithResolvers<{ key: number; edit: KeptEdit }[]>;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  table = Promise.withResolvers();
  kept = Promise.withResolvers();
  vi.mocked(openUpdateTable).mockReturnValue(table.promise);
  vi.mocked(EngineHost.start).mockImplementation((_canvas, listeners) => {
    told = listeners;
    return Promise.resolve({ engine } as unknown as EngineHost);
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
