import { done, openDatabase } from './database';
import type { SceneRow, SceneTable } from './SceneStore';

/** Apart from the edits: whatever happens to these copies does not touch those. */
const DATABASE = 'diorama.scenes';
const TABLE = 'scenes';
const BY_AGE = 'keptAt';

/** The table of kept scenes in the browser's database, or one that keeps nothing when there is none. */
export async function openSceneTable(): Promise<SceneTable> {
  try {
    return new IndexedDbScenes(
      await openDatabase(DATABASE, (database) => {
        database.createObjectStore(TABLE, { keyPath: 'room' }).createIndex(BY_AGE, BY_AGE);
      }),
    );
  } catch (error) {
    console.warn('no scenes are kept', error);
    return FORGETFUL;
  }
}

class IndexedDbScenes implements SceneTable {
  readonly #database: IDBDatabase;

  constructor(database: IDBDatabase) {
    this.#database = database;
  }

  get(room: string): Promise<unknown> {
    return done<unknown>(this.#table('readonly').get(room));
  }

  async put(row: SceneRow): Promise<void> {
    await done(this.#table('readwrite').put(row));
  }

  async remove(rooms: readonly string[]): Promise<void> {
    if (rooms.length > 0) {
      const table = this.#table('readwrite');
      await Promise.all(rooms.map((room) => done(table.delete(room))));
    }
  }

  async rooms(): Promise<string[]> {
    return (await done(this.#table('readonly').index(BY_AGE).getAllKeys())).map(String);
  }

  #table(mode: IDBTransactionMode): IDBObjectStore {
    return this.#database.transaction(TABLE, mode).objectStore(TABLE);
  }
}

const FORGETFUL: SceneTable = {
  get: () => Promise.resolve(null),
  put: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  rooms: () => Promise.resolve([]),
};
