import { beforeEach, expect, it } from 'vitest';
import { faster, Playback, rateOf, speedText } from './Playback';
import { LEAD_MILLIS, Timeline } from './Timeline';
import { entry } from './testing/sampleLog';

let timeline: Timeline;
let playback: Playback;

beforeEach(() => {
  timeline = new Timeline();
  for (const after of [0, 1_000, 1_000, 4_000, 10_000]) {
    timeline.append(entry(after));
  }
  playback = new Playback(timeline);
});

it('[W44] follows the times of the entries', () => {
  playback.direction = 1;
  const seen: number[] = [];
  for (let frame = 0; frame < 5; frame++) {
    playback.advance(frame === 0 ? LEAD_MILLIS : 1_000, 5, true);
    seen.push(playback.sequence);
  }
  expect(seen).toEqual([1, 3, 3, 3, 4]);
});

it('[W44] stops at the end, and backwards at the beginning', () => {
  playback.direction = 1;
  playback.advance(1e9, 5, true);
  expect([playback.sequence, playback.direction]).toEqual([5, 0]);
  playback.direction = -1;
  playback.advance(1e9, 5, true);
  expect([playback.sequence, playback.direction]).toEqual([0, 0]);
});

it('[W44] waits for what is not there yet', () => {
  playback.direction = 1;
  playback.advance(1e9, 3, false);
  expect([playback.sequence, playback.direction]).toEqual([3, 1]);
  playback.advance(2_999, 5, true);
  expect(playback.sequence).toBe(3);
  playback.advance(1, 5, true);
  expect(playback.sequence).toBe(4);
});

it('[W44] runs at its speed, or so that all of it takes so long', () => {
  playback.direction = 1;
  playback.speed = { factor: 4 };
  playback.advance(LEAD_MILLIS / 4 + 1_000, 5, true);
  expect(playback.sequence).toBe(4);
  expect(rateOf({ fit: 10 }, timeline)).toBeCloseTo(timeline.playTime / 10_000);
  expect(rateOf({ fit: 60 }, timeline)).toBe(0.5);
});

it('the next speed is the next of the list', () => {
  expect(faster({ factor: 1 }, timeline)).toEqual({ factor: 2 });
  expect(faster({ factor: 64 }, timeline)).toEqual({ factor: 64 });
  expect([speedText({ factor: 0.5 }), speedText({ fit: 10 })]).toEqual(['0.5×', 'Fit in 10 s']);
});
