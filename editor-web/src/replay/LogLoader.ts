import { type LogPage, readPage } from './wire';

/** Why the log cannot be read right now. */
export type LogTrouble = 'offline' | 'refused' | 'unreadable' | 'other-log';

export class LogError extends Error {
  readonly trouble: LogTrouble;
  constructor(trouble: LogTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
  }
}

/** Entries of one request. Chunks begin at 1, 1001, 2001 ... whoever asks, so that a browser's and a proxy's cache know them again. */
export const CHUNK = 1_000;
/** Requests under way at once. */
const AHEAD = 3;

/** First and last sequence of a request. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The requests for everything behind `loaded`: fixed chunks, none of which reaches beyond the head. */
export function rangesOf(loaded: number, head: number): Range[] {
  const ranges: Range[] = [];
  for (let from = loaded + 1; from <= head; ) {
    const to = Math.min(head, Math.ceil(from / CHUNK) * CHUNK);
    ranges.push({ from, to });
    from = to + 1;
  }
  return ranges;
}

/** Reads a room's log from the server, in order, page by page, and later what has come since. */
export class LogLoader {
  readonly #address: string;
  readonly #fetch: typeof fetch;
  #loaded = 0;
  #head = 0;
  #log = '';

  /** @param room its name */
  constructor(room: string, fetcher: typeof fetch = (...request) => fetch(...request)) {
    this.#address = `/api/scenes/${encodeURIComponent(room)}/updates`;
    this.#fetch = fetcher;
  }

  /** Last sequence that was handed out. */
  get loaded(): number {
    return this.#loaded;
  }

  /** Last sequence that the server has, as far as is known here. */
  get head(): number {
    return this.#head;
  }

  /**
   * Reads everything behind what is here already. What was read stays when it fails; another call goes on from there.
   *
   * @param onPage gets the pages in the order of the log, none twice
   * @throws LogError
   * @throws DOMException AbortError when the signal says so
   */
  async catchUp(signal: AbortSignal, onPage: (page: LogPage) => void): Promise<void> {
    // Beyond every head: an answer without entries that says where the head is. A chunk from a cache would tell an old one.
    const { log, head } = await this.#ask({ from: Number.MAX_SAFE_INTEGER }, signal);
    if (head < this.#loaded || (this.#loaded > 0 && log !== this.#log)) {
      throw new LogError('other-log', `another log than before: head=${head}, loaded=${this.#loaded}`);
    }
    this.#log = log;
    this.#head = head;
    const waiting = rangesOf(this.#loaded, head);
    const asked: { range: Range; answer: Promise<LogPage> }[] = [];
    for (;;) {
      while (asked.length < AHEAD && waiting.length > 0) {
        const range = waiting.shift() as Range;
        const answer = this.#ask(range, signal);
        // A failure is told when it is its turn; until then it must not count as unheard.
        answer.catch(() => undefined);
        asked.push({ range, answer });
      }
      const next = asked.shift();
      if (next === undefined) {
        return;
      }
      await this.#handOut(next.range, await next.answer, signal, onPage);
    }
  }

  /** A page may hold less than was asked for: then the rest is asked for. */
  async #handOut(range: Range, first: LogPage, signal: AbortSignal, onPage: (page: LogPage) => void): Promise<void> {
    let page = first;
    for (;;) {
      signal.throwIfAborted();
      if (page.log !== this.#log) {
        throw new LogError('other-log', `a page of another log: from=${range.from}`);
      }
      if (page.entries.length === 0 || page.entries.some((entry, at) => entry.sequence !== this.#loaded + 1 + at)) {
        throw new LogError('unreadable', `entries are missing: from=${this.#loaded + 1}`);
      }
      this.#loaded += page.entries.length;
      this.#head = Math.max(this.#head, page.head);
      onPage(page);
      if (this.#loaded >= range.to) {
        return;
      }
      page = await this.#ask({ from: this.#loaded + 1, to: range.to }, signal);
    }
  }

  async #ask({ from, to }: { from: number; to?: number }, signal: AbortSignal): Promise<LogPage> {
    let answer: Response;
    try {
      answer = await this.#fetch(`${this.#address}?from=${from}${to === undefined ? '' : `&to=${to}`}`, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw new LogError('offline', 'the server does not answer', { cause: error });
    }
    if (!answer.ok) {
      throw new LogError('refused', `the server answers ${answer.status}`);
    }
    try {
      return readPage(await answer.json());
    } catch (error) {
      signal.throwIfAborted();
      throw new LogError('unreadable', 'the server sends no log', { cause: error });
    }
  }
}
