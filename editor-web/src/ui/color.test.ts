import { expect, it } from 'vitest';
import { fromHex, toHex } from './color';

it('[W12] a colour survives the way to linear and back', () => {
  for (const hex of ['#000000', '#ffffff', '#1b1d21', '#ff9f1c', '#0a0b0c']) {
    const linear = fromHex(hex);
    expect(linear).not.toBeNull();
    expect(toHex(linear ?? [0, 0, 0])).toBe(hex);
  }
});

it('[W12] short forms are understood, nonsense is not', () => {
  expect(fromHex('fff')).toEqual([1, 1, 1]);
  expect(fromHex('#12345')).toBeNull();
  expect(fromHex('orange')).toBeNull();
});
