/** Who made an entry of the log. Name and colour may be empty when nobody knows them. */
export interface Author {
  readonly id: string;
  readonly name: string;
  /** `#rrggbb` or empty. */
  readonly color: string;
}

/** One entry of a room's log. */
export interface LogEntry {
  readonly sequence: number;
  /** When the server accepted it, in milliseconds since 1970. */
  readonly time: number;
  readonly author: Author;
  /** Entries with one id were meant as one. */
  readonly gesture: string | null;
  readonly update: Uint8Array;
}

/** Entries in a row, and how far the log reaches by now. */
export interface LogPage {
  /** Identity of the log: another one has another history. Empty when the server does not say. */
  readonly log: string;
  readonly head: number;
  readonly entries: readonly LogEntry[];
}

/**
 * An answer of `GET /api/scenes/{room}/updates`.
 *
 * @throws TypeError if it is none
 */
export function readPage(answer: unknown): LogPage {
  const { log, head, updates } = answer as Record<string, unknown>;
  if (typeof head !== 'number' || !Array.isArray(updates)) {
    throw new TypeError('an answer about the log has no head or no updates');
  }
  return { log: typeof log === 'string' ? log : '', head, entries: updates.map(readEntry) };
}

function readEntry(value: Record<string, unknown>): LogEntry {
  const { sequence, time, bytes, gesture } = value;
  if (typeof sequence !== 'number' || typeof time !== 'number' || typeof bytes !== 'string') {
    throw new TypeError(`an entry of the log is incomplete: sequence=${sequence}`);
  }
  return {
    sequence,
    time,
    author: readAuthor(value.author),
    gesture: typeof gesture === 'string' ? gesture : null,
    update: bytesOf(bytes),
  };
}

function readAuthor(value: unknown): Author {
  const { id, name, color } = (value ?? {}) as Record<string, unknown>;
  return {
    id: typeof id === 'string' ? id : '',
    name: typeof name === 'string' ? name : '',
    // A colour reaches a canvas and a style: nothing else may come through.
    color: typeof color === 'string' && /^#[\da-f]{6}$/i.test(color) ? color : '',
  };
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    bytes[at] = text.charCodeAt(at);
  }
  return bytes;
}
