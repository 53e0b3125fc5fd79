import { expect, it } from 'vitest';
import { modeOf, roomOf } from './room';

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

it.each([
  ['', 'edit'],
  ['?debug', 'edit'],
  ['?view', 'view'],
  ['?embed', 'embed'],
  ['?view&embed', 'embed'],
])('[W84] %s is for %s', (search, mode) => {
  expect(modeOf(search)).toBe(mode);
});
