import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stored } from './stored';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

let items: Map<string, string>;
let tellTabs: (event: { key: string }) => void;

beforeEach(() => {
  items = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
  });
  vi.stubGlobal('addEventListener', (_type: string, listener: typeof tellTabs) => {
    tellTabs = listener;
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('[W102] what is set for all tabs holds at once in those that are open', () => {
  const keep = stored('keepScenes', true, isBoolean, true);
  items.set('diorama.keepScenes', 'false');
  tellTabs({ key: 'diorama.other' });
  expect(keep.get()).toBe(true);
  tellTabs({ key: 'diorama.keepScenes' });
  expect(keep.get()).toBe(false);
  items.set('diorama.keepScenes', 'nonsense');
  tellTabs({ key: 'diorama.keepScenes' });
  expect(keep.get()).toBe(false);
});
