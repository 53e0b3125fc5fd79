import type { Axis } from './Axis';
import { clock, duration, sameDay, shortClock, shortDate } from './clock';
import type { Timeline } from './Timeline';

/** A mark on the axis of time. */
export interface Tick {
  readonly x: number;
  readonly text: string;
  readonly kind: 'time' | 'gap';
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS = [
  SECOND,
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
];

/** Pixels from one time to the next, at least. */
const APART = 92;
/** Half of what a time takes, in pixels. */
const HALF_TEXT = 28;

/** Times at round moments, and the length of each pause that has room for it; none overlaps another. */
export function ticksOf(timeline: Timeline, axis: Axis): Tick[] {
  const gaps = axis
    .gaps()
    .filter((gap) => gap.right - gap.left >= 36)
    .map((gap): Tick => ({ x: (gap.left + gap.right) / 2, text: duration(gap.millis), kind: 'gap' }));
  const taken = gaps.map((gap) => gap.x);
  const times: Tick[] = [];
  const step = STEPS.find((candidate) => candidate * axis.scale >= APART) ?? 24 * HOUR;
  const text = step < MINUTE ? clock : shortClock;
  let day = 0;

  function offer(x: number, time: number): void {
    const crowded =
      x < HALF_TEXT || x > axis.width - HALF_TEXT || taken.some((other) => Math.abs(other - x) < APART * 0.75);
    if (crowded) {
      return;
    }
    taken.push(x);
    const dated = day !== 0 && !sameDay(day, time);
    day = time;
    times.push({ x, text: dated ? shortDate(time) : text(time), kind: 'time' });
  }

  timeline.stretches.forEach((stretch, index) => {
    const zone = new Date(stretch.start).getTimezoneOffset() * MINUTE;
    const first = Math.ceil((stretch.start - zone) / step) * step + zone;
    if (first > stretch.end) {
      // No round moment in it: its own beginning says when it was.
      offer(Math.max(HALF_TEXT, axis.left(index)), stretch.start);
    }
    for (let time = first; time <= stretch.end; time += step) {
      offer(axis.left(index) + (time - stretch.start) * axis.scale, time);
    }
  });
  return [...gaps, ...times].sort((a, b) => a.x - b.x);
}
