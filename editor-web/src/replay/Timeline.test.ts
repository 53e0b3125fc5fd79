import { expect, it } from 'vitest';
import { Axis } from './Axis';
import { bucketsOf } from './buckets';
import { IDLE_MILLIS, LEAD_MILLIS, PAUSE_MILLIS, Timeline } from './Timeline';
import { ADA, BO, entry, START } from './testing/sampleLog';

function timelineOf(...entries: ReturnType<typeof entry>[]): Timeline {
  const timeline = new Timeline();
  for (const each of entries) {
    timeline.append(each);
  }
  return timeline;
}

/** Ends of gestures, by stepping on from the empty scene. */
function steps(timeline: Timeline): number[] {
  const ends: number[] = [];
  for (let at = 0; at < timeline.length; ) {
    at = timeline.nextGesture(at);
    ends.push(at);
  }
  return ends;
}

it('[W47] entries of one author less than a second apart are one step', () => {
  const timeline = timelineOf(entry(0), entry(999), entry(1_900), entry(2_900), entry(3_000));
  expect(steps(timeline)).toEqual([3, 5]);
  expect(timeline.gestures).toBe(2);
});

it('[W47] another’s entries in between do not end a step', () => {
  const timeline = timelineOf(entry(0, ADA), entry(100, BO), entry(600, ADA), entry(700, BO), entry(5_000, BO));
  expect(steps(timeline)).toEqual([3, 4, 5]);
  expect(timeline.gestures).toBe(3);
});

it('[W47] a gesture that is named holds together, and ends where its name does', () => {
  const timeline = timelineOf(entry(0, ADA, 'x'), entry(4_000, ADA, 'x'), entry(4_100, ADA, 'y'), entry(4_200, ADA));
  expect(steps(timeline)).toEqual([2, 3, 4]);
});

it('[W47] steps go back the way they came', () => {
  const timeline = timelineOf(entry(0), entry(10), entry(2_000), entry(4_000));
  expect([4, 3, 2, 1, 0].map((at) => timeline.previousGesture(at))).toEqual([3, 2, 0, 0, 0]);
});

it('[W48] a pause is collapsed when it is longer than 15 s', () => {
  const timeline = timelineOf(entry(0), entry(IDLE_MILLIS), entry(IDLE_MILLIS * 3), entry(IDLE_MILLIS * 3 + 500));
  expect(timeline.stretches).toHaveLength(2);
  expect(timeline.work).toBe(IDLE_MILLIS + 500);
  expect(timeline.playAt(3) - timeline.playAt(2)).toBe(PAUSE_MILLIS);
  expect(timeline.playTime).toBe(LEAD_MILLIS + IDLE_MILLIS + 500 + PAUSE_MILLIS);
});

it('time never runs backwards', () => {
  const timeline = timelineOf(entry(100), entry(50), entry(200));
  expect([1, 2, 3].map((at) => timeline.time(at) - START)).toEqual([100, 100, 200]);
});

it('an author is one lane, with or without an id', () => {
  const nobody = { id: '', name: '', color: '' };
  const timeline = timelineOf(entry(0, ADA), entry(1, nobody), entry(2, { ...nobody }), entry(3, { ...ADA }));
  expect(timeline.authors).toEqual([ADA, nobody]);
  expect([timeline.edits(0), timeline.edits(1)]).toEqual([2, 2]);
  expect(timeline.author(4)).toBe(timeline.authors[0]);
  expect(timeline.author(0)).toBeUndefined();
});

it('knows whose edits lie behind a moment, most of them first', () => {
  const timeline = timelineOf(entry(0, ADA), entry(1, ADA), entry(2, BO), entry(3, BO), entry(4, ADA), entry(5, BO));
  expect(timeline.authorsAfter(1)).toEqual([BO, ADA]);
  expect(timeline.authorsAfter(5)).toEqual([BO]);
  expect(timeline.authorsAfter(6)).toEqual([]);
});

it('[W49] 120,000 entries of 40 people fold, fall into buckets and are found again', () => {
  const timeline = new Timeline();
  const people = Array.from({ length: 40 }, (_, index) => ({ id: `p${index}`, name: `P${index}`, color: '#46a9f2' }));
  let time = 0;
  for (let index = 0; index < 120_000; index++) {
    // Bursts of 50 by one person, 0.1 s apart; then 2 s, and after 100 bursts an hour.
    time += index % 5_000 === 0 ? 3_600_000 : index % 50 === 0 ? 2_000 : 100;
    timeline.append(entry(time, people[Math.floor(index / 50) % 40]));
  }
  expect(timeline.length).toBe(120_000);
  expect(timeline.gestures).toBe(2_400);
  expect(timeline.stretches).toHaveLength(24);
  expect(steps(timeline)).toHaveLength(2_400);
  const axis = new Axis(timeline, 1_200);
  const buckets = bucketsOf(timeline, axis, 4);
  const counted = buckets.lanes.map((lane) => lane.reduce((sum, edits) => sum + edits, 0));
  expect(counted).toEqual(people.map(() => 3_000));
  for (let sequence = 1; sequence <= timeline.length; sequence += 997) {
    expect(timeline.sequenceAtPlay(timeline.playAt(sequence))).toBe(sequence);
    expect(axis.x(axis.sequenceAt(axis.x(sequence)))).toBeCloseTo(axis.x(sequence), 0);
  }
});
