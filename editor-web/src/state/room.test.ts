import { expect, it } from 'vitest';
import { roomOf } from './room';

it.each([
  ['/', 'main'],
  ['/s/attic', 'attic'],
  ['/s/attic/', 'attic'],
  ['/s/team%20a/stage', 'team a/stage'],
  ['/s/100%', '100%'],
  ['/s/', 'main'],
])('[W8] %s is the room %j', (path, room) => {
  expect(roomOf(path)).toBe(room);
});
