import { expect, it } from 'vitest';
import { Heading } from './Heading';

const right = { yaw: Math.PI / 4, pitch: 0 };

it('[W110] a key pressed while the camera eases goes on from where it was sent', () => {
  const heading = new Heading();
  const here = { yaw: 0, pitch: 0 };
  expect(heading.from(here)).toBe(here);
  heading.send(right, here);
  heading.seen({ yaw: 0.5, pitch: 0 });
  expect(heading.from({ yaw: 0.5, pitch: 0 })).toBe(right);
  heading.seen({ yaw: Math.PI / 4 - 0.009, pitch: 0 });
  expect(heading.from({ yaw: Math.PI / 4 - 0.009, pitch: 0 })).toBe(right);
});

it('[W110] it goes on from what is seen once something else has turned the camera', () => {
  const heading = new Heading();
  heading.send(right, { yaw: 0, pitch: 0 });
  heading.seen({ yaw: 0.5, pitch: 0 });
  heading.seen({ yaw: 0.5, pitch: 0.2 });
  const now = { yaw: 0.4, pitch: 0.2 };
  expect(heading.from(now)).toBe(now);
});

it('[W110] a whole turn more is the same direction', () => {
  const heading = new Heading();
  heading.send(right, { yaw: 2 * Math.PI, pitch: 0 });
  heading.seen({ yaw: 2 * Math.PI + 0.7, pitch: 0 });
  expect(heading.from(right)).toBe(right);
});
