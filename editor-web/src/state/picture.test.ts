import { expect, it } from 'vitest';
import { fileName, pictureSize } from './picture';

it('[W85] a picture has the pixels of the canvas, or 3,840 along its longer side', () => {
  expect(pictureSize(1440, 900, false)).toEqual({ width: 1440, height: 900 });
  expect(pictureSize(1440, 900, true)).toEqual({ width: 3840, height: 2400 });
  expect(pictureSize(390, 844, true)).toEqual({ width: 1774, height: 3840 });
});

it.each([
  ['Still life', 'Still life'],
  ['a/b\\c: "d"?', 'a b c d'],
  ['  ', 'scene'],
  ['Szene ü', 'Szene ü'],
])('[W85] the file of %j is called %j', (name, file) => {
  expect(fileName(name)).toBe(file);
});
