import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Engine } from '../engine/EngineHost';
import { latestEdits } from './latestEdits';

const NO_ENGINE = {} as Engine;
let made: string[];

beforeEach(() => {
  vi.useFakeTimers();
  made = [];
});
afterEach(() => {
  vi.useRealTimers();
});

function scrub(): (key: string, value: number) => void {
  const edits = latestEdits((change) => change(NO_ENGINE));
  return (key, value) => edits.offer(key, () => made.push(`${key}=${value}`));
}

it('[W14] makes the first edit at once and the last one always', () => {
  const edit = scrub();
  for (let value = 1; value <= 5; value++) {
    edit('x', value);
  }
  expect(made).toEqual(['x=1']);
  vi.advanceTimersByTime(59);
  expect(made).toEqual(['x=1']);
  vi.advanceTimersByTime(1);
  expect(made).toEqual(['x=1', 'x=5']);
  vi.advanceTimersByTime(1000);
  expect(made).toEqual(['x=1', 'x=5']);
});

it('[W14] an edit of something else does not swallow the one that waits', () => {
  const edit = scrub();
  edit('x', 1);
  edit('x', 2);
  edit('y', 7);
  expect(made).toEqual(['x=1', 'x=2']);
  vi.advanceTimersByTime(60);
  expect(made).toEqual(['x=1', 'x=2', 'y=7']);
});
