import { afterEach, expect, it } from 'vitest';
import { COMMANDS, command } from './commands';
import { preset, singleKeys } from './preferences';
import { BLENDER_HABITS, isSingle, keysOf, PRESETS, type Preset } from './shortcuts';

afterEach(() => {
  preset.set('diorama');
  singleKeys.set(true);
});

it.each(Object.keys(PRESETS) as Preset[])(
  '[W82] %s: no two commands have the same key, and all in it exist',
  (name) => {
    preset.set(name);
    const keys = COMMANDS.flatMap(keysOf);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at && !replayOnly(key))).toEqual([]);
    for (const id of Object.keys(PRESETS[name])) {
      expect(command(id).id).toBe(id);
    }
  },
);

/** The keys of the replay are its own while it is open. */
function replayOnly(key: string): boolean {
  return COMMANDS.filter((candidate) => keysOf(candidate).includes(key)).some(({ group }) => group === 'Replay');
}

it('[W82] Blender moves by G, and G asks those who have other keys', () => {
  expect(keysOf(command('tool.move'))).toEqual(['W']);
  expect(COMMANDS.flatMap(keysOf).filter((key) => BLENDER_HABITS.includes(key))).toEqual([]);
  preset.set('blender');
  expect(keysOf(command('tool.move'))).toEqual(['G']);
  expect(keysOf(command('edit.delete'))[0]).toBe('X');
});

it.each(Object.keys(PRESETS) as Preset[])('[W83] %s: no key is a single character when these are off', (name) => {
  preset.set(name);
  singleKeys.set(false);
  const keys = COMMANDS.flatMap(keysOf);
  expect(keys.filter(isSingle)).toEqual([]);
  expect(keys).toEqual(expect.arrayContaining(['Delete', 'Escape', 'Ctrl+Z', 'Ctrl+K', 'F2']));
});
