import { expect, it } from 'vitest';
import { guest, PEOPLE_COLORS } from './person';

it('[W16] a guest has a friendly name and one of the colours', () => {
  expect(guest(() => 0)).toEqual({ name: 'Amber Badger', color: PEOPLE_COLORS[0] });
  expect(guest(() => 0.9999)).toEqual({ name: 'Swift Wren', color: PEOPLE_COLORS[11] });
});
