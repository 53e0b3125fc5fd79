import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { guest, PEOPLE_COLORS, type Person } from './person';
import type { Signal } from './signal';

const CHOSEN: Person = { name: 'Ada', color: '#46a9f2' };

let browser: Map<string, string>;
let chance: number;

beforeEach(() => {
  browser = new Map();
  chance = 0;
  // No two guests by chance are alike here.
  vi.spyOn(Math, 'random').mockImplementation(() => (chance++ % 12) / 12);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function storage(values: Map<string, string>) {
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => values.set(key, value),
  };
}

/** Loads the page in a tab of the browser; the answer has the person there, and what another tab's choice does. */
async function load(tab = new Map<string, string>()): Promise<{ person: Signal<Person>; told: () => void }> {
  let listener: (event: { key: string }) => void = () => undefined;
  vi.stubGlobal('localStorage', storage(browser));
  vi.stubGlobal('sessionStorage', storage(tab));
  vi.stubGlobal('addEventListener', (_type: string, listens: typeof listener) => {
    listener = listens;
  });
  vi.resetModules();
  const { person } = await import('./person');
  return { person, told: () => listener({ key: 'diorama.person' }) };
}

it('[W16] a guest has a friendly name and one of the colours', () => {
  expect(guest(() => 0)).toEqual({ name: 'Amber Badger', color: PEOPLE_COLORS[0] });
  expect(guest(() => 0.9999)).toEqual({ name: 'Swift Wren', color: PEOPLE_COLORS[11] });
});

it('[W16] a second tab is another guest, a page loaded anew is the same', async () => {
  const tab = new Map<string, string>();
  const first = (await load(tab)).person.get();
  const second = (await load()).person.get();
  expect(second.name).not.toBe(first.name);
  expect(second.color).not.toBe(first.color);
  expect((await load(tab)).person.get()).toEqual(first);
  expect(browser.size).toBe(0);
});

it('[W16] what was chosen holds in tabs of later', async () => {
  const tab = new Map<string, string>();
  (await load(tab)).person.set(CHOSEN);
  expect((await load()).person.get()).toEqual(CHOSEN);
  expect((await load(tab)).person.get()).toEqual(CHOSEN);
});

it('[W16] what was chosen holds in tabs that are open', async () => {
  const other = await load();
  const here = await load();
  here.person.set(CHOSEN);
  const write = vi.spyOn(browser, 'set');
  other.told();
  expect(other.person.get()).toEqual(CHOSEN);
  expect(write).not.toHaveBeenCalled();
});

it('[W16] what is no person is not taken from the storage', async () => {
  browser.set('diorama.person', '{"name":" ","color":"red"}');
  expect((await load()).person.get().name).not.toBe(' ');
});

it('[W16] there is a guest where storage is blocked', async () => {
  await load();
  vi.stubGlobal('localStorage', undefined);
  vi.stubGlobal('sessionStorage', undefined);
  vi.resetModules();
  const { person } = await import('./person');
  person.set(CHOSEN);
  expect(person.get()).toEqual(CHOSEN);
});
