// The state hash of a document, for plain Yjs: rules S80 to S89 of scene-model/SPEC.md. Knows nothing of scenes.
import { createHash } from 'node:crypto'

const HEADER = 'diorama-state-1'
const utf8 = new TextEncoder() // a lone surrogate becomes U+FFFD

/** Grows a byte array; everything is big-endian. */
class Out {
  bytes = new Uint8Array(4096)
  view = new DataView(this.bytes.buffer)
  length = 0

  room(n) {
    if (this.length + n > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + n))
      larger.set(this.bytes)
      this.bytes = larger
      this.view = new DataView(larger.buffer)
    }
    const at = this.length
    this.length += n
    return at
  }

  u8(n) {
    const at = this.room(1)
    this.view.setUint8(at, n)
  }

  u32(n) {
    const at = this.room(4)
    this.view.setUint32(at, n)
  }

  f64(n) {
    const at = this.room(8)
    this.view.setFloat64(at, n)
  }

  i64(n) {
    const at = this.room(8)
    this.view.setBigInt64(at, n)
  }

  raw(bytes) {
    const at = this.room(bytes.length)
    this.bytes.set(bytes, at)
  }

  sized(bytes) {
    this.u32(bytes.length)
    this.raw(bytes)
  }

  string(s) {
    this.sized(utf8.encode(s))
  }

  /** (0x01 item)* 0x00 */
  sequence(items, write) {
    for (const item of items) {
      this.u8(1)
      write(item)
    }
    this.u8(0)
  }
}

const byUnit = (a, b) => (a < b ? -1 : a > b ? 1 : 0) // JavaScript compares strings by UTF-16 code unit

const any = (out, value) => {
  if (value === null) out.u8(1)
  else if (value === false) out.u8(2)
  else if (value === true) out.u8(3)
  else if (typeof value === 'number') {
    out.u8(4)
    if (Number.isNaN(value)) out.raw([0x7f, 0xf8, 0, 0, 0, 0, 0, 0])
    else out.f64(value)
  } else if (typeof value === 'bigint') {
    out.u8(5)
    out.i64(BigInt.asIntN(64, value))
  } else if (typeof value === 'string') {
    out.u8(6)
    out.string(value)
  } else if (value instanceof Uint8Array) {
    out.u8(7)
    out.sized(value)
  } else if (Array.isArray(value)) {
    out.u8(8)
    out.sequence(value, (v) => any(out, v))
  } else if (typeof value === 'object') {
    out.u8(9)
    object(out, value)
  } else out.u8(0)
}

/** A JavaScript object cannot hold the key __proto__ as it came over the wire, so nobody counts it. */
const object = (out, value) =>
  out.sequence(
    Object.keys(value)
      .filter((k) => k !== '__proto__')
      .sort(byUnit),
    (k) => {
      out.string(k)
      any(out, value[k])
    },
  )

/** The wire's reference of a type, and the name that elements and hooks carry. */
const typeHead = (type) => {
  const head = { ref: -1, name: null }
  type._write({
    writeTypeRef: (ref) => {
      head.ref = ref
    },
    writeKey: (name) => {
      head.name = name
    },
  })
  return head
}

const nested = (out, type) => {
  const { ref, name } = typeHead(type)
  out.u8(0x22)
  out.u8(ref)
  if (name !== null) out.string(name)
  content(out, type)
}

/** The values that an item stands for, each as a function that writes it; text is left to the caller. */
const values = (out, item) => {
  const c = item.content
  switch (c.getRef() & 31) {
    case 2: // JSON
    case 8: // Any
      return c.arr.map((v) => () => any(out, v))
    case 3:
      return [() => any(out, c.content)]
    case 4: // only as the value of a map's key, which no Yjs program writes
      return Array.from({ length: c.str.length }, (_, i) => () => any(out, c.str[i]))
    case 5:
      return [
        () => {
          out.u8(0x21)
          any(out, c.embed)
        },
      ]
    case 7:
      return [() => nested(out, c.type)]
    case 9:
      return [
        () => {
          out.u8(0x23)
          out.string(c.doc.guid)
        },
      ]
    default:
      return []
  }
}

const liveKeys = (type) =>
  [...type._map]
    .filter(([, item]) => !item.deleted)
    .map(([key]) => key)
    .sort(byUnit)

const mapPart = (out, type) =>
  out.sequence(liveKeys(type), (key) => {
    out.string(key)
    const all = values(out, type._map.get(key))
    if (all.length > 0) all[all.length - 1]()
    else out.u8(0)
  })

const listPart = (out, type) => {
  let attributes = {}
  let run = '' // text not yet written, and its attributes
  let runAttributes = {}
  const same = (a, b) => {
    const bytes = [a, b].map((x) => {
      const o = new Out()
      object(o, x)
      return Buffer.from(o.bytes.subarray(0, o.length))
    })
    return bytes[0].equals(bytes[1])
  }
  const chunk = (attrs, write) => {
    out.u8(1)
    object(out, attrs)
    write()
  }
  const flush = () => {
    if (run === '') return
    chunk(runAttributes, () => {
      out.u8(0x20)
      out.string(run)
    })
    run = ''
  }
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const ref = item.content.getRef() & 31
    if (ref === 6) {
      const { key, value } = item.content
      attributes = { ...attributes }
      if (value === null) delete attributes[key]
      else attributes[key] = value
    } else if (ref === 4) {
      if (run !== '' && !same(attributes, runAttributes)) flush()
      if (run === '') runAttributes = attributes
      run += item.content.str
    } else {
      flush()
      for (const write of values(out, item)) chunk(attributes, write)
    }
  }
  flush()
  out.u8(0)
}

const content = (out, type) => {
  mapPart(out, type)
  listPart(out, type)
}

const isEmpty = (type) => {
  for (const item of type._map.values()) if (!item.deleted) return false
  for (let item = type._start; item !== null; item = item.right) if (!item.deleted && item.countable) return false
  return true
}

/** The bytes that are hashed. */
export const canonicalState = (doc) => {
  const out = new Out()
  out.raw(utf8.encode(HEADER))
  const names = [...doc.share.keys()].filter((name) => !isEmpty(doc.share.get(name))).sort(byUnit)
  out.sequence(names, (name) => {
    out.string(name)
    content(out, doc.share.get(name))
  })
  return out.bytes.subarray(0, out.length)
}

/** SHA-256 of the canonical bytes of all root types, 64 hexadecimal digits. */
export const stateHash = (doc) => createHash('sha256').update(canonicalState(doc)).digest('hex')
