// One attached tool: a Yjs websocket server to it, and through a connection of its own a peer of the relay.
import { applyAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import {
  awarenessFrame,
  deniedFrame,
  FrameError,
  goneFrame,
  KEEP_ALIVE,
  MAX_UPDATE_BYTES,
  readFrame,
  step1Frame,
  step2Frame,
  updateFrame,
} from './frames.mjs'
import { TokenBucket } from './tokenBucket.mjs'
import { connectUpstream } from './upstream.mjs'

const KEEP_ALIVE_MILLIS = 20_000
const MAX_OUTBOUND_BYTES = 64 * 1024 * 1024 + 8 * 1024 * 1024 // a whole state, and 8 MiB that came meanwhile
const MAX_OWN_CLIENTS = 16
const MAX_WAITING_UPDATES = 100
const UNREADABLE_REASON = 'malformed: the update cannot be applied'

/**
 * Serves a tool until its socket closes.
 *
 * The tool hears nothing before its own connection to the relay has synchronised: an empty answer would look like an empty room.
 */
export class Tool {
  #socket
  #upstream
  #log
  #bucket = new TokenBucket(5_000, 20_000, performance.now())
  /** Clocks of the clients that this tool speaks for. @type {Map<number, number>} */
  #own = new Map()
  #serving = false
  /** What was read with the frame before the socket stopped reading. @type {[Buffer, boolean][]} */
  #early = []
  #closed = false
  #denied = false
  #waiting = 0
  #heard = true
  #sentSomething = false
  #timers = []

  /**
   * @param {import('ws').WebSocket} socket paused
   * @param {{ serverUrl: string, room: string, authorization: string | undefined, protocols: string[], connectTimeoutMillis: number }} target
   * @param {import('./logger.mjs').Log} log
   */
  constructor(socket, target, log) {
    this.#socket = socket
    this.#log = log
    this.#upstream = connectUpstream(target, {
      onSync: (synced) => this.#onSync(synced),
      onEcho: (frame) => this.#send(frame),
      onDenied: (reason) => this.#onDenied(reason),
      onRefused: (code, reason) => this.close(code, reason),
      onFailure: (e) => log.warn('upstream sent what cannot be read', { room: target.room, reason: e.message }),
    })
    const { doc, awareness } = this.#upstream
    doc.on('update', (update, origin) => {
      if (origin !== this) this.#send(updateFrame(update))
    })
    awareness.on('update', (change, origin) => this.#onAwareness(change, origin))
    socket.on('message', (data, isBinary) => this.#onMessage(data, isBinary))
    socket.on('pong', () => {
      this.#heard = true
    })
    socket.on('error', (e) => log.warn('tool broke the wire', { room: target.room, reason: e.message }))
    socket.on('close', () => this.#end())
    const patience = setTimeout(() => {
      if (!this.#serving) this.close(1013, 'the server is away')
    }, target.connectTimeoutMillis)
    this.#timers.push(patience, setInterval(() => this.#keepAlive(), KEEP_ALIVE_MILLIS))
  }

  get bufferedUpstream() {
    return this.#upstream.bufferedAmount
  }

  #onSync(synced) {
    if (!synced || this.#closed) return
    if (this.#serving) {
      // The relay took this tool's presence away with the connection. Told so, a tool says again that it is there.
      if (this.#own.size > 0) this.#send(goneFrame(this.#own))
      return
    }
    this.#serving = true
    this.#send(step1Frame(this.#upstream.doc))
    const { awareness } = this.#upstream
    if (awareness.states.size > 0) this.#send(awarenessFrame(awareness, [...awareness.states.keys()]))
    for (const [data, isBinary] of this.#early.splice(0)) this.#onMessage(data, isBinary)
    this.#socket.resume()
  }

  #onDenied(reason) {
    if (!this.#denied) this.#send(deniedFrame(reason))
    this.#denied = true
  }

  #onAwareness({ added, updated, removed }, origin) {
    if (origin === this) return
    const clients = [...added, ...updated, ...removed].filter((client) => !this.#own.has(client))
    if (this.#serving && clients.length > 0) this.#send(awarenessFrame(this.#upstream.awareness, clients))
  }

  #onMessage(data, isBinary) {
    this.#heard = true
    if (this.#closed) return
    if (!this.#serving) {
      this.#early.push([data, isBinary])
      return
    }
    try {
      if (!isBinary) throw new FrameError(1003, 'text frames are not understood')
      if (!this.#bucket.take(performance.now())) throw new FrameError(1013, 'too many messages')
      this.#take(readFrame(data))
    } catch (e) {
      if (!(e instanceof FrameError)) this.#log.warn('tool sent what cannot be taken', { reason: e.message })
      this.close(e instanceof FrameError ? e.code : 4400, e instanceof FrameError ? e.message : UNREADABLE_REASON)
    }
  }

  /** @param {import('./frames.mjs').Message} message */
  #take(message) {
    const { doc, awareness } = this.#upstream
    switch (message.type) {
      case 'step1':
        return this.#send(step2Frame(doc, message.stateVector))
      case 'step2':
      case 'update':
        return this.#edit(message.update)
      case 'awareness':
        return this.#present(message)
      case 'query':
        return this.#send(awarenessFrame(awareness, [...awareness.states.keys()]))
      default:
        return undefined // of a later protocol
    }
  }

  #edit(update) {
    const { doc } = this.#upstream
    try {
      Y.decodeUpdate(update) // throws before anything is applied
    } catch {
      throw new FrameError(4400, 'malformed: the update cannot be read')
    }
    if (update.length > MAX_UPDATE_BYTES) this.#upstream.applyWhole(update, this)
    else Y.applyUpdate(doc, update, this)
    this.#waiting = doc.store.pendingStructs === null ? 0 : this.#waiting + 1
    if (this.#waiting > MAX_WAITING_UPDATES) throw new FrameError(4400, 'too many edits wait for what never came')
  }

  #present({ update, clients }) {
    const { awareness } = this.#upstream
    // Providers send back what they hear; only what is new is the tool's own.
    for (const [client, clock] of clients) {
      const known = awareness.meta.get(client)
      if (known === undefined || clock > known.clock) this.#own.set(client, clock)
    }
    if (this.#own.size > MAX_OWN_CLIENTS) throw new FrameError(4400, `speaks for too many clients: limit=${MAX_OWN_CLIENTS}`)
    applyAwarenessUpdate(awareness, update, this)
  }

  #send(frame) {
    if (this.#closed || !this.#serving) return
    this.#sentSomething = true
    this.#socket.send(frame, () => {}) // a socket that broke says so by closing
    if (this.#socket.bufferedAmount > MAX_OUTBOUND_BYTES) {
      this.#log.warn('tool does not read')
      this.#socket.terminate()
    }
  }

  #keepAlive() {
    if (!this.#serving) return
    if (!this.#heard) return this.#socket.terminate()
    this.#heard = false
    if (!this.#sentSomething) this.#send(KEEP_ALIVE)
    this.#sentSomething = false
    this.#socket.ping()
  }

  /** Ends the tool's socket with a reason. */
  close(code, reason) {
    if (this.#closed) return
    this.#closed = true
    this.#log.info('tool sent away', { code, reason })
    this.#socket.resume()
    this.#socket.close(code, reason.slice(0, 120))
    this.#timers.push(setTimeout(() => this.#socket.terminate(), 5_000))
    this.#release()
  }

  /** The tool is gone. */
  #end() {
    this.#closed = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#release()
  }

  #release() {
    this.#upstream.close()
  }
}
