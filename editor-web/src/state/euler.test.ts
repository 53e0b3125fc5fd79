import { expect, it } from 'vitest';
import { eulerOf, quaternionOf, sameRotation } from './euler';

it('[W13] turns about one axis are what they are', () => {
  const half = Math.SQRT1_2;
  expect(quaternionOf([90, 0, 0])).toEqual([expect.closeTo(half), 0, 0, expect.closeTo(half)]);
  expect(quaternionOf([0, 90, 0])).toEqual([0, expect.closeTo(half), 0, expect.closeTo(half)]);
  expect(quaternionOf([0, 0, 90])).toEqual([0, 0, expect.closeTo(half), expect.closeTo(half)]);
});

it('[W13] any rotation survives being shown and written back', () => {
  for (let x = -180; x <= 180; x += 15) {
    for (let y = -90; y <= 90; y += 15) {
      for (let z = -180; z <= 180; z += 15) {
        const rotation = quaternionOf([x, y, z]);
        expect(sameRotation(quaternionOf(eulerOf(rotation)), rotation), `${x} ${y} ${z}`).toBe(true);
        expect(Math.hypot(...rotation)).toBeCloseTo(1, 12);
      }
    }
  }
});

it('[W13] angles away from the poles come back as they were typed', () => {
  const [x, y, z] = eulerOf(quaternionOf([10, -20, 130]));
  expect([x, y, z]).toEqual([expect.closeTo(10), expect.closeTo(-20), expect.closeTo(130)]);
});

it('[W13] what is stored is rounded to float32, and still shown as it was typed', () => {
  for (const angles of [
    [0, 90, 0],
    [90, 0, 0],
    [0, 0, 45],
    [30, -90, 0],
    [12.5, 89, 200 - 360],
  ] as const) {
    const [x, y, z, w] = quaternionOf(angles).map(Math.fround) as [number, number, number, number];
    expect(sameRotation([x, y, z, w], quaternionOf(angles))).toBe(true);
    expect(eulerOf([x, y, z, w]).map((angle) => Number(angle.toFixed(2)) + 0)).toEqual(angles);
  }
});

it('[W13] a quaternion and its negative are one rotation, another one is not', () => {
  const [x, y, z, w] = quaternionOf([10, 20, 30]);
  expect(sameRotation([x, y, z, w], [-x, -y, -z, -w])).toBe(true);
  expect(sameRotation([x, y, z, w], quaternionOf([10.1, 20, 30]))).toBe(false);
});
