// The workloads. Every number comes from mulberry32 in 32-bit integers, so that ListOp.java and SceneWorkload.java make the very same.
import fs from 'node:fs'
import zlib from 'node:zlib'

export const rng = (seed) => {
  let a = seed | 0
  const next = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  const int = (n) => next() % n
  const word = (min, max) => {
    const length = min + int(max - min + 1)
    let s = ''
    for (let i = 0; i < length; i++) s += String.fromCharCode(97 + int(26))
    return s
  }
  return { next, int, word, num: () => next() >>> 1 }
}

const scattered = (r, n, single) => {
  const ops = []
  let length = 0
  for (let i = 0; i < n; i++) {
    const at = r.int(length + 1)
    const word = single ? r.word(1, 1) : r.word(2, 10)
    length += word.length
    ops.push([at, 0, word])
  }
  return ops
}

const insertsAndDeletes = (r, n) => {
  const ops = []
  let length = 0
  for (let i = 0; i < n; i++) {
    const at = r.int(length + 1)
    if (at === length || r.int(2)) {
      const word = r.word(2, 10)
      length += word.length
      ops.push([at, 0, word])
    } else {
      const deleted = 1 + r.int(Math.min(9, length - at))
      length -= deleted
      ops.push([at, deleted, ''])
    }
  }
  return ops
}

/** One writer, n operations: [position, deleted, inserted]; what is inserted is a string, or a list for an array. */
export const b1 = (id, n) => {
  const r = rng(42)
  const numbers = () => Array.from({ length: n }, r.num)
  switch (id) {
    case 'B1.1':
      return [...r.word(n, n)].map((c, i) => [i, 0, c])
    case 'B1.2':
      return [[0, 0, r.word(n, n)]]
    case 'B1.3':
      return [...r.word(n, n)].reverse().map((c) => [0, 0, c])
    case 'B1.4':
    case 'B1.5':
      return scattered(r, n, id === 'B1.4')
    case 'B1.6':
      return [[0, 0, r.word(n, n)], [0, n, '']]
    case 'B1.7':
      return insertsAndDeletes(r, n)
    case 'B1.8':
      return numbers().map((v, i) => [i, 0, [v]])
    case 'B1.9':
      return [[0, 0, numbers()]]
    case 'B1.10':
      return numbers().map((v) => [0, 0, [v]])
    default:
      return Array.from({ length: n }, (_, i) => [r.int(i + 1), 0, [r.num()]])
  }
}

/** Two writers that start from the same text. */
export const b2 = (id, n) => {
  const r = rng(7)
  const init = r.word(100, 100)
  const writer = () => {
    if (id === 'B2.1') return [[0, 0, r.word(n, n)]]
    const ops = []
    let length = init.length
    for (let i = 0; i < n; i++) {
      const at = r.int(length + 1)
      if (id === 'B2.4' && at < length && r.int(2)) {
        const deleted = 1 + r.int(Math.min(9, length - at))
        ops.push([at, deleted, ''])
        length -= deleted
        continue
      }
      const word = id === 'B2.2' ? r.word(1, 1) : r.word(3, 9)
      ops.push([at, 0, word])
      length += word.length
    }
    return ops
  }
  return { init, a: writer(), b: writer() }
}

/** The B4 trace, unpacked: a count; position, deletions and text of each edit; the text at the end. lib0's integers and strings. */
export const unpackTrace = (file) => zlib.brotliDecompressSync(fs.readFileSync(file))

export const b4 = (bytes) => {
  let at = 0
  const uint = () => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const b = bytes[at++]
      value += (b & 127) * scale
      if (b < 128) return value
    }
  }
  const string = () => {
    const length = uint()
    at += length
    return bytes.toString('utf8', at - length, at)
  }
  const ops = Array.from({ length: uint() }, () => [uint(), uint(), string()])
  return { ops, end: string() }
}

const r3 = (v) => Math.floor(v * 1000 + 0.5) / 1000
const coordinate = (r) => r3((r.next() / 4294967296 - 0.5) * 200)

export const nodeId = (i) => 'n' + i.toString(36).padStart(5, '0')

/** Nodes of a scene; the parent is an earlier node. */
export const sceneNodes = (n) => {
  const r = rng(1234)
  return Array.from({ length: n }, (_, i) => ({
    id: nodeId(i),
    name: 'node ' + i,
    kind: ['mesh', 'group', 'light', 'camera'][r.int(4)],
    parent: i === 0 ? '' : nodeId(r.int(i)),
    ord: r.word(6, 6),
    pos: [coordinate(r), coordinate(r), coordinate(r)],
    rot: [0, 0, 0, 1],
    scl: [1, 1, 1],
    mat: 'm' + r.int(64),
    vis: true,
  }))
}

/** Edits of single properties: [node id, key, value]. */
export const sceneEdits = (n, count) => {
  const r = rng(99)
  return Array.from({ length: count }, () => {
    const id = nodeId(r.int(n))
    const k = r.int(10)
    if (k < 6) return [id, 'pos', [coordinate(r), coordinate(r), coordinate(r)]]
    if (k < 8) return [id, 'rot', [coordinate(r) / 100, coordinate(r) / 100, coordinate(r) / 100, 1]]
    if (k < 9) return [id, 'mat', 'm' + r.int(64)]
    return [id, 'vis', r.int(2) === 1]
  })
}
