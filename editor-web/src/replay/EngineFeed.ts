import type { LogEntry } from './wire';

/** The part of the engine that shows the past. */
export interface ReplayEngine {
  openReplay(): void;
  appendReplay(updates: Uint8Array): void;
  replayEnd(): number;
  replayReady(): number;
  seekReplay(sequence: number): void;
  replayPosition(): number;
  replayChanges(): readonly ReplayChange[];
  restoreReplay(): boolean;
  closeReplay(): void;
  flash(ids: readonly string[], color: string, seconds: number): void;
}

/** What an entry did to a node; the id is empty for the scene itself. */
export interface ReplayChange {
  readonly id: string;
  readonly name: string;
  readonly kind: 'added' | 'changed' | 'moved' | 'removed';
  readonly property: string | null;
}

/** Entries that go to the engine in one call: small enough for a frame, large enough that calls do not count. */
export const SLICE = 200;

/** The entries' bytes as the engine wants them, kept for when the past is entered again. */
export class EngineFeed {
  readonly #slices: { last: number; packed: Uint8Array }[] = [];
  #length = 0;

  /** How many entries are here. */
  get length(): number {
    return this.#length;
  }

  add(entries: readonly LogEntry[]): void {
    for (let from = 0; from < entries.length; from += SLICE) {
      const slice = entries.slice(from, from + SLICE);
      this.#length += slice.length;
      this.#slices.push({ last: this.#length, packed: packed(slice.map((entry) => entry.update)) });
    }
  }

  /**
   * Gives the engine entries that it lacks until time is up; at least one slice.
   *
   * @param timeIsUp asked after each slice
   * @return whether the engine has all of them
   */
  give(engine: Pick<ReplayEngine, 'appendReplay' | 'replayEnd'>, timeIsUp: () => boolean): boolean {
    let end = engine.replayEnd();
    for (let at = this.#slices.findIndex((slice) => slice.last > end); at >= 0 && at < this.#slices.length; at++) {
      const slice = this.#slices[at];
      if (slice !== undefined) {
        engine.appendReplay(slice.packed);
        end = slice.last;
      }
      if (timeIsUp()) {
        break;
      }
    }
    return end >= this.#length;
  }
}

/** Byte strings in a row, each behind its length in 4 bytes, the lowest first. */
export function packed(updates: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(updates.reduce((sum, update) => sum + 4 + update.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const update of updates) {
    view.setUint32(at, update.length, true);
    bytes.set(update, at + 4);
    at += 4 + update.length;
  }
  return bytes;
}
