import { expect, it, vi } from 'vitest';
import { checksum, type SceneRow, SceneStore, type SceneTable } from './SceneStore';

const SCENE = { update: new Uint8Array([1, 2, 3]), log: 'log-1', sequence: 4 };

function memory(): SceneTable & { readonly rows: Map<string, SceneRow> } {
  const rows = new Map<string, SceneRow>();
  return {
    rows,
    get: (room) => Promise.resolve(rows.get(room)),
    put: (row) => Promise.resolve(void rows.set(row.room, row)),
    remove: (rooms) => {
      for (const room of rooms) {
        rows.delete(room);
      }
      return Promise.resolve();
    },
    rooms: () => Promise.resolve([...rows.values()].sort((a, b) => a.keptAt - b.keptAt).map((row) => row.room)),
  };
}

it('[W100] hands out the scene that was kept last, of its room alone', async () => {
  const table = memory();
  await new SceneStore('main', table).keep(SCENE);
  await new SceneStore('main', table).keep({ ...SCENE, sequence: 5 });
  expect(await new SceneStore('main', table).read()).toMatchObject({ ...SCENE, sequence: 5 });
  expect(await new SceneStore('other', table).read()).toBeNull();
});

it('[W101] one byte that is another one is found out', async () => {
  const table = memory();
  const store = new SceneStore('main', table);
  await store.keep(SCENE);
  const row = table.rows.get('main');
  table.rows.set('main', { ...(row as SceneRow), update: new Uint8Array([1, 2, 4]) });
  expect(await store.read()).toBe('broken');
  table.rows.set('main', { ...(row as SceneRow), sequence: -1 });
  expect(await store.read()).toBe('broken');
});

it('[W102] keeps so many rooms, and none that is too large', async () => {
  const table = memory();
  let now = 0;
  for (let room = 0; room < 30; room++) {
    await new SceneStore(`room ${room}`, table, () => now++).keep(SCENE);
  }
  expect([...table.rows.keys()]).toEqual(Array.from({ length: 24 }, (_, at) => `room ${at + 6}`));
  const large = new SceneStore('room 29', table);
  await large.keep({ ...SCENE, update: new Uint8Array((32 << 20) + 1) });
  expect(await large.read()).toBeNull();
});

it('[W102] forgets its room, or all of them', async () => {
  const table = memory();
  await new SceneStore('one', table).keep(SCENE);
  await new SceneStore('two', table).keep(SCENE);
  await new SceneStore('one', table).forget();
  expect([...table.rows.keys()]).toEqual(['two']);
  await new SceneStore('one', table).forgetAll();
  expect(table.rows.size).toBe(0);
});

it('[W101] a disk that fails is survived', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const failing = (): Promise<never> => Promise.reject(new Error('disk full'));
  const store = new SceneStore('main', { get: failing, put: failing, remove: failing, rooms: failing });
  await store.keep(SCENE);
  await store.forget();
  await store.forgetAll();
  expect(await store.read()).toBeNull();
});

it('[W101] the sum is that of FNV-1a', () => {
  expect(checksum(new Uint8Array())).toBe(0x811c9dc5);
  expect(checksum(new TextEncoder().encode('foobar'))).toBe(0xbf9cf968);
});
