// The two hashes of a document by which two implementations are compared.
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { stateHash } from './stateHash.mjs'

/**
 * Tries once more, all at once, what Yjs keeps waiting: it notes one clock per client, so two structs can wait for each other though
 * all has come. A peer that joins gets them in one update and has no such trouble; nor have we.
 *
 * @param {Y.Doc} doc
 */
const settle = (doc) => {
  const { store } = doc
  for (let before = -1; ; ) {
    const structs = store.pendingStructs
    const deletes = store.pendingDs
    const waiting = (structs?.update.length ?? 0) + (deletes?.length ?? 0)
    if (waiting === 0 || waiting === before) return
    before = waiting
    store.pendingStructs = null
    store.pendingDs = null
    if (structs !== null) Y.applyUpdateV2(doc, structs.update)
    if (deletes !== null) Y.applyUpdateV2(doc, deletes)
  }
}

/**
 * SHA-256 of the encoded snapshot, and the state hash. A snapshot's bytes are canonical: deletions and clocks by client, clients in
 * descending order, ranges as long as they can be; nothing of it depends on the order in which updates came.
 *
 * @param {Y.Doc} doc
 */
export const hashesOf = (doc) => {
  settle(doc)
  return {
    snapshotHash: createHash('sha256').update(Y.encodeSnapshot(Y.snapshot(doc))).digest('hex'),
    stateHash: stateHash(doc),
  }
}
