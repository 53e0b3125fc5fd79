/** How long to wait before the next attempt to connect: doubling, bounded, and spread out so that people do not return in step. */
export class Backoff {
  readonly #random: () => number;
  #failures = 0;

  /** @param random a number in [0, 1) */
  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** Attempts that have failed since the last success. */
  get failures(): number {
    return this.#failures;
  }

  /** Milliseconds until the next attempt: between half of and the whole of 250, 500, 1000, ... at most 8000. */
  nextMillis(): number {
    const ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS * 2 ** Math.min(this.#failures, 16));
    this.#failures++;
    return Math.round(ceiling * (0.5 + this.#random() / 2));
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** The other side said that trying again soon is of no use. */
  hopeless(): void {
    this.#failures = Math.max(this.#failures, HOPELESS);
  }
}

const FIRST_MILLIS = 250;
const LONGEST_MILLIS = 8000;
/** After so many failures the pause is the longest. */
const HOPELESS = 5;
