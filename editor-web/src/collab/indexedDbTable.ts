import { done, openDatabase } from './database';
import type { KeptEdit, UpdateTable } from './OfflineStore';

const DATABASE = 'diorama';
const TABLE = 'updates';
const BY_ROOM = 'room';

/** Rows of older versions of the page have only the first two. */
interface Row {
  room: string;
  update: Uint8Array;
  gesture?: string | null;
  path?: object | null;
  madeAt?: number;
}

/** The table of unacknowledged updates in the browser's database, or one that forgets when there is none. */
export async function openUpdateTable(): Promise<UpdateTable> {
  try {
    return new IndexedDbTable(
      await openDatabase(DATABASE, (database) => {
        database.createObjectStore(TABLE, { autoIncrement: true }).createIndex(BY_ROOM, 'room');
      }),
    );
  } catch (error) {
    console.warn('no offline store', error);
    return FORGETFUL;
  }
}

class IndexedDbTable implements UpdateTable {
  readonly #database: IDBDatabase;

  constructor(database: IDBDatabase) {
    this.#database = database;
  }

  async all(room: string): Promise<{ key: number; edit: KeptEdit }[]> {
    const table = this.#table('readonly');
    const [keys, rows] = await Promise.all([
      done(table.index(BY_ROOM).getAllKeys(room)),
      done<Row[]>(table.index(BY_ROOM).getAll(room)),
    ]);
    return rows.flatMap((row, index) => {
      const key = keys[index];
      const { update, gesture = null, path = null, madeAt = Date.now() } = row;
      return typeof key === 'number' ? [{ key, edit: { update, gesture, path, madeAt } }] : [];
    });
  }

  async add(room: string, edit: KeptEdit): Promise<number> {
    return Number(await done(this.#table('readwrite').add({ room, ...edit } satisfies Row)));
  }

  async remove(keys: readonly number[]): Promise<void> {
    const table = this.#table('readwrite');
    await Promise.all(keys.map((key) => done(table.delete(key))));
  }

  #table(mode: IDBTransactionMode): IDBObjectStore {
    return this.#database.transaction(TABLE, mode).objectStore(TABLE);
  }
}

const FORGETFUL: UpdateTable = {
  all: () => Promise.resolve([]),
  add: () => Promise.resolve(0),
  remove: () => Promise.resolve(),
};
