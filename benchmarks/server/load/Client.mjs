// A client that costs little: it follows the protocol and walks over the headers of updates, but holds no document.
import WebSocket from 'ws'
import { Reader, walkUpdate, Writer } from './bytes.mjs'

const NOTHING = Uint8Array.of(0, 0)

export class Client {
  synced = false
  closed = false
  syncBytes = 0
  #hocuspocus
  #prefix
  #listeners

  /**
   * @param {{url: string, framing: 'y-websocket' | 'hocuspocus', localAddress?: string}} target
   * @param {string} room
   * @param {{onUpdate?: Function, onPresence?: Function, onClose?: Function}} listeners
   */
  constructor(target, room, listeners = {}) {
    this.#listeners = listeners
    this.#hocuspocus = target.framing === 'hocuspocus'
    this.#prefix = this.#hocuspocus ? new Writer().string(room).done() : new Uint8Array(0)
    this.socket = new WebSocket(this.#hocuspocus ? target.url : `${target.url}/${room}`, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      maxPayload: 1 << 30,
      handshakeTimeout: 60_000,
      localAddress: target.localAddress,
    })
    this.socket.binaryType = 'nodebuffer'
    this.ready = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.socket.on('error', reject)
      this.socket.on('close', (code) => {
        this.closed = true
        reject(new Error(`closed with ${code}`))
        listeners.onClose?.(code)
      })
    })
    this.ready.catch(() => {})
    this.socket.on('open', () => this.#greet())
    this.socket.on('message', (data) => this.#receive(data))
  }

  /** The frame of an update, to be sent by {@link send} any number of times. */
  updateFrame(update) {
    return new Writer(update.length + 32).raw(this.#prefix).uint(0).uint(2).bytes(update).done()
  }

  presenceFrame(update) {
    return new Writer(update.length + 32).raw(this.#prefix).uint(1).bytes(update).done()
  }

  send(frame) {
    if (!this.closed) this.socket.send(frame, () => {})
  }

  /** Asks for everything, once more. */
  ask() {
    this.send(new Writer().raw(this.#prefix).uint(0).uint(0).bytes(Uint8Array.of(0)).done())
  }

  kill() {
    this.socket.terminate()
  }

  #greet() {
    if (this.#hocuspocus) {
      this.send(new Writer().raw(this.#prefix).uint(2).uint(0).string('load').string('4.7.0').done())
    }
    this.ask()
  }

  #receive(data) {
    const reader = new Reader(data)
    if (this.#hocuspocus) reader.skip()
    while (reader.more) {
      const type = reader.uint()
      if (type === 0 || type === 4) {
        this.#sync(reader, data)
      } else if (type === 1) {
        const length = reader.skip()
        this.#listeners.onPresence?.(data, reader.at - length)
      } else {
        return
      }
    }
  }

  #sync(reader, data) {
    const step = reader.uint()
    const length = reader.skip()
    // A server may send what it has as an update and complete it with the step2.
    if (!this.synced && step !== 0) this.syncBytes += length
    if (step === 0) {
      this.send(new Writer().raw(this.#prefix).uint(0).uint(1).bytes(NOTHING).done())
    } else if (step === 1 && !this.synced) {
      this.synced = true
      this.resolve(this)
    } else if (this.#listeners.onUpdate) {
      walkUpdate(data, reader.at - length, this.#listeners.onUpdate)
    }
  }
}

/** Opens many, a few at a time. */
export async function openAll(count, make, atOnce = 50) {
  const clients = []
  while (clients.length < count) {
    const batch = []
    for (let i = clients.length; i < Math.min(count, clients.length + atOnce); i++) batch.push(make(i))
    await Promise.all(batch.map((client) => client.ready))
    clients.push(...batch)
  }
  return clients
}
