/** How far the log of the room is known here: every entry up to `complete`, and some behind that came early. */
export class LogPosition {
  #complete = 0;
  readonly #ahead = new Map<number, number>();

  /** The last entry before the first one that is missing; 0 when nothing is known. */
  get complete(): number {
    return this.#complete;
  }

  /** Forgets everything: it is another log. */
  reset(): void {
    this.#complete = 0;
    this.#ahead.clear();
  }

  /** Everything up to an entry is here. */
  upTo(sequence: number): void {
    this.#complete = Math.max(this.#complete, sequence);
    this.#close();
  }

  /** These entries are here. */
  add(first: number, last: number): void {
    if (first <= this.#complete + 1) {
      this.#complete = Math.max(this.#complete, last);
    } else {
      this.#ahead.set(first, Math.max(last, this.#ahead.get(first) ?? 0));
    }
    this.#close();
  }

  #close(): void {
    if (this.#ahead.size === 0) {
      return;
    }
    for (const [first, last] of [...this.#ahead].sort((a, b) => a[0] - b[0])) {
      if (first > this.#complete + 1) {
        return;
      }
      this.#ahead.delete(first);
      this.#complete = Math.max(this.#complete, last);
    }
  }
}
