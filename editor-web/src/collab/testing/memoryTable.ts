import type { KeptEdit, UpdateTable } from '../OfflineStore';

/** The table of the database, as an array that several stores may share. */
export function memoryTable(): UpdateTable & { readonly rows: { key: number; room: string; edit: KeptEdit }[] } {
  let next = 1;
  const rows: { key: number; room: string; edit: KeptEdit }[] = [];
  return {
    rows,
    all: (room) => Promise.resolve(rows.filter((row) => row.room === room).map(({ key, edit }) => ({ key, edit }))),
    add: (room, edit) => {
      rows.push({ key: next, room, edit });
      return Promise.resolve(next++);
    },
    remove: (keys) => {
      for (const key of keys) {
        const at = rows.findIndex((row) => row.key === key);
        rows.splice(at, at < 0 ? 0 : 1);
      }
      return Promise.resolve();
    },
  };
}
