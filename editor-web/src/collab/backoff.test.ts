import { expect, it } from 'vitest';
import { Backoff } from './backoff';

it('[W5] pauses double up to eight seconds', () => {
  const longest = new Backoff(() => 0.999999);
  expect(Array.from({ length: 8 }, () => longest.nextMillis())).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
});

it('[W5] chance takes away up to half of a pause', () => {
  const shortest = new Backoff(() => 0);
  expect(Array.from({ length: 3 }, () => shortest.nextMillis())).toEqual([125, 250, 500]);
});

it('[W5] a success starts anew', () => {
  const backoff = new Backoff(() => 0);
  backoff.nextMillis();
  backoff.nextMillis();
  expect(backoff.failures).toBe(2);
  backoff.succeeded();
  expect(backoff.failures).toBe(0);
  expect(backoff.nextMillis()).toBe(125);
});
