import { expect, it } from 'vitest';
import { fuzzyScore } from './fuzzy';

it.each([
  ['', 'Delete', true],
  ['del', 'Delete', true],
  ['ft', 'From the top', true],
  ['from top', 'From the top', true],
  ['elt', 'Delete', true],
  ['tled', 'Delete', false],
  ['deletes', 'Delete', false],
])('[W56] %j fits %j: %s', (typed, text, fits) => {
  expect(fuzzyScore(typed, text) !== null).toBe(fits);
});

it('[W56] beginnings of words and letters in a row come first', () => {
  const order = (typed: string, texts: string[]) =>
    [...texts].sort((a, b) => (fuzzyScore(typed, b) ?? -1e9) - (fuzzyScore(typed, a) ?? -1e9));
  expect(order('re', ['Wireframe', 'Frame selection', 'Redo', 'Rename'])[0]).toBe('Redo');
  expect(order('ft', ['Shift', 'From the top'])[0]).toBe('From the top');
});
