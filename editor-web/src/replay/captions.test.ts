import { expect, it } from 'vitest';
import { momentOf, withMoment } from './address';
import { caption, people } from './captions';
import { duration } from './clock';
import { packed } from './EngineFeed';
import { ADA, BO } from './testing/sampleLog';

const change = (name: string, kind: 'added' | 'changed' | 'moved' | 'removed', property: string | null = null) => ({
  id: name,
  name,
  kind,
  property,
});

it.each([
  [[change('Lamp', 'moved', 'position')], 'Ada moved Lamp'],
  [[change('Lamp', 'added'), change('Lamp', 'changed', 'scale')], 'Ada added Lamp'],
  [[change('A', 'removed'), change('B', 'removed'), change('C', 'removed')], 'Ada deleted A and 2 more'],
  [[change('Lamp', 'changed', 'rotation')], 'Ada turned Lamp'],
  [[change('Lamp', 'changed', 'scale')], 'Ada resized Lamp'],
  [[change('Lamp', 'changed', 'name')], 'Ada renamed Lamp'],
  [[change('Ball', 'changed', 'radius')], 'Ada changed the radius of Ball'],
  [[change('Ball', 'changed', 'radius'), change('Ball', 'changed', 'name')], 'Ada changed Ball'],
  [[{ ...change('', 'changed', 'background'), id: '' }], 'Ada changed the background of the scene'],
  [[{ ...change('', 'moved'), id: 'x' }], 'Ada moved an object'],
  [[change('', 'changed', 'name')], 'Ada renamed the scene'],
  [[], 'Ada changed the scene'],
])('[W52] tells %j as "%s"', (changes, sentence) => {
  expect(caption(ADA, changes)).toBe(sentence);
});

it('[W52] who has no name is somebody', () => {
  expect(caption({ id: 'x', name: ' ', color: '' }, [change('Lamp', 'moved')])).toBe('Somebody moved Lamp');
  expect(caption(undefined, [change('Lamp', 'moved')])).toBe('Somebody moved Lamp');
});

it('lists people', () => {
  const cy = { ...ADA, name: 'Cy' };
  expect(people([ADA, BO])).toBe('Ada and Bo');
  expect(people([ADA, BO, cy])).toBe('Ada, Bo and Cy');
  expect(people([ADA, BO, cy, cy])).toBe('Ada, Bo and 2 others');
});

it('[W45] a moment is a number in the address, beside what else is there', () => {
  expect(momentOf('?debug&at=120')).toBe(120);
  expect([momentOf(''), momentOf('?at='), momentOf('?at=-1'), momentOf('?at=1e3')]).toEqual([null, null, null, null]);
  expect(withMoment('http://here/s/attic?debug', 7)).toBe('http://here/s/attic?debug&at=7');
  expect(withMoment('http://here/?at=7', 8)).toBe('http://here/?at=8');
  expect(withMoment('http://here/?debug&at=7', null)).toBe('http://here/?debug');
});

it('lengths of time are told in one unit', () => {
  expect([40_000, 100_000, 720_000, 3 * 3_600_000, 50 * 3_600_000].map(duration)).toEqual([
    '40 s',
    '2 min',
    '12 min',
    '3 h',
    '2 d',
  ]);
});

it('entries are packed each behind its length', () => {
  expect([...packed([new Uint8Array([7, 8]), new Uint8Array(), new Uint8Array([9])])]).toEqual([
    2, 0, 0, 0, 7, 8, 0, 0, 0, 0, 1, 0, 0, 0, 9,
  ]);
});
