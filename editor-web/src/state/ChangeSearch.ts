import type { Person } from './person';
import type { ChangeTerms } from './searchTerms';
import { Signal } from './signal';

/** What is known of who changed which object last. */
export type ChangeState =
  /** Nothing is searched for. */
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  /** The objects, those changed last first; `more` when there are others beyond a limit. */
  | { readonly kind: 'found'; readonly ids: readonly string[]; readonly more: boolean }
  /** `ids` is what the server said before, of the same search. */
  | { readonly kind: 'failed'; readonly trouble: 'offline' | 'refused'; readonly ids: readonly string[] | null };

/** So long nothing may be typed before the server is asked, in milliseconds. */
const TYPING_MILLIS = 250;
/** The server is asked again so long after it was asked, when the scene has changed, or after a failure. */
const AGAIN_MILLIS = 3_000;
/** So often, in milliseconds, what has become too old is taken out: a twentieth of the time searched for, within these. */
const AGING_MILLIS = [5_000, 60_000] as const;
const MOST = 20_000;

/** Asks the server of a room who changed which object last: when somebody searches for it, and as long as they do. */
export class ChangeSearch {
  readonly state = new Signal<ChangeState>({ kind: 'none' });
  readonly #address: string;
  readonly #fetch: typeof fetch;
  #terms: ChangeTerms | null = null;
  #me: Person | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer will go off. */
  #due = Number.POSITIVE_INFINITY;
  #asking: AbortController | null = null;
  #askedAt = 0;
  /** Whether the scene changed since the server was asked. */
  #stale = false;

  /** @param room its name */
  constructor(room: string, fetcher: typeof fetch = (...request) => fetch(...request)) {
    this.#address = `/api/scenes/${encodeURIComponent(room)}/authorship`;
    this.#fetch = fetcher;
  }

  /**
   * Searches for something else; for nothing with `null`.
   *
   * @param me who `by:me` is
   */
  look(terms: ChangeTerms | null, me: Person): void {
    const known = this.#me;
    const sameMe = terms?.by?.kind !== 'me' || (known?.name === me.name && known.color === me.color);
    if (sameMe && JSON.stringify(terms) === JSON.stringify(this.#terms)) {
      return;
    }
    this.#terms = terms;
    this.#me = me;
    this.#stop();
    this.state.set({ kind: terms === null ? 'none' : 'asking' });
    this.#askIn(TYPING_MILLIS);
  }

  /** Asks again soon: somebody, perhaps this person, has changed something. */
  sceneChanged(): void {
    if (this.#asking !== null) {
      this.#stale = true;
    } else {
      this.#askIn(Math.max(TYPING_MILLIS, this.#askedAt + AGAIN_MILLIS - Date.now()));
    }
  }

  /** Asks no more. */
  close(): void {
    this.#terms = null;
    this.#stop();
    this.state.set({ kind: 'none' });
  }

  #stop(): void {
    this.#asking?.abort();
    this.#asking = null;
    clearTimeout(this.#timer);
    this.#due = Number.POSITIVE_INFINITY;
  }

  /** Asks after that time, if it would not have asked before. */
  #askIn(millis: number): void {
    const due = Date.now() + millis;
    if (this.#terms === null || due >= this.#due) {
      return;
    }
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => void this.#ask(), millis);
  }

  async #ask(): Promise<void> {
    this.#stop();
    const terms = this.#terms;
    if (terms === null) {
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    this.#askedAt = Date.now();
    this.#stale = false;
    const next = await this.#answer(terms, asking.signal);
    if (asking.signal.aborted) {
      return;
    }
    this.#asking = null;
    this.state.set(next);
    if (next.kind === 'failed' || this.#stale) {
      this.#askIn(AGAIN_MILLIS);
    } else if (terms.within !== null) {
      const span = terms.within === 'today' ? Number.POSITIVE_INFINITY : terms.within * 1_000;
      this.#askIn(Math.min(AGING_MILLIS[1], Math.max(AGING_MILLIS[0], span / 20)));
    }
  }

  async #answer(terms: ChangeTerms, signal: AbortSignal): Promise<ChangeState> {
    const before = this.state.get();
    const ids = before.kind === 'found' || before.kind === 'failed' ? before.ids : null;
    let answer: Response;
    try {
      answer = await this.#fetch(`${this.#address}?${this.#question(terms)}`, { signal });
    } catch {
      return { kind: 'failed', trouble: 'offline', ids };
    }
    try {
      const { nodes, more } = (await answer.json()) as { nodes?: readonly { id: unknown }[]; more?: unknown };
      if (answer.ok && nodes !== undefined) {
        const found = nodes.map(({ id }) => String(id));
        return before.kind === 'found' && sameIds(before.ids, found)
          ? before
          : { kind: 'found', ids: found, more: more === true };
      }
    } catch {
      // No JSON: as if refused.
    }
    return { kind: 'failed', trouble: 'refused', ids };
  }

  #question({ by, within }: ChangeTerms): string {
    const question = new URLSearchParams({ limit: String(MOST) });
    if (by?.kind === 'name') {
      question.set('by', by.name);
    } else if (by?.kind === 'me' && this.#me !== null) {
      question.set('name', this.#me.name.trim());
      question.set('color', this.#me.color);
    }
    if (within !== null) {
      question.set('within', String(within === 'today' ? sinceMidnight(new Date()) : within));
    }
    return question.toString();
  }
}

/** Whole seconds since the day began here. */
function sinceMidnight(now: Date): number {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.ceil((now.getTime() - midnight.getTime()) / 1_000);
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, at) => id === other[at]);
}
