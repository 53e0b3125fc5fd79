import { expect, it } from 'vitest';
import { OfflineStore } from './OfflineStore';
import { memoryTable } from './testing/memoryTable';

const FIRST = { update: new Uint8Array([1]), gesture: 'a-1', path: { start: 1 }, madeAt: 5 };
const SECOND = { update: new Uint8Array([2]), gesture: null, path: null, madeAt: 6 };

it('[W7] hands over what an earlier visit could not save, oldest first', async () => {
  const table = memoryTable();
  const earlier = new OfflineStore('main', table);
  earlier.add(FIRST);
  earlier.add(SECOND);
  await earlier.settled();
  expect(await new OfflineStore('main', table).takeOver()).toEqual([FIRST, SECOND]);
});

it('[W7] forgets what the server has acknowledged, taken over or made here', async () => {
  const table = memoryTable();
  await table.add('main', FIRST);
  const store = new OfflineStore('main', table);
  await store.takeOver();
  store.add(SECOND);
  store.acknowledged();
  await store.settled();
  expect(table.rows).toEqual([]);
});

it('[W7] keeps what was added after the acknowledgement', async () => {
  const table = memoryTable();
  const store = new OfflineStore('main', table);
  store.add(FIRST);
  store.acknowledged();
  store.add(SECOND);
  await store.settled();
  expect(table.rows.map((row) => row.edit)).toEqual([SECOND]);
});

it('[W7] touches neither another tab nor another room', async () => {
  const table = memoryTable();
  const here = new OfflineStore('main', table);
  const there = new OfflineStore('main', table);
  const elsewhere = new OfflineStore('other', table);
  await here.takeOver();
  there.add(FIRST);
  elsewhere.add(SECOND);
  await Promise.all([there.settled(), elsewhere.settled()]);
  here.acknowledged();
  await here.settled();
  expect(table.rows.map((row) => row.edit)).toEqual([FIRST, SECOND]);
  expect(await new OfflineStore('main', table).takeOver()).toEqual([FIRST]);
});

it('[W7] a disk that fails is survived', async () => {
  const table = memoryTable();
  const store = new OfflineStore('main', { ...table, add: () => Promise.reject(new Error('disk full')) });
  store.add(FIRST);
  store.acknowledged();
  await expect(store.settled()).resolves.toBeUndefined();
});
