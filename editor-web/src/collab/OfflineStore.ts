/** An edit made here that the server may not have. */
export interface KeptEdit {
  readonly update: Uint8Array;
  /** Joins the edits of one action; `null` for what nobody did. */
  readonly gesture: string | null;
  /** How a drag went whose end it is. */
  readonly path: object | null;
  /** By this machine's clock, in milliseconds since 1970. */
  readonly madeAt: number;
}

/**
 * The edits made here that the server has not acknowledged, in IndexedDB, so that they survive a closed tab.
 *
 * Each tab has a session of its own and forgets only what it wrote or took over: two tabs of one room do not drop each other's edits.
 * A store that cannot be opened (private windows, a full disk) is silently none: the editor works, only not across a closed tab.
 */
export class OfflineStore {
  readonly #room: string;
  readonly #updates: UpdateTable;
  /** Keys of what is stored on this tab's account, in the order of writing. */
  readonly #mine: number[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(room: string, updates: UpdateTable) {
    this.#room = room;
    this.#updates = updates;
  }

  /** What earlier sessions left behind, oldest first; from now on this tab answers for it. */
  async takeOver(): Promise<KeptEdit[]> {
    const rows = await this.#updates.all(this.#room);
    this.#mine.push(...rows.map((row) => row.key));
    return rows.map((row) => row.edit);
  }

  /** Keeps an edit until {@link acknowledged}. */
  add(edit: KeptEdit): void {
    this.#enqueue(async () => {
      this.#mine.push(await this.#updates.add(this.#room, edit));
    });
  }

  /** The server has everything that was added or taken over until now. */
  acknowledged(): void {
    this.#enqueue(async () => {
      const keys = this.#mine.splice(0);
      if (keys.length > 0) {
        await this.#updates.remove(keys);
      }
    });
  }

  /** Resolves when all that was asked until now is on the disk. */
  settled(): Promise<void> {
    return this.#writing;
  }

  /** One after the other, so that an acknowledgement covers exactly what was added before it. */
  #enqueue(task: () => Promise<void>): void {
    this.#writing = this.#writing.then(task).catch((error: unknown) => {
      console.warn('offline store failed', error);
    });
  }
}

/** A table of edits by room. */
export interface UpdateTable {
  all(room: string): Promise<{ key: number; edit: KeptEdit }[]>;
  add(room: string, edit: KeptEdit): Promise<number>;
  remove(keys: readonly number[]): Promise<void>;
}
