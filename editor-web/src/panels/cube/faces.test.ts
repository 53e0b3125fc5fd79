import { expect, it } from 'vitest';
import { directionOf, FACES, facing, third, turnedBy } from './faces';

const [front, right, top] = FACES as [(typeof FACES)[0], (typeof FACES)[0], (typeof FACES)[0]];
const eighth = Math.PI / 4;

it('[W110] each face, edge and corner is looked at straight on', () => {
  expect(directionOf(front, 0, 0, 1)).toEqual({ yaw: 0, pitch: 0 });
  expect(directionOf(right, 0, 0, 1).yaw).toBeCloseTo(2 * eighth);
  expect(directionOf(front, 1, 0, 0).yaw).toBeCloseTo(eighth);
  expect(directionOf(front, 0, -1, 0).pitch).toBeCloseTo(eighth);
  expect(directionOf(top, 0, 1, 0)).toEqual(directionOf(front, 0, -1, 0));
  const corner = directionOf(right, -1, -1, 0);
  expect(corner.yaw).toBeCloseTo(eighth);
  expect(corner.pitch).toBeCloseTo(Math.atan(1 / Math.SQRT2));
});

it('[W110] from straight above the nearest quarter turn stays', () => {
  expect(directionOf(top, 0, 0, 1.4)).toEqual({ yaw: Math.PI / 2, pitch: Math.PI / 2 });
  expect(directionOf(top, 0, 0, -0.6)).toEqual({ yaw: -0, pitch: Math.PI / 2 });
});

it('[W110] right and up of a face are as one looks at it', () => {
  for (const { out, right: r, up: u } of FACES) {
    const cross = [r[1] * u[2] - r[2] * u[1], r[2] * u[0] - r[0] * u[2], r[0] * u[1] - r[1] * u[0]];
    expect(cross.map((value) => value + 0)).toEqual(out.map((value) => value + 0));
  }
});

it('[W110] the face that looks at the eye is the one for the keyboard', () => {
  for (const face of FACES) {
    expect(facing(directionOf(face, 0, 0, 0)).id).toBe(face.id);
  }
  expect(facing({ yaw: 0.6, pitch: 0.3 }).id).toBe('front');
  expect(facing({ yaw: 0.9, pitch: 0.3 }).id).toBe('right');
});

it('[W110] arrow keys go on to the next eighth of a turn, and end above and below', () => {
  expect(turnedBy('ArrowRight', { yaw: 0.1, pitch: 0 })).toEqual({ yaw: eighth, pitch: 0 });
  expect(turnedBy('ArrowRight', { yaw: eighth, pitch: 0 })?.yaw).toBeCloseTo(2 * eighth);
  expect(turnedBy('ArrowLeft', { yaw: 0.1, pitch: 0 })?.yaw).toBeCloseTo(0);
  expect(turnedBy('ArrowUp', { yaw: 0, pitch: 1.5 })?.pitch).toBeCloseTo(2 * eighth);
  expect(turnedBy('ArrowDown', { yaw: 0, pitch: -2 * eighth })?.pitch).toBeCloseTo(-2 * eighth);
  expect(turnedBy('a', { yaw: 0, pitch: 0 })).toBeNull();
});

it('[W110] a face has a middle and a rim', () => {
  expect([0.1, 0.5, 0.9].map(third)).toEqual([-1, 0, 1]);
});
