import { t } from '../i18n/i18n';
import type { Timeline } from './Timeline';

/** How fast: a factor of the real time, or the whole log in so many seconds. */
export type Speed = { readonly factor: number } | { readonly fit: number };

export const FACTORS: readonly number[] = [0.5, 1, 2, 4, 8, 16, 32, 64];
export const FITS: readonly number[] = [10, 60];

/** Milliseconds of log per millisecond of watching. */
export function rateOf(speed: Speed, timeline: Timeline): number {
  return 'factor' in speed ? speed.factor : Math.max(FACTORS[0] ?? 1, timeline.playTime / (speed.fit * 1_000));
}

/** The next faster factor, at most the fastest. */
export function faster(speed: Speed, timeline: Timeline): Speed {
  const rate = rateOf(speed, timeline);
  return { factor: FACTORS.find((factor) => factor > rate) ?? FACTORS.at(-1) ?? 1 };
}

export function speedText(speed: Speed): string {
  return 'factor' in speed ? `${speed.factor}×` : t('Fit in {seconds} s', { seconds: speed.fit });
}

/** The clock of the replay: where on the timeline it is, and which way it runs. */
export class Playback {
  readonly #timeline: Timeline;
  #millis = 0;
  /** 1 forwards, -1 backwards, 0 still. */
  direction: -1 | 0 | 1 = 0;
  speed: Speed = { factor: 1 };

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** Milliseconds of playing until here, at 1x. */
  get millis(): number {
    return this.#millis;
  }

  get sequence(): number {
    return this.#timeline.sequenceAtPlay(this.#millis);
  }

  seek(sequence: number): void {
    this.#millis = this.#timeline.playAt(sequence);
  }

  /** To a place between two entries, for example where a pointer is. */
  seekTo(millis: number): void {
    this.#millis = Math.min(this.#timeline.playTime, Math.max(0, millis));
  }

  /**
   * Lets so much time pass and stops at either end.
   *
   * @param until last entry that can be shown: those behind it are waited for
   * @param complete whether the end of the timeline is the end of the log
   */
  advance(elapsedMillis: number, until: number, complete: boolean): void {
    const rate = rateOf(this.speed, this.#timeline);
    const end = this.#timeline.playAt(until);
    const next = this.#millis + this.direction * elapsedMillis * rate;
    this.#millis = Math.min(Math.max(0, next), Math.max(end, this.#millis));
    if (
      (this.direction < 0 && next <= 0) ||
      (this.direction > 0 && complete && this.#millis >= this.#timeline.playTime)
    ) {
      this.direction = 0;
    }
  }
}
