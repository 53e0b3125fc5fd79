/** A scene as it was known here, whole. */
export interface KeptScene {
  /** The document as one update. */
  readonly update: Uint8Array;
  /** Identity of the log that it is of; `''` where the server has not told. */
  readonly log: string;
  /** Every entry of that log up to this one is in it. */
  readonly sequence: number;
}

/** A scene in the table, with what shows that nothing of it is missing. */
export interface SceneRow extends KeptScene {
  readonly room: string;
  /** In milliseconds since 1970. */
  readonly keptAt: number;
  readonly sum: number;
}

/** A table of scenes by room. What is read from it may be anything. */
export interface SceneTable {
  get(room: string): Promise<unknown>;
  put(row: SceneRow): Promise<void>;
  remove(rooms: readonly string[]): Promise<void>;
  /** All rooms, the one that was kept longest ago first. */
  rooms(): Promise<string[]>;
}

/** A larger scene is not kept, in bytes. */
const LARGEST = 32 << 20;
/** So many scenes are kept; the one that was seen longest ago makes way. */
const MOST_ROOMS = 24;

/**
 * The scene of a room as it was last seen, in IndexedDB, so that it is there at once when the server is not.
 *
 * It is a copy: the truth is the server's log, and edits that the server lacks are in the `OfflineStore`. So whatever goes wrong here
 * costs a picture, never an edit.
 */
export class SceneStore {
  readonly #room: string;
  readonly #table: SceneTable;
  readonly #clock: () => number;

  constructor(room: string, table: SceneTable, clock: () => number = Date.now) {
    this.#room = room;
    this.#table = table;
    this.#clock = clock;
  }

  /** What was kept; `null` when nothing was, `'broken'` when it is not what was kept. */
  async read(): Promise<KeptScene | 'broken' | null> {
    try {
      const row = await this.#table.get(this.#room);
      return row === undefined || row === null ? null : isWhole(row, this.#room) ? row : 'broken';
    } catch (error) {
      console.warn('kept scene could not be read', error);
      return null;
    }
  }

  /** Keeps a scene in place of what was kept before. */
  async keep({ update, log, sequence }: KeptScene): Promise<void> {
    if (update.length > LARGEST) {
      await this.forget();
      return;
    }
    try {
      await this.#table.put({
        room: this.#room,
        keptAt: this.#clock(),
        sum: checksum(update),
        update,
        log,
        sequence,
      });
      const rooms = await this.#table.rooms();
      await this.#table.remove(rooms.slice(0, Math.max(0, rooms.length - MOST_ROOMS)));
    } catch (error) {
      console.warn('the scene could not be kept', error);
    }
  }

  /** Keeps nothing of this room. */
  async forget(): Promise<void> {
    await this.#remove([this.#room]);
  }

  /** Keeps nothing of any room. */
  async forgetAll(): Promise<void> {
    try {
      await this.#remove(await this.#table.rooms());
    } catch (error) {
      console.warn('kept scenes could not be listed', error);
    }
  }

  async #remove(rooms: readonly string[]): Promise<void> {
    try {
      await this.#table.remove(rooms);
    } catch (error) {
      console.warn('kept scenes could not be removed', error);
    }
  }
}

function isWhole(row: unknown, room: string): row is SceneRow {
  const candidate = row as Partial<SceneRow>;
  return (
    candidate.room === room &&
    candidate.update instanceof Uint8Array &&
    candidate.update.length <= LARGEST &&
    typeof candidate.log === 'string' &&
    Number.isSafeInteger(candidate.sequence) &&
    (candidate.sequence ?? -1) >= 0 &&
    candidate.sum === checksum(candidate.update)
  );
}

/** FNV-1a, 32 bits: bytes that rotted must not be taken for edits. It is no defence against somebody who writes here. */
export function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at++) {
    hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
