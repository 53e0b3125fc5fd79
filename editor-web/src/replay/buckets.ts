import type { Axis } from './Axis';
import type { Timeline } from './Timeline';

/** How much each author did where, for drawing: counts per lane and bucket of some pixels. */
export interface Buckets {
  readonly width: number;
  readonly lanes: readonly Uint32Array[];
  /** The fullest bucket of all lanes, at least 1. */
  readonly most: number;
}

export function bucketsOf(timeline: Timeline, axis: Axis, width: number): Buckets {
  const count = Math.max(1, Math.ceil(axis.width / width));
  const lanes = timeline.authors.map(() => new Uint32Array(count));
  let most = 1;
  for (let sequence = 1; sequence <= axis.length; sequence++) {
    const lane = lanes[timeline.lane(sequence)];
    const bucket = Math.min(count - 1, Math.floor(axis.x(sequence) / width));
    if (lane !== undefined) {
      const edits = (lane[bucket] ?? 0) + 1;
      lane[bucket] = edits;
      most = Math.max(most, edits);
    }
  }
  return { width, lanes, most };
}

/** Height of one edit's bar. */
const ONE = 0.32;
/** Where nobody did more at once than this, no bar is as high as its lane: a quiet log looks quiet. */
const FEW = 6;

/** Height of a bar as a part of the lane's: a single edit is seen, and ten times the edits are not ten times as high. */
export function barHeight(edits: number, most: number): number {
  return edits === 0 ? 0 : ONE + (1 - ONE) * (Math.log(edits) / Math.log(Math.max(FEW, most)));
}
