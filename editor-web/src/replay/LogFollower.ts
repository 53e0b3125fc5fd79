import { Signal } from '../state/signal';
import { LogError, type LogLoader, type LogTrouble } from './LogLoader';
import type { LogEntry } from './wire';

/** Where the reading of the log stands. */
export type Load =
  | { readonly kind: 'loading'; readonly loaded: number; readonly head: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly trouble: LogTrouble };

export interface FollowerListeners {
  /** Entries in the order of the log, none twice. */
  onEntries(entries: readonly LogEntry[]): void;
  /** Everything that the server had is here. */
  onReady(): void;
}

/** How often the server is asked for what is new, in milliseconds; after a failure less often. */
const POLL_MILLIS = 1_500;
const RETRY_MILLIS = 4_000;

/** Keeps up with a room's log as long as it is open: reads what there is, then what comes, and tries again what failed. */
export class LogFollower {
  readonly load = new Signal<Load>({ kind: 'loading', loaded: 0, head: 0 });
  readonly #loader: LogLoader;
  readonly #listeners: FollowerListeners;
  #reading: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(loader: LogLoader, listeners: FollowerListeners) {
    this.#loader = loader;
    this.#listeners = listeners;
  }

  /** Last sequence that the server has, as far as is known here. */
  get head(): number {
    return this.#loader.head;
  }

  open(): void {
    if (this.#reading === null) {
      this.#reading = new AbortController();
      void this.#read(this.#reading.signal);
    }
  }

  /** Reads no more. What was read is kept, and an {@link open} goes on from there. */
  close(): void {
    this.#reading?.abort();
    this.#reading = null;
    clearTimeout(this.#timer);
  }

  /** Reads again after a failure, at once. */
  retry(): void {
    if (this.#reading !== null && this.load.get().kind === 'failed') {
      clearTimeout(this.#timer);
      void this.#read(this.#reading.signal);
    }
  }

  async #read(signal: AbortSignal): Promise<void> {
    if (this.load.get().kind === 'failed') {
      this.#loading();
    }
    try {
      await this.#loader.catchUp(signal, (page) => {
        this.#listeners.onEntries(page.entries);
        if (this.load.get().kind !== 'ready') {
          this.#loading();
        }
      });
      if (!signal.aborted) {
        this.load.set({ kind: 'ready' });
        this.#listeners.onReady();
        this.#timer = setTimeout(() => void this.#read(signal), POLL_MILLIS);
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (!(error instanceof LogError)) {
        console.error('the replay cannot read the log', error);
      }
      this.load.set({ kind: 'failed', trouble: error instanceof LogError ? error.trouble : 'unreadable' });
      this.#timer = setTimeout(() => void this.#read(signal), RETRY_MILLIS);
    }
  }

  #loading(): void {
    this.load.set({ kind: 'loading', loaded: this.#loader.loaded, head: this.#loader.head });
  }
}
