// A few rooms' documents, each made of its log up to a cursor; the one used longest ago makes room for another.
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { hashesOf } from './hashes.mjs'

const MAX_FRESH_STARTS = 3

/** The log does not reach as far as it was asked for. */
export class BeyondHeadError extends Error {}

/**
 * @typedef {import('./logReader.mjs').Page} Page
 * @typedef {Object} Judgement
 * @property {string} logId
 * @property {string} snapshotHash 64 hexadecimal digits; zeros when an entry was refused
 * @property {string} stateHash
 * @property {number} refused sequence of the entry that Yjs does not take, 0 for none
 */

const NOTHING = '0'.repeat(64)

/** A document and where its log was when it was read. */
class Held {
  doc = new Y.Doc()
  sequence = 0
  bytes = 0
  logId = ''
  lastDigest = ''
  refused = 0

  /** @param {{ sequence: number, bytes: Uint8Array }} entry the next one */
  apply(entry) {
    this.bytes += entry.bytes.length
    this.sequence = entry.sequence
    this.lastDigest = digest(entry.bytes)
    if (this.refused !== 0) return
    try {
      Y.applyUpdate(this.doc, entry.bytes)
    } catch {
      this.refused = entry.sequence
      this.doc.destroy()
    }
  }

  /** Whether a page is of the log that this was made of: same identity, not shorter, same entry at the cursor. @param {Page} page */
  continues(page) {
    if (this.sequence === 0) return true
    if (page.logId !== this.logId || page.head < this.sequence) return false
    return page.entries.length > 0 && digest(page.entries[0].bytes) === this.lastDigest
  }

  /** @returns {Judgement} */
  judgement() {
    const hashes = this.refused === 0 ? hashesOf(this.doc) : { snapshotHash: NOTHING, stateHash: NOTHING }
    return { logId: this.logId, ...hashes, refused: this.refused }
  }
}

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** The documents; one question at a time. */
export class Documents {
  /** @type {Map<string, Held>} the one used longest ago first */
  #held = new Map()
  #readPage
  #maxDocuments
  #maxBytes

  /**
   * @param {{ readPage: (room: string, from: number, to: number) => Promise<Page>, maxDocuments: number, maxBytes: number }} options
   *     maxBytes: bytes of log that the kept documents were made of, together
   */
  constructor({ readPage, maxDocuments, maxBytes }) {
    this.#readPage = readPage
    this.#maxDocuments = maxDocuments
    this.#maxBytes = maxBytes
  }

  get size() {
    return this.#held.size
  }

  /**
   * What Yjs says of a room as of an entry of its log.
   *
   * @param {string} room
   * @param {number} sequence at least 1
   * @returns {Promise<Judgement>}
   * @throws {BeyondHeadError} if the log ends before
   */
  async judge(room, sequence) {
    const kept = this.#held.get(room)
    if (kept !== undefined && kept.sequence > sequence) {
      // The past is made anew beside the document that goes on; a log that shrank is noticed by the next question ahead.
      const passing = await this.#advance(room, new Held(), sequence)
      if (passing.logId !== kept.logId) this.#held.delete(room)
      return passing.judgement()
    }
    // Until the end a failure leaves nothing behind that stands between two entries: a Held is whole after each of them.
    const held = await this.#advance(room, kept ?? new Held(), sequence)
    const judgement = held.judgement()
    this.#keep(room, held)
    return judgement
  }

  async #advance(room, start, sequence) {
    let held = start
    let freshStarts = 0
    for (let overlap = held.sequence > 0; overlap || held.sequence < sequence; ) {
      const page = await this.#readPage(room, overlap ? held.sequence : held.sequence + 1, sequence)
      const same = overlap ? held.continues(page) : held.sequence === 0 || page.logId === held.logId
      if (!same) {
        if (++freshStarts > MAX_FRESH_STARTS) throw new BeyondHeadError('the log changes its identity while it is read')
        this.#held.delete(room)
        held = new Held()
        overlap = false
        continue
      }
      if (page.head < sequence) throw new BeyondHeadError(`the log does not reach that far: head=${page.head}`)
      const fresh = overlap ? page.entries.slice(1) : page.entries
      if (!overlap && fresh.length === 0) throw new BeyondHeadError('the log has a gap')
      overlap = false
      held.logId = page.logId
      for (const entry of fresh) held.apply(entry)
    }
    return held
  }

  #keep(room, held) {
    this.#held.delete(room)
    this.#held.set(room, held)
    let bytes = 0
    for (const each of this.#held.values()) bytes += each.bytes
    for (const [name, each] of this.#held) {
      if (this.#held.size <= this.#maxDocuments && bytes <= this.#maxBytes) break
      bytes -= each.bytes
      this.#held.delete(name)
    }
  }
}
