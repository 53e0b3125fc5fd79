// Makes golden.jsonl.gz: random sessions of several people, played by the real yjs, with every update that it emitted and every state
// that it ended in. Run from the repository root after `npm ci` in yjs-sidecar:
//   node scene-model/src/test/resources/yjs/make-golden.mjs [from seed] [to seed] [file]
// A session: 2 to 5 clients of fixed ids; a script of operations, each with the update that its client emitted, and of deliveries in a
// random order; then everybody gets everything, and the state of each is recorded.
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

const require = createRequire(new URL('../../../../../yjs-sidecar/package.json', import.meta.url))
export const Y = await import(pathToFileURL(require.resolve('yjs').replace(/\.cjs$/, '.mjs')))

export const base64 = (bytes) => Buffer.from(bytes).toString('base64')
const fromBase64 = (text) => new Uint8Array(Buffer.from(text, 'base64'))

/** mulberry32 */
export const rng = (seed) => {
  let a = seed | 0
  const next = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  const int = (n) => next() % n
  const word = (min, max) => Array.from({ length: min + int(max - min + 1) }, () => String.fromCharCode(97 + int(26))).join('')
  return { int, word, pick: (list) => list[int(list.length)], number: () => int(2_000_000) - 1_000_000 }
}

const words = ['a', 'Z', 'héllo', '😀', '\u{1F469}\u200D\u{1F680}', 'line\n', '漢字', 'xyz', ' ', '"q"\\']

const anyValue = (r, depth = 0) => {
  switch (r.int(depth > 1 ? 10 : 13)) {
    case 0: return null
    case 1: return true
    case 2: return false
    case 3: return r.number()
    case 4: return -1 - r.int(70)
    case 5: return r.int(1000) / 8
    case 6: return Math.PI * r.int(100)
    case 7: return r.pick(words)
    case 8: return 2 ** 40 + r.int(1000)
    case 9: return r.pick([1e-7, 1.5e300, -5e-324, 2 ** 31, -(2 ** 31), 0.1, 1e21, 123456789012345680000])
    case 10: return Array.from({ length: r.int(4) }, () => anyValue(r, depth + 1))
    case 11: return Object.fromEntries(Array.from({ length: 1 + r.int(3) }, (_, i) => [`k${i}`, anyValue(r, depth + 1)]))
    default: return r.word(1, 12)
  }
}

/** JSON carries bytes as {"$bin": base64}. */
const plain = (value) => (value && value.$bin !== undefined ? fromBase64(value.$bin) : value)

const resolve = (doc, path) => path.reduce((type, step) => type.get(step), doc.getMap('map'))

const randomPath = (r, doc) => {
  let type = doc.getMap('map')
  const path = []
  for (let i = 0; i < 3 && r.int(2); i++) {
    const steps =
      type instanceof Y.Map
        ? [...type.entries()].filter((e) => e[1] instanceof Y.AbstractType).map((e) => e[0])
        : type.toArray().flatMap((v, k) => (v instanceof Y.AbstractType ? [k] : []))
    if (!steps.length) break
    const step = r.pick(steps.sort())
    path.push(step)
    type = type.get(step)
  }
  return { type, path }
}

export const run = (doc, undo, [name, ...a]) => {
  const text = doc.getText('text')
  const array = doc.getArray('array')
  const xml = doc.getXmlFragment('xml')
  switch (name) {
    case 'txn': return doc.transact(() => a[0].forEach((operation) => run(doc, undo, operation)))
    case 'set': return resolve(doc, a[0]).set(a[1], plain(a[2]))
    case 'del': return resolve(doc, a[0]).delete(a[1])
    case 'setMap': return resolve(doc, a[0]).set(a[1], new Y.Map())
    case 'setArr': return resolve(doc, a[0]).set(a[1], new Y.Array())
    case 'lins': return resolve(doc, a[0]).insert(a[1], a[2].map(plain))
    case 'linsMap': return resolve(doc, a[0]).insert(a[1], [new Y.Map()])
    case 'ldel': return resolve(doc, a[0]).delete(a[1], a[2])
    case 'ains': return array.insert(a[0], a[1].map(plain))
    case 'adel': return array.delete(a[0], a[1])
    case 'tins': return text.insert(a[0], a[1], a[2] || undefined)
    case 'tdel': return text.delete(a[0], a[1])
    case 'tfmt': return text.format(a[0], a[1], a[2])
    case 'temb': return text.insertEmbed(a[0], a[1])
    case 'xins': return xml.insert(a[0], [new Y.XmlElement(a[1])])
    case 'xtxt': return xml.insert(a[0], [new Y.XmlText(a[1])])
    case 'xdel': return xml.delete(a[0], 1)
    case 'xattr': return xml.get(a[0]) instanceof Y.XmlElement && xml.get(a[0]).setAttribute(a[1], a[2])
    case 'undo': return undo.undo()
    case 'redo': return undo.redo()
  }
  throw new Error(name)
}

export const randomOperation = (r, doc, features) => {
  const plainKinds = ['set', 'set', 'set', 'del', 'type', 'list', 'list', 'ains', 'ains', 'adel', 'tins', 'tins', 'tdel']
  const kinds = [...plainKinds, ...(features.rich ? ['tfmt', 'temb', 'tinsf'] : []), ...(features.xml ? ['xins', 'xtxt', 'xdel', 'xattr'] : [])]
  const array = doc.getArray('array')
  const text = doc.getText('text')
  const xml = doc.getXmlFragment('xml')
  const upTo = (n) => r.int(n + 1)
  const values = (n) => Array.from({ length: n }, () => anyValue(r))
  switch (r.pick(kinds)) {
    case 'set': {
      const { type, path } = randomPath(r, doc)
      if (type instanceof Y.Array) return ['lins', path, upTo(type.length), values(1)]
      return ['set', path, `k${r.int(4)}`, r.int(20) ? anyValue(r) : { $bin: base64([1, 2, r.int(256)]) }]
    }
    case 'del': {
      const { type, path } = randomPath(r, doc)
      if (type instanceof Y.Array) return type.length ? ['ldel', path, r.int(type.length), 1] : null
      return ['del', path, `k${r.int(4)}`]
    }
    case 'type': {
      const { type, path } = randomPath(r, doc)
      if (type instanceof Y.Array) return ['linsMap', path, upTo(type.length)]
      return [r.pick(['setMap', 'setArr']), path, `k${r.int(4)}`]
    }
    case 'list': {
      const { type, path } = randomPath(r, doc)
      return type instanceof Y.Array ? ['lins', path, upTo(type.length), values(1 + r.int(3))] : null
    }
    case 'ains': return ['ains', upTo(array.length), values(1 + r.int(3))]
    case 'adel': {
      if (!array.length) return null
      const at = r.int(array.length)
      return ['adel', at, 1 + r.int(Math.min(3, array.length - at))]
    }
    case 'tins': return ['tins', upTo(text.length), r.pick(words) + r.word(0, 5)]
    case 'tinsf': return ['tins', upTo(text.length), r.word(1, 5), { bold: r.int(2) ? true : null }]
    case 'tdel': {
      if (!text.length) return null
      const at = r.int(text.length)
      return ['tdel', at, 1 + r.int(Math.min(4, text.length - at))]
    }
    case 'tfmt': {
      if (!text.length) return null
      const attributes = r.int(2) ? { bold: r.int(2) ? true : null } : { color: r.int(3) ? `#${r.int(9)}` : null }
      return ['tfmt', r.int(text.length), 1 + r.int(6), attributes]
    }
    case 'temb': return ['temb', upTo(text.length), { image: `u${r.int(9)}` }]
    case 'xins': return ['xins', upTo(xml.length), `el${r.int(3)}`]
    case 'xtxt': return ['xtxt', upTo(xml.length), r.word(1, 6)]
    case 'xdel': return xml.length ? ['xdel', r.int(xml.length)] : null
    default: return xml.length ? ['xattr', r.int(xml.length), `a${r.int(3)}`, r.word(1, 4)] : null
  }
}

const sorted = (o) => {
  if (Array.isArray(o)) return o.map(sorted)
  if (!o || typeof o !== 'object' || o instanceof Uint8Array) return o
  return Object.fromEntries(Object.keys(o).sort().map((k) => [k, sorted(o[k])]))
}

const tagged = (value) =>
  JSON.parse(JSON.stringify(value, (_, v) => (v instanceof Uint8Array ? { $bin: base64(v) } : v === undefined ? { $undef: 1 } : v)))

export const stateOf = (doc) =>
  tagged({
    map: sorted(doc.getMap('map').toJSON()),
    array: sorted(doc.getArray('array').toJSON()),
    text: doc.getText('text').toDelta(),
    xml: doc.getXmlFragment('xml').toString(),
  })

const session = (seed) => {
  const r = rng(seed)
  const count = 2 + r.int(4)
  const features = { rich: seed % 3 === 1, xml: seed % 4 === 2, undo: seed % 5 === 3, gc: seed % 7 !== 6 }
  let emitted = null
  const docs = Array.from({ length: count }, (_, i) => {
    const doc = new Y.Doc({ gc: features.gc, guid: 'g' })
    doc.clientID = 2_000_000_011 + i * 7919
    doc.on('update', (u1, origin) => { if (origin !== 'r') emitted = { u1, u2: emitted?.u2 } })
    doc.on('updateV2', (u2, origin) => { if (origin !== 'r') emitted = { u1: emitted.u1, u2 } })
    doc.getMap('map'); doc.getArray('array'); doc.getText('text'); doc.getXmlFragment('xml')
    return doc
  })
  const undos = docs.map((d) => features.undo ? new Y.UndoManager([d.getMap('map'), d.getArray('array'), d.getText('text')], { captureTimeout: 0 }) : null)
  const script = []
  const log = []
  const seen = docs.map(() => new Set())
  const unseen = (c) => log.map((_, i) => i).filter((i) => !seen[c].has(i))
  const deliver = (c, updates) => {
    for (const i of updates) { Y.applyUpdate(docs[c], log[i].u1, 'r'); seen[c].add(i) }
    if (updates.length) script.push({ c, deliver: updates })
  }
  for (let steps = 40 + r.int(80); steps > 0; steps--) {
    const c = r.int(count)
    if (r.int(4) === 0 && log.length) {
      const left = unseen(c)
      const updates = []
      while (updates.length < 6 && left.length) updates.push(left.splice(r.int(left.length), 1)[0])
      deliver(c, updates)
      continue
    }
    let op = features.undo && r.int(6) === 0 ? [r.int(3) ? 'undo' : 'redo'] : randomOperation(r, docs[c], features)
    if (!op) continue
    if (r.int(8) === 0 && op[0] !== 'undo' && op[0] !== 'redo') op = ['txn', [['set', [], `k${r.int(4)}`, r.number()], ['ains', 0, [r.number()]], ['tins', 0, r.word(1, 3)]]]
    emitted = null
    run(docs[c], undos[c], op)
    const entry = { c, op }
    if (emitted) {
      entry.u1 = base64(emitted.u1)
      entry.u2 = base64(emitted.u2)
      seen[c].add(log.length)
      log.push(emitted)
    }
    script.push(entry)
  }
  docs.forEach((_, c) => deliver(c, unseen(c)))
  const all = log.map((x) => x.u1)
  const merged = Y.mergeUpdates(all)
  const half = new Y.Doc()
  for (const u of all.slice(0, Math.floor(all.length / 2))) Y.applyUpdate(half, u)
  const halfVector = Y.encodeStateVector(half)
  return {
    seed, features, clients: docs.map((d) => d.clientID), script,
    expect: {
      states: docs.map(stateOf),
      sv: base64(Y.encodeStateVector(docs[0])),
      v1: docs.map((d) => base64(Y.encodeStateAsUpdate(d))),
      v2: docs.map((d) => base64(Y.encodeStateAsUpdateV2(d))),
      snapshots: docs.map((d) => base64(Y.encodeSnapshot(Y.snapshot(d)))),
      halfVector: base64(halfVector),
      merged: base64(merged),
      mergedVector: base64(Y.encodeStateVectorFromUpdate(merged)),
      diff: base64(Y.diffUpdate(merged, halfVector)),
    },
  }
}

if (process.argv[1]?.endsWith('make-golden.mjs')) {
  const [from = '5000', to = '5035', file = new URL('golden.jsonl.gz', import.meta.url)] = process.argv.slice(2)
  const lines = []
  for (let seed = Number(from); seed < Number(to); seed++) lines.push(JSON.stringify(session(seed)))
  writeFileSync(file, gzipSync(lines.join('\n'), { level: 9 }))
  console.log(`${lines.length} sessions`)
}
