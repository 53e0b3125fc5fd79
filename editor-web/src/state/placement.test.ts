import { expect, it } from 'vitest';
import { below, type Place, relativeTo } from './placement';

const HALF = Math.SQRT1_2;
const TABLE: Place = { p: [1, 2, 3], r: [0, HALF, 0, HALF], s: [2, 2, 2] };
const CUP: Place = { p: [1, 0, 0], r: [HALF, 0, 0, HALF], s: [0.5, 1, 1] };

it('[W72] a place below another is turned, scaled and moved with it', () => {
  const { p, s } = below(TABLE, CUP);
  expect(p.map((each) => Math.round(each * 1e6) / 1e6)).toEqual([1, 2, 1]);
  expect(s).toEqual([1, 2, 2]);
});

it('[W72] and back again it is where it was', () => {
  const back = relativeTo(TABLE, below(TABLE, CUP));
  for (const key of ['p', 'r', 's'] as const) {
    back[key].forEach((each, axis) => {
      expect(each).toBeCloseTo(CUP[key][axis] ?? Number.NaN, 12);
    });
  }
});
