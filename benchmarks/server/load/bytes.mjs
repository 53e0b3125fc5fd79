// The few of lib0's encodings that the wire needs, without a copy, and a walker over the structs of a Yjs update.

/** Writes variable-length integers and byte strings. */
export class Writer {
  #bytes
  #at = 0

  constructor(capacity = 64) {
    this.#bytes = new Uint8Array(capacity)
  }

  uint(value) {
    this.#grow(10)
    while (value > 127) {
      this.#bytes[this.#at++] = 128 | (value % 128)
      value = Math.floor(value / 128)
    }
    this.#bytes[this.#at++] = value
    return this
  }

  raw(bytes) {
    this.#grow(bytes.length)
    this.#bytes.set(bytes, this.#at)
    this.#at += bytes.length
    return this
  }

  bytes(bytes) {
    return this.uint(bytes.length).raw(bytes)
  }

  string(text) {
    return this.bytes(Buffer.from(text, 'utf8'))
  }

  done() {
    return this.#bytes.subarray(0, this.#at)
  }

  #grow(more) {
    if (this.#at + more > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + more))
      larger.set(this.#bytes.subarray(0, this.#at))
      this.#bytes = larger
    }
  }
}

/** Reads what {@link Writer} writes. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  get more() {
    return this.at < this.bytes.length
  }

  uint() {
    let result = 0
    let factor = 1
    for (;;) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) throw new Error('the message ends early')
      result += (byte & 127) * factor
      if (byte < 128) return result
      factor *= 128
    }
  }

  skip() {
    const length = this.uint()
    this.at += length
    return length
  }

  string() {
    const length = this.skip()
    return Buffer.from(this.bytes.subarray(this.at - length, this.at)).toString('utf8')
  }
}

function skipAny(reader) {
  const type = reader.bytes[reader.at++]
  switch (type) {
    case 127: case 126: case 121: case 120:
      return
    case 125:
      while (reader.bytes[reader.at++] & 128);
      return
    case 124:
      reader.at += 4
      return
    case 123: case 122:
      reader.at += 8
      return
    case 119: case 116:
      reader.skip()
      return
    case 118:
      for (let n = reader.uint(); n > 0; n--) {
        reader.skip()
        skipAny(reader)
      }
      return
    case 117:
      for (let n = reader.uint(); n > 0; n--) skipAny(reader)
      return
    default:
      throw new Error(`no any-value starts with ${type}`)
  }
}

function structLength(reader, ref) {
  switch (ref) {
    case 1:
      return reader.uint()
    case 2: {
      const length = reader.uint()
      for (let i = 0; i < length; i++) reader.skip()
      return length
    }
    case 3: case 5:
      reader.skip()
      return 1
    case 4:
      return reader.string().length
    case 6:
      reader.skip()
      reader.skip()
      return 1
    case 7: {
      const type = reader.uint()
      if (type === 3 || type === 5) reader.skip()
      return 1
    }
    case 8: {
      const length = reader.uint()
      for (let i = 0; i < length; i++) skipAny(reader)
      return length
    }
    case 9:
      reader.skip()
      skipAny(reader)
      return 1
    default:
      throw new Error(`no struct has the reference ${ref}`)
  }
}

/** Calls `each(client, clock, length)` for every run of structs in an update (v1) that begins at `at`. */
export function walkUpdate(bytes, at, each) {
  const reader = new Reader(bytes, at)
  const clients = reader.uint()
  for (let i = 0; i < clients; i++) {
    const structs = reader.uint()
    const client = reader.uint()
    let clock = reader.uint()
    if (clients === 1 && structs === 1) {
      each(client, clock, 1) // what the generator itself makes: one struct of length 1
      return
    }
    for (let k = 0; k < structs; k++) {
      const info = reader.bytes[reader.at++]
      const ref = info & 31
      if (ref === 10) {
        clock += reader.uint()
        continue
      }
      let length = 1
      if (ref === 0) {
        length = reader.uint()
      } else {
        skipOrigins(reader, info)
        length = structLength(reader, ref)
      }
      each(client, clock, length)
      clock += length
    }
  }
}

function skipOrigins(reader, info) {
  for (const flag of [128, 64]) {
    if (info & flag) {
      reader.uint()
      reader.uint()
    }
  }
  if (!(info & 192)) {
    if (reader.uint() === 1) {
      reader.skip()
    } else {
      reader.uint()
      reader.uint()
    }
    if (info & 32) reader.skip()
  }
}
