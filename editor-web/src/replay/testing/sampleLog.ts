import type { Author, LogEntry } from '../wire';

export const ADA: Author = { id: 'a', name: 'Ada', color: '#46a9f2' };
export const BO: Author = { id: 'b', name: 'Bo', color: '#e8804f' };
export const START = Date.UTC(2026, 10, 20, 14, 2, 11);

/** An entry so many milliseconds after {@link START}. */
export function entry(after: number, author: Author = ADA, gesture: string | null = null): LogEntry {
  return { sequence: 0, time: START + after, author, gesture, update: new Uint8Array([1, 2, 3]) };
}

/** Entries with their sequences, from 1. */
export function numbered(entries: readonly LogEntry[], first = 1): LogEntry[] {
  return entries.map((each, index) => ({ ...each, sequence: first + index }));
}

/** What the server answers for entries `from` to `to` of a log. */
export function answerOf(entries: readonly LogEntry[], from: number, to: number, page = 1_000, log = 'x'): unknown {
  return {
    room: 'main',
    log,
    head: entries.length,
    updates: entries.slice(from - 1, Math.min(to, from - 1 + page)).map(({ update, ...rest }) => ({
      ...rest,
      client: 1,
      bytes: btoa(String.fromCharCode(...update)),
    })),
  };
}
