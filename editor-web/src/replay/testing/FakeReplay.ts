import type { ReplayChange, ReplayEngine } from '../EngineFeed';
import type { Frames } from '../ReplayController';

/** The engine's replay without an engine: counts entries and remembers what it was asked. */
export class FakeReplay implements ReplayEngine {
  readonly seeks: number[] = [];
  readonly flashed: string[] = [];
  opened = false;
  restored = 0;
  /** How far the engine claims to have read. */
  ready = Number.POSITIVE_INFINITY;
  #end = 0;
  #position = -1;

  openReplay(): void {
    this.opened = true;
  }
  appendReplay(updates: Uint8Array): void {
    const view = new DataView(updates.buffer);
    for (let at = 0; at < updates.length; at += 4 + view.getUint32(at, true)) {
      this.#end++;
    }
  }
  replayEnd(): number {
    return this.#end;
  }
  replayReady(): number {
    return Math.min(this.ready, this.#end);
  }
  replayPosition(): number {
    return this.#position;
  }
  seekReplay(sequence: number): void {
    if (!this.opened || sequence > this.#end) {
      throw new Error(`no such entry: sequence=${sequence}`);
    }
    this.#position = sequence;
    this.seeks.push(sequence);
  }
  replayChanges(): readonly ReplayChange[] {
    return [{ id: `n${this.#position}`, name: 'Lamp', kind: 'moved', property: 'position' }];
  }
  flash(ids: readonly string[], color: string): void {
    this.flashed.push(`${ids.join()} ${color}`);
  }
  restoreReplay(): boolean {
    this.restored++;
    this.closeReplay();
    return true;
  }
  closeReplay(): void {
    this.opened = false;
    this.#end = 0;
    this.#position = -1;
  }
}

/** Frames that come when a test says so. */
export class FakeFrames implements Frames {
  #waiting: ((now: number) => void) | null = null;
  #now = 0;

  request(frame: (now: number) => void): number {
    this.#waiting = frame;
    return 1;
  }
  cancel(): void {
    this.#waiting = null;
  }
  now(): number {
    return this.#now;
  }
  /** Whether one is asked for. */
  get waiting(): boolean {
    return this.#waiting !== null;
  }
  next(millis = 16): void {
    this.#now += millis;
    const frame = this.#waiting;
    this.#waiting = null;
    frame?.(this.#now);
  }
}
