import { countUpTo } from './Column';
import { LEAD_MILLIS, type Timeline } from './Timeline';

/** Pixels of the empty scene before the first entry. */
const LEAD = 10;
/** Pixels behind the last entry. */
const TAIL = 14;
/** Pixels of a collapsed pause where there is room. */
const GAP = 44;
/** The part of the width that all pauses together may take. */
const MOST_GAPS = 0.3;

/** Idle time, collapsed: where it is drawn and how long it was. */
export interface Gap {
  readonly left: number;
  readonly right: number;
  readonly millis: number;
  /** When work went on. */
  readonly until: number;
}

/**
 * Where moments of a timeline lie on a line of some pixels. Work is drawn to scale; each idle pause is as wide as the others.
 *
 * <p>Holds for the timeline as it was when the axis was made.
 */
export class Axis {
  readonly width: number;
  readonly gapWidth: number;
  readonly length: number;
  readonly #timeline: Timeline;
  readonly #scale: number;

  constructor(timeline: Timeline, width: number) {
    this.#timeline = timeline;
    this.width = width;
    this.length = timeline.length;
    const inner = Math.max(1, width - LEAD - TAIL);
    const gaps = Math.max(0, timeline.stretches.length - 1);
    this.gapWidth = gaps === 0 ? 0 : Math.min(GAP, (inner * MOST_GAPS) / gaps);
    const work = timeline.work;
    this.#scale = work === 0 ? 0 : (inner - gaps * this.gapWidth) / work;
  }

  /** Pixels per millisecond of work. */
  get scale(): number {
    return this.#scale;
  }

  /** Where an entry is; sequence 0 is the very left. */
  x(sequence: number): number {
    return sequence < 1
      ? 0
      : LEAD + this.#timeline.workAt(sequence) * this.#scale + this.#timeline.stretchOf(sequence) * this.gapWidth;
  }

  /** Last entry that is not right of a place. */
  sequenceAt(x: number): number {
    return countUpTo(this.length, (index) => this.x(index + 1), x + 0.5);
  }

  /** Where the playhead is after so many milliseconds of playing: it glides between entries. */
  xAtPlay(millis: number): number {
    const timeline = this.#timeline;
    const before = timeline.sequenceAtPlay(millis);
    if (before === 0) {
      return LEAD * Math.min(1, millis / LEAD_MILLIS);
    }
    if (before >= this.length) {
      return this.x(this.length);
    }
    const [from, to] = [timeline.playAt(before), timeline.playAt(before + 1)];
    const part = to === from ? 0 : (millis - from) / (to - from);
    return this.x(before) + part * (this.x(before + 1) - this.x(before));
  }

  /** Milliseconds of playing at a place; the inverse of {@link xAtPlay}. */
  playAt(x: number): number {
    const timeline = this.#timeline;
    const before = this.sequenceAt(x);
    if (before >= this.length) {
      return timeline.playTime;
    }
    const [left, right] = [this.x(before), this.x(before + 1)];
    const part = right === left ? 0 : Math.min(1, Math.max(0, (x - left) / (right - left)));
    return timeline.playAt(before) + part * (timeline.playAt(before + 1) - timeline.playAt(before));
  }

  /** The clock's time at a place, in milliseconds since 1970; within a pause that of its end nearest. */
  timeAt(x: number): number {
    const stretches = this.#timeline.stretches;
    const index = Math.max(0, countUpTo(stretches.length, (at) => this.left(at), x) - 1);
    const stretch = stretches[index];
    if (stretch === undefined) {
      return 0;
    }
    const into = this.#scale === 0 ? 0 : (x - this.left(index)) / this.#scale;
    return stretch.start + Math.min(stretch.end - stretch.start, Math.max(0, into));
  }

  /** Where a stretch begins. */
  left(stretch: number): number {
    return LEAD + (this.#timeline.stretches[stretch]?.before ?? 0) * this.#scale + stretch * this.gapWidth;
  }

  /** Where a stretch ends. */
  right(stretch: number): number {
    const { start = 0, end = 0 } = this.#timeline.stretches[stretch] ?? {};
    return this.left(stretch) + (end - start) * this.#scale;
  }

  gaps(): Gap[] {
    const stretches = this.#timeline.stretches;
    return stretches.slice(1).map((next, index) => ({
      left: this.right(index),
      right: this.left(index + 1),
      millis: next.start - (stretches[index]?.end ?? next.start),
      until: next.start,
    }));
  }
}
