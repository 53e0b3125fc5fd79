import { expect, it } from 'vitest';
import { fileName } from './picture';
import { pictureSize } from './pictureSize';

it('[W85] a picture has the pixels of the canvas, or so many along its longer side', () => {
  expect(pictureSize(1440, 900, 'view')).toEqual({ width: 1440, height: 900 });
  expect(pictureSize(1440, 900, '3840')).toEqual({ width: 3840, height: 2400 });
  expect(pictureSize(1440, 900, '1920')).toEqual({ width: 1920, height: 1200 });
  expect(pictureSize(390, 844, '3840')).toEqual({ width: 1774, height: 3840 });
});

it.each([
  ['Still life', 'Still life'],
  ['a/b\\c: "d"?', 'a b c d'],
  ['  ', 'scene'],
  ['Szene ü', 'Szene ü'],
])('[W85] the file of %j is called %j', (name, file) => {
  expect(fileName(name)).toBe(file);
});
