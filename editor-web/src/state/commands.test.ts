import { expect, it } from 'vitest';
import { COMMANDS, chordOf, command } from './commands';

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

it('[W15] no two commands have the same key or id', () => {
  const keys = COMMANDS.flatMap((candidate) => candidate.keys);
  const ids = COMMANDS.map((candidate) => candidate.id);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(ids).size).toBe(ids.length);
});

it.each([
  [{ ...NONE, key: 'f' }, 'F'],
  [{ ...NONE, key: 'F' }, 'F'],
  [{ ...NONE, key: 'T', shiftKey: true }, 'Shift+T'],
  [{ ...NONE, key: '?', shiftKey: true }, '?'],
  [{ ...NONE, key: 'a', metaKey: true }, 'Ctrl+A'],
  [{ ...NONE, key: 'Delete' }, 'Delete'],
])('[W15] spells %j as %s', (event, chord) => {
  expect(chordOf(event)).toBe(chord);
});

it('an unknown command is a mistake in the program', () => {
  expect(() => command('no.such')).toThrow('no.such');
});
