import { expect, it } from 'vitest';
import { parseSearch } from './searchTerms';

const name = (text: string): object => ({ by: { kind: 'name', name: text }, within: null });

it('[W133] takes by: and changed: out of the words, in any order and in capital letters, too', () => {
  expect(parseSearch('lamp by:bo type:light')).toEqual({
    words: 'lamp type:light',
    changes: name('bo'),
    trouble: null,
  });
  expect(parseSearch('BY:Me')).toEqual({ words: '', changes: { by: { kind: 'me' }, within: null }, trouble: null });
  expect(parseSearch('changed:1h by:me is:hidden')).toEqual({
    words: 'is:hidden',
    changes: { by: { kind: 'me' }, within: 3_600 },
    trouble: null,
  });
  expect(parseSearch('by:"calm otter" ball')).toEqual({ words: 'ball', changes: name('calm otter'), trouble: null });
  expect(parseSearch('by:"calm ot').changes).toEqual(name('calm ot'));
  expect(parseSearch('by:"me"').changes).toEqual(name('me'));
});

it('[W133] reads seconds, minutes, hours, days and today', () => {
  const within = (text: string): unknown => parseSearch(`changed:${text}`).changes?.within;
  expect([within('30s'), within('5m'), within('1H'), within('2d'), within('Today')]).toEqual([
    30,
    300,
    3_600,
    172_800,
    'today',
  ]);
});

it('[W133] leaves alone what only looks like it', () => {
  expect(parseSearch('standby:bo unchanged:1h')).toEqual({
    words: 'standby:bo unchanged:1h',
    changes: null,
    trouble: null,
  });
  expect(parseSearch('  two  words ').words).toBe('two words');
});

it('[W134] says which term it does not understand, and does not search by it', () => {
  for (const text of ['changed:xyz', 'changed:', 'changed:1', 'changed:h', 'changed:-1h', 'changed:1234567s']) {
    expect(parseSearch(`${text} ball`)).toEqual({ words: 'ball', changes: null, trouble: 'changed' });
  }
  expect(parseSearch('by:')).toEqual({ words: '', changes: null, trouble: 'by' });
  expect(parseSearch('by:""').trouble).toBe('by');
  expect(parseSearch('by:bo changed:xyz')).toEqual({ words: '', changes: name('bo'), trouble: 'changed' });
  expect(parseSearch('by:bo by:ada')).toEqual({ words: '', changes: name('bo'), trouble: 'twice' });
});
