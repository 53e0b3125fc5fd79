import { expect, it } from 'vitest';
import { Axis } from './Axis';
import { barHeight, bucketsOf } from './buckets';
import { duration } from './clock';
import { Timeline } from './Timeline';
import { ADA, BO, entry, START } from './testing/sampleLog';
import { ticksOf } from './ticks';

const MINUTE = 60_000;

function timelineOf(...entries: ReturnType<typeof entry>[]): Timeline {
  const timeline = new Timeline();
  for (const each of entries) {
    timeline.append(each);
  }
  return timeline;
}

const TWO_STRETCHES = timelineOf(
  entry(0, ADA),
  entry(10_000, BO),
  entry(20_000, ADA),
  entry(20 * MINUTE, ADA),
  entry(20 * MINUTE + 10_000, BO),
);

it('[W48] work is drawn to scale and a pause as a gap with its length', () => {
  const axis = new Axis(TWO_STRETCHES, 1_000);
  expect(axis.x(2) - axis.x(1)).toBeCloseTo(axis.x(5) - axis.x(4));
  const [gap] = axis.gaps();
  expect(axis.gaps()).toHaveLength(1);
  expect(gap?.left).toBeCloseTo(axis.x(3));
  expect(gap?.right).toBeCloseTo(axis.x(4));
  expect(duration(gap?.millis ?? 0)).toBe('20 min');
  expect(axis.x(5)).toBeLessThan(1_000);
});

it('[W48] many pauses leave most of the room to the work', () => {
  const timeline = timelineOf(...Array.from({ length: 200 }, (_, index) => entry(index * MINUTE)));
  const axis = new Axis(timeline, 1_000);
  expect(axis.gapWidth * 199).toBeLessThanOrEqual(300.001);
});

it('a place is the entry that is not right of it', () => {
  const axis = new Axis(TWO_STRETCHES, 1_000);
  expect(axis.sequenceAt(0)).toBe(0);
  expect([1, 2, 3, 4, 5].map((sequence) => axis.sequenceAt(axis.x(sequence)))).toEqual([1, 2, 3, 4, 5]);
  expect(axis.sequenceAt(axis.x(2) - 2)).toBe(1);
  expect(axis.sequenceAt(5_000)).toBe(5);
});

it('the playhead glides, also over a pause, and both ways agree', () => {
  const axis = new Axis(TWO_STRETCHES, 1_000);
  const half = (TWO_STRETCHES.playAt(3) + TWO_STRETCHES.playAt(4)) / 2;
  expect(axis.xAtPlay(half)).toBeCloseTo((axis.x(3) + axis.x(4)) / 2);
  for (let millis = 0; millis < TWO_STRETCHES.playTime; millis += 777) {
    expect(axis.playAt(axis.xAtPlay(millis))).toBeCloseTo(millis, 5);
  }
});

it('the clock at a place is that of the work there', () => {
  const axis = new Axis(TWO_STRETCHES, 1_000);
  expect(axis.timeAt(axis.x(2))).toBeCloseTo(START + 10_000, -1);
  expect(axis.timeAt(axis.x(4))).toBeCloseTo(START + 20 * MINUTE, -1);
  const [gap] = axis.gaps();
  expect(axis.timeAt(((gap?.left ?? 0) + (gap?.right ?? 0)) / 2)).toBe(START + 20_000);
});

it('a log of one moment, or of none, has an axis', () => {
  const one = new Axis(timelineOf(entry(0), entry(0)), 300);
  expect([one.x(1), one.x(2)]).toEqual([10, 10]);
  expect(one.sequenceAt(299)).toBe(2);
  const none = new Axis(new Timeline(), 300);
  expect([none.sequenceAt(100), none.timeAt(100), none.xAtPlay(50)]).toEqual([0, 0, 1.25]);
});

it('no two marks of the axis are in each other’s way', () => {
  for (const width of [240, 700, 1_300, 2_600]) {
    const ticks = ticksOf(TWO_STRETCHES, new Axis(TWO_STRETCHES, width));
    expect(ticks.length).toBeGreaterThan(0);
    ticks.slice(1).forEach((tick, index) => {
      expect(tick.x - (ticks[index]?.x ?? 0)).toBeGreaterThan(60);
    });
  }
  expect(ticksOf(TWO_STRETCHES, new Axis(TWO_STRETCHES, 1_300)).filter((tick) => tick.kind === 'gap')).toMatchObject([
    { text: '20 min' },
  ]);
});

it('bars count edits per lane and bucket, and one edit is seen beside a thousand', () => {
  const timeline = timelineOf(entry(0, ADA), entry(1, ADA), entry(2, BO), entry(10_000, BO));
  const { lanes, most } = bucketsOf(timeline, new Axis(timeline, 400), 4);
  expect(lanes.map((lane) => [...lane].filter((edits) => edits > 0))).toEqual([[2], [1, 1]]);
  expect(most).toBe(2);
  expect(barHeight(0, 1_000)).toBe(0);
  expect(barHeight(1, 1_000)).toBeGreaterThan(0.2);
  expect(barHeight(1_000, 1_000)).toBe(1);
});
