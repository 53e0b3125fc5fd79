// The y-websocket wire: one message per frame, checked before anything is believed.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as Y from 'yjs'

const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const QUERY = 3
const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

const MEBI = 1024 * 1024
export const MAX_UPDATE_BYTES = 4 * MEBI
export const MAX_STATE_BYTES = 64 * MEBI
const MAX_PRESENCE_BYTES = MEBI
const ENVELOPE = 16

/** Largest frame that is read at all. */
export const MAX_FRAME_BYTES = MAX_STATE_BYTES + ENVELOPE

/** Nobody: what keeps a silent socket open. */
export const KEEP_ALIVE = new Uint8Array([AWARENESS, 1, 0])

/** A frame that closes its socket, with the code and the reason. */
export class FrameError extends Error {
  /** @param {number} code @param {string} reason */
  constructor(code, reason) {
    super(reason)
    this.code = code
  }
}

/**
 * @typedef {{ type: 'step1', stateVector: Uint8Array } | { type: 'step2' | 'update', update: Uint8Array }
 *   | { type: 'awareness', update: Uint8Array, clients: Map<number, number> } | { type: 'query' } | { type: 'unknown' }} Message
 */

const limit = (what, length, most) => {
  if (length > most) throw new FrameError(4413, `${what} is too large: bytes=${length}, limit=${most}`)
}

/** The clients that a presence message names, with their clocks; every state must be JSON. */
const clientsOf = (update) => {
  const decoder = decoding.createDecoder(update)
  const clients = new Map()
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder)
    clients.set(client, decoding.readVarUint(decoder))
    JSON.parse(decoding.readVarString(decoder))
  }
  return clients
}

const syncMessage = (decoder, length) => {
  const kind = decoding.readVarUint(decoder)
  if (kind === STEP_1) {
    limit('a state vector', length, MAX_UPDATE_BYTES + ENVELOPE)
    const stateVector = decoding.readVarUint8Array(decoder)
    Y.decodeStateVector(stateVector)
    return { type: 'step1', stateVector }
  }
  if (kind !== STEP_2 && kind !== UPDATE) return { type: 'unknown' }
  limit('an update', length, (kind === STEP_2 ? MAX_STATE_BYTES : MAX_UPDATE_BYTES) + ENVELOPE)
  return { type: kind === STEP_2 ? 'step2' : 'update', update: decoding.readVarUint8Array(decoder) }
}

/**
 * Reads a frame.
 *
 * @param {Uint8Array} frame
 * @returns {Message}
 * @throws {FrameError}
 */
export const readFrame = (frame) => {
  try {
    const decoder = decoding.createDecoder(frame)
    switch (decoding.readVarUint(decoder)) {
      case SYNC:
        return syncMessage(decoder, frame.length)
      case AWARENESS: {
        limit('presence', frame.length, MAX_PRESENCE_BYTES + ENVELOPE)
        const update = decoding.readVarUint8Array(decoder)
        return { type: 'awareness', update, clients: clientsOf(update) }
      }
      case QUERY:
        return { type: 'query' }
      default:
        return { type: 'unknown' }
    }
  } catch (e) {
    throw e instanceof FrameError ? e : new FrameError(4400, 'malformed: the frame cannot be read')
  }
}

const frame = (...writers) => {
  const encoder = encoding.createEncoder()
  for (const write of writers) write(encoder)
  return encoding.toUint8Array(encoder)
}

const uint = (n) => (encoder) => encoding.writeVarUint(encoder, n)
const sized = (bytes) => (encoder) => encoding.writeVarUint8Array(encoder, bytes)

export const step1Frame = (doc) => frame(uint(SYNC), uint(STEP_1), sized(Y.encodeStateVector(doc)))
export const step2Frame = (doc, since) => frame(uint(SYNC), uint(STEP_2), sized(Y.encodeStateAsUpdate(doc, since)))
export const updateFrame = (update) => frame(uint(SYNC), uint(UPDATE), sized(update))
export const deniedFrame = (reason) => frame(uint(AUTH), uint(0), (encoder) => encoding.writeVarString(encoder, reason))

/** What is known of some clients. @param {awarenessProtocol.Awareness} awareness @param {number[]} clients */
export const awarenessFrame = (awareness, clients) =>
  frame(uint(AWARENESS), sized(awarenessProtocol.encodeAwarenessUpdate(awareness, clients)))

/** That some clients left; who is still there says so at once, louder. @param {Map<number, number>} clocks by client */
export const goneFrame = (clocks) =>
  frame(
    uint(AWARENESS),
    sized(frame(uint(clocks.size), ...[...clocks].flatMap(([client, clock]) => [uint(client), uint(clock), (e) => encoding.writeVarString(e, 'null')]))),
  )
