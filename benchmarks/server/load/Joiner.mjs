// A client that only joins, and keeps nothing of what it gets: so that a crowd on the same machine costs little beside the server.
import net from 'node:net'
import { Reader, Writer } from './bytes.mjs'

const NOTHING = Uint8Array.of(0, 0)
/** Enough of a message to tell what it is and how long. */
const WINDOW = 512
const CLOSE = 8
const PING = 9
const PONG = 10
const FINAL = 0x80
const MASKED = 0x80

/** Read into by all: whatever comes is looked at at once. */
const INBOX = Buffer.allocUnsafe(256 << 10)

export class Joiner {
  syncBytes = 0
  #hocuspocus
  #prefix
  #greeting = ''
  #open = false
  /** The header of a frame, as far as it has come. */
  #header = []
  #opcode = 0
  #final = false
  /** Bytes of a frame that are still to come. */
  #rest = 0
  #window = Buffer.allocUnsafe(WINDOW)
  #length = 0

  /**
   * @param {{url: string, framing: 'y-websocket' | 'hocuspocus', localAddress?: string}} target
   * @param {string} room
   */
  constructor(target, room) {
    this.#hocuspocus = target.framing === 'hocuspocus'
    this.#prefix = this.#hocuspocus ? new Writer().string(room).done() : new Uint8Array(0)
    const url = new URL(this.#hocuspocus ? target.url : `${target.url}/${room}`)
    this.socket = net.connect({
      host: url.hostname,
      port: Number(url.port),
      localAddress: target.localAddress,
      noDelay: true,
      onread: { buffer: INBOX, callback: (length) => this.#read(length) },
    })
    this.ready = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    this.ready.catch(() => {})
    this.socket.on('error', this.reject)
    this.socket.on('close', () => this.reject(new Error('closed')))
    this.socket.write(
      `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    )
  }

  kill() {
    this.socket.destroy()
  }

  #read(length) {
    try {
      let at = this.#open ? 0 : this.#handshake(length)
      while (at < length) at = this.#rest > 0 ? this.#payload(at, length) : this.#head(at)
    } catch (error) {
      this.reject(error)
      this.kill()
    }
    return true
  }

  #handshake(length) {
    const before = this.#greeting.length
    this.#greeting += INBOX.latin1Slice(0, length)
    const end = this.#greeting.indexOf('\r\n\r\n')
    if (end < 0) return length
    if (!this.#greeting.startsWith('HTTP/1.1 101')) throw new Error(this.#greeting.slice(0, 40))
    this.#open = true
    if (this.#hocuspocus) this.#say(new Writer().raw(this.#prefix).uint(2).uint(0).string('load').string('4.7.0').done())
    this.#say(new Writer().raw(this.#prefix).uint(0).uint(0).bytes(Uint8Array.of(0)).done())
    return end + 4 - before
  }

  #head(at) {
    const header = this.#header
    header.push(INBOX[at])
    const short = header[1] & 127
    const size = header.length < 2 ? 2 : short === 126 ? 4 : short === 127 ? 10 : 2
    if (header.length < size) return at + 1
    this.#rest = size === 2 ? short : header.slice(2).reduce((sum, byte) => sum * 256 + byte, 0)
    this.#final = (header[0] & FINAL) !== 0
    const opcode = header[0] & 15
    if (opcode > 0) {
      // A control frame may come within a message; nobody here sends one.
      this.#opcode = opcode
      this.#length = 0
    }
    this.#header = []
    if (this.#rest === 0) this.#ended()
    return at + 1
  }

  #payload(at, length) {
    const taken = Math.min(this.#rest, length - at)
    if (this.#length < WINDOW) INBOX.copy(this.#window, this.#length, at, Math.min(at + taken, at + WINDOW - this.#length))
    this.#length += taken
    this.#rest -= taken
    if (this.#rest === 0) this.#ended()
    return at + taken
  }

  #ended() {
    if (!this.#final) return
    if (this.#opcode === CLOSE) throw new Error('closed by the server')
    if (this.#opcode === PING) this.#say(this.#window.subarray(0, this.#length), PONG)
    else if (this.#opcode !== PONG) this.#message()
  }

  #message() {
    const reader = new Reader(this.#window)
    if (this.#hocuspocus) reader.skip()
    while (reader.at < Math.min(this.#length, WINDOW)) {
      const type = reader.uint()
      if (type !== 0 && type !== 4) return
      const step = reader.uint()
      const length = reader.skip()
      if (step !== 0) this.syncBytes += length
      if (step === 0) this.#say(new Writer().raw(this.#prefix).uint(0).uint(1).bytes(NOTHING).done())
      if (step === 1) this.resolve(this)
    }
    if (reader.at !== this.#length) throw new Error('a large message holds more than one')
  }

  #say(message, opcode = 2) {
    if (message.length > 125) throw new Error('nothing that long is said here')
    // Masked with zeros.
    this.socket.write(Buffer.concat([Buffer.of(FINAL | opcode, MASKED | message.length, 0, 0, 0, 0), message]))
  }
}
