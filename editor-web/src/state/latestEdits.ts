import type { Engine } from '../engine/EngineHost';

type Change = (engine: Engine) => void;

export interface LatestEdits {
  offer(key: string, change: Change): void;
}

/** Milliseconds between two edits of one value. */
const PACE_MILLIS = 60;

/** Passes on the first edit at once and then the newest one per pace; each is a transaction in everybody's document. */
export function latestEdits(apply: (change: Change) => void): LatestEdits {
  let waiting: { key: string; change: Change } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function release(): void {
    timer = null;
    if (waiting !== null) {
      const { change } = waiting;
      waiting = null;
      timer = setTimeout(release, PACE_MILLIS);
      apply(change);
    }
  }

  return {
    offer(key, change) {
      if (waiting !== null && waiting.key !== key) {
        const other = waiting.change;
        waiting = null;
        apply(other);
      }
      waiting = { key, change };
      if (timer === null) {
        release();
      }
    },
  };
}
