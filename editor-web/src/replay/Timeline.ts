import { Column, countUpTo } from './Column';
import type { Author, LogEntry } from './wire';

/** A pause longer than this is idle time and collapsed, in milliseconds. */
export const IDLE_MILLIS = 15_000;
/** What is left of an idle pause when the log is played, in milliseconds. */
export const PAUSE_MILLIS = 600;
/** Played before the first entry, so that the empty scene is seen, in milliseconds. */
export const LEAD_MILLIS = 400;
/** Entries of one author that follow each other faster are one gesture, in milliseconds. */
export const GESTURE_MILLIS = 1_000;

/** A stretch of work with no idle pause in it. Milliseconds; sequences inclusive. */
export interface Stretch {
  readonly first: number;
  last: number;
  readonly start: number;
  end: number;
  /** Work before it: the sum of the stretches until then. */
  readonly before: number;
}

interface Open {
  sequence: number;
  time: number;
  gesture: string | null;
}

/**
 * The log as a line of time: who did something when, in which gestures, with the idle time taken out.
 *
 * <p>Entries are appended in the order of their sequence, which counts from 1; sequence 0 is the empty scene before all of them.
 */
export class Timeline {
  /** In the order in which they appeared: one lane each. */
  readonly authors: Author[] = [];
  readonly stretches: Stretch[] = [];
  readonly #laneOf = new Map<string, number>();
  readonly #open: Open[] = [];
  readonly #counts: number[] = [];
  readonly #times = new Column((length) => new Float64Array(length));
  readonly #work = new Column((length) => new Float64Array(length));
  readonly #stretch = new Column((length) => new Uint32Array(length));
  readonly #lanes = new Column((length) => new Uint32Array(length));
  readonly #ends = new Column((length) => new Uint8Array(length));
  #gestures = 0;

  /** How many entries there are, which is the last sequence too. */
  get length(): number {
    return this.#times.length;
  }

  /** How many gestures the entries fold to. */
  get gestures(): number {
    return this.#gestures;
  }

  /** Milliseconds of work, without idle time. */
  get work(): number {
    const last = this.stretches.at(-1);
    return last === undefined ? 0 : last.before + last.end - last.start;
  }

  /** Milliseconds that playing all of it takes at 1x. */
  get playTime(): number {
    return this.playAt(this.length);
  }

  append(entry: Pick<LogEntry, 'time' | 'author' | 'gesture'>): void {
    const sequence = this.length + 1;
    // Two servers' clocks may differ by a little: time never runs backwards here.
    const time = Math.max(entry.time, this.time(this.length));
    const lane = this.#lane(entry.author);
    let stretch = this.stretches.at(-1);
    if (stretch === undefined || time - stretch.end > IDLE_MILLIS) {
      stretch = { first: sequence, last: sequence, start: time, end: time, before: this.work };
      this.stretches.push(stretch);
    }
    stretch.last = sequence;
    stretch.end = time;
    this.#times.push(time);
    this.#lanes.push(lane);
    this.#work.push(stretch.before + time - stretch.start);
    this.#stretch.push(this.stretches.length - 1);
    this.#counts[lane] = (this.#counts[lane] ?? 0) + 1;
    this.#ends.push(1);
    this.#fold(lane, { sequence, time, gesture: entry.gesture });
  }

  /** When an entry was accepted; 0 before the first. */
  time(sequence: number): number {
    return this.#times.at(sequence - 1);
  }

  lane(sequence: number): number {
    return this.#lanes.at(sequence - 1);
  }

  author(sequence: number): Author | undefined {
    return sequence < 1 || sequence > this.length ? undefined : this.authors[this.lane(sequence)];
  }

  /** How many entries a lane has. */
  edits(lane: number): number {
    return this.#counts[lane] ?? 0;
  }

  /** Milliseconds of work until an entry, idle time left out. */
  workAt(sequence: number): number {
    return this.#work.at(sequence - 1);
  }

  /** Index of the stretch that an entry is in. */
  stretchOf(sequence: number): number {
    return this.#stretch.at(sequence - 1);
  }

  /** Milliseconds from the start of playing to an entry, at 1x; idle time is a short pause. */
  playAt(sequence: number): number {
    return sequence < 1 ? 0 : LEAD_MILLIS + this.workAt(sequence) + this.stretchOf(sequence) * PAUSE_MILLIS;
  }

  /** Last entry that has happened after so many milliseconds of playing. */
  sequenceAtPlay(millis: number): number {
    return countUpTo(this.length, (index) => this.playAt(index + 1), millis);
  }

  /** The next entry that ends a gesture; the last entry when there is none. */
  nextGesture(sequence: number): number {
    for (let next = Math.max(1, sequence + 1); next < this.length; next++) {
      if (this.#ends.at(next - 1) === 1) {
        return next;
      }
    }
    return this.length;
  }

  /** The entry before that ends a gesture; 0 when there is none. */
  previousGesture(sequence: number): number {
    for (let before = sequence - 1; before > 0; before--) {
      if (this.#ends.at(before - 1) === 1) {
        return before;
      }
    }
    return 0;
  }

  /** Who made the entries behind a sequence, those with most of them first. */
  authorsAfter(sequence: number): Author[] {
    const counts = new Map<Author, number>();
    for (let at = sequence + 1; at <= this.length; at++) {
      const author = this.authors[this.lane(at)];
      if (author !== undefined) {
        counts.set(author, (counts.get(author) ?? 0) + 1);
      }
    }
    return [...counts].sort(([, a], [, b]) => b - a).map(([author]) => author);
  }

  #lane(author: Author): number {
    const key = author.id === '' ? `${author.name}\n${author.color}` : author.id;
    let lane = this.#laneOf.get(key);
    if (lane === undefined) {
      lane = this.authors.length;
      this.#laneOf.set(key, lane);
      this.authors.push(author);
    }
    return lane;
  }

  /** Other people's entries may lie between those of a gesture: each author has one that is open. */
  #fold(lane: number, entry: Open): void {
    const open = this.#open[lane];
    this.#open[lane] = entry;
    const together =
      open !== undefined &&
      open.gesture === entry.gesture &&
      (entry.gesture !== null || entry.time - open.time < GESTURE_MILLIS);
    if (together) {
      this.#ends.set(open.sequence - 1, 0);
    } else {
      this.#gestures++;
    }
  }
}
