// Makes cases.json: documents written by the real yjs, with the hashes that yjs-sidecar/src/stateHash.mjs computes for them.
// Run from the repository root after `npm ci` in yjs-sidecar:  node scene-model/src/test/resources/state-hash/make.mjs
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { stateHash } from '../../../../../yjs-sidecar/src/stateHash.mjs'

const require = createRequire(new URL('../../../../../yjs-sidecar/package.json', import.meta.url))
const Y = await import(pathToFileURL(require.resolve('yjs').replace(/\.cjs$/, '.mjs')))

const cases = []

/** mulberry32 */
const rng = (seed) => {
  let a = seed >>> 0
  const next = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return { int: (n) => Math.floor(next() * n), pick: (l) => l[Math.floor(next() * l.length)] }
}

const newDoc = (clientID) => {
  const doc = new Y.Doc({ gc: true })
  doc.clientID = clientID
  return doc
}

const live = (type, what) => {
  for (const item of type._map.values()) if (what === 'map' && !item.deleted) return true
  for (let i = type._start; i !== null; i = i.right) {
    const ref = i.content.getRef() & 31
    if (!i.deleted && (what === 'text' ? ref === 4 || ref === 6 : what === 'list' && i.countable)) return true
  }
  return false
}

/** Rule S90, on a document that nobody has asked for any type. */
const json = (doc) => {
  const out = {}
  for (const name of [...doc.share.keys()].sort()) {
    const type = doc.share.get(name)
    if (live(type, 'map')) out[name] = doc.getMap(name).toJSON()
    else if (live(type, 'list')) out[name] = live(type, 'text') ? doc.getText(name).toString() : doc.getArray(name).toJSON()
  }
  return JSON.stringify(out, (_, v) => (typeof v === 'bigint' || v instanceof Uint8Array ? null : v))
}

const add = (name, doc, { withJson = true } = {}) => {
  const update = Y.encodeStateAsUpdate(doc)
  const fresh = newDoc(4_000_000_000)
  Y.applyUpdate(fresh, update)
  const hash = stateHash(fresh)
  if (stateHash(doc) !== hash) console.log(`${name}: the writer's own hash differs, as its types are not what went over the wire`)
  cases.push({ name, update: Buffer.from(update).toString('base64'), hash, json: withJson ? json(fresh) : null })
}

const build = (name, body, options) => {
  const doc = newDoc(1)
  body(doc)
  add(name, doc, options)
}

build('empty', () => {})
build('roots that became empty are left out', (d) => {
  d.getMap('m').set('a', 1)
  d.getMap('m').delete('a')
  d.getText('t').insert(0, 'gone', { bold: true })
  d.getText('t').delete(0, 4)
  d.getArray('a').insert(0, [1])
  d.getArray('a').delete(0, 1)
  d.getMap('kept').set('x', true)
})
build('plain values', (d) => {
  const m = d.getMap('values')
  const values = {
    u: undefined, n: null, t: true, f: false, zero: 0, minusZero: -0, one: 1, minus: -1, big: 2 ** 31, bigger: 2 ** 53, tenth: 0.1,
    float: Math.fround(0.1), nan: NaN, inf: Infinity, minusInf: -Infinity, tiny: 5e-324, max: 1.7976931348623157e308, s: '',
    str: 'häß 漢字 😀', list: [1, 'a', null, [2, [3]], { z: 1, a: 2 }], obj: { b: 1, a: { 10: 'ten', 9: 'nine', é: 0, Z: -0 } },
    bytes: new Uint8Array([0, 1, 255]), nested: { bytes: new Uint8Array([7]), big: 123456789012345678n, minus: -1n },
  }
  for (const [k, v] of Object.entries(values)) m.set(k, v)
  d.getArray('list').insert(0, [1, 'x', null, { a: [] }, new Uint8Array([9]), true])
}, { withJson: false })
build('keys by code unit', (d) => {
  const m = d.getMap('keys')
  for (const k of ['b', 'a', 'B', '', '10', '9', 'é', '\uffff', '😀', '\ue000', 'a b', 'aa']) m.set(k, k)
  m.set('object', { b: 1, a: 1, '\uffff': 1, '😀': 1, '\ue000': 1 })
})
build('nested types', (d) => {
  const outer = d.getMap('outer')
  const inner = new Y.Map()
  outer.set('map', inner)
  inner.set('array', new Y.Array())
  inner.get('array').insert(0, [1, new Y.Map(), new Y.Text('in a list'), 'x'])
  inner.get('array').get(1).set('deep', new Y.Text('deep'))
  outer.set('emptyMap', new Y.Map())
  outer.set('emptyArray', new Y.Array())
  outer.set('emptyText', new Y.Text())
})
build('formatted text', (d) => {
  const t = d.getText('text')
  t.insert(0, 'The quick brown fox')
  t.format(4, 5, { bold: true })
  t.format(6, 8, { italic: true, color: '#f00' })
  t.insert(0, '😀', { bold: true })
  t.format(0, 2, { bold: null })
  t.insertEmbed(5, { image: 'x.png' }, { width: 10 })
  t.delete(8, 3)
  d.getText('plain').insert(0, 'plain')
  d.getText('plain').insert(5, ' and more')
  d.getText('plain').insert(2, '|')
  d.getText('embedded').insertEmbed(0, new Y.Map())
  d.getText('embedded').insert(0, 'a map follows ')
})
build('redundant format marks do not count', (d) => {
  const t = d.getText('text')
  t.insert(0, 'abcdef', { bold: true })
  t.format(2, 2, { bold: null })
  t.format(2, 2, { bold: true })
})
build('xml', (d) => {
  const x = d.getXmlFragment('xml')
  const p = new Y.XmlElement('P')
  x.insert(0, [p, new Y.XmlText('tail')])
  p.setAttribute('class', 'a')
  p.setAttribute('id', 'b')
  const text = new Y.XmlText()
  p.insert(0, [text, new Y.XmlElement('br')])
  text.insert(0, 'bold', { b: {} })
  text.insert(4, ' plain', { b: null })
  const hook = new Y.XmlHook('hook')
  d.getMap('hooks').set('h', hook)
  hook.set('k', 'v')
})
build('sub-documents by guid', (d) => {
  d.getMap('docs').set('one', new Y.Doc({ guid: 'guid-1' }))
  d.getArray('list').insert(0, [new Y.Doc({ guid: 'guid-2', meta: { a: 1 } })])
})
build('a root that is map and list at once', (d) => {
  d.getMap('both').set('k', 'v')
  const other = newDoc(2)
  other.getArray('both').insert(0, ['element', 1])
  Y.applyUpdate(d, Y.encodeStateAsUpdate(other))
  const third = newDoc(3)
  third.getText('both').insert(0, 'text', { bold: true })
  Y.applyUpdate(d, Y.encodeStateAsUpdate(third))
})
build('nested 60 deep', (d) => {
  let m = d.getMap('deep')
  for (let i = 0; i < 60; i++) {
    const next = i % 2 ? new Y.Map() : new Y.Array()
    if (m instanceof Y.Map) m.set('d', next)
    else m.insert(0, [next])
    m = next
  }
})
build('a scene', (d) => {
  d.getMap('meta').set('schema', 1)
  d.getMap('meta').set('background', [0.05, 0.055, 0.065])
  const nodes = d.getMap('nodes')
  for (let i = 0; i < 40; i++) {
    const n = new Y.Map()
    nodes.set(`node${i}`, n)
    n.set(`@${i % 5 ? `node${i - 1}` : ''}`, 1)
    n.set('o', `a${i % 10}V`)
    n.set('k', i % 5 ? 'mesh' : 'group')
    n.set('n', `Node ${i}`)
    n.set('p', [Math.fround(i * 0.1), -0, i])
    if (i % 5) n.set('g', i % 2 ? 'sphere' : 'box')
  }
  nodes.delete('node7')
})

const session = (seed) => {
  const r = rng(seed)
  const docs = Array.from({ length: 2 + r.int(3) }, (_, i) => newDoc(100 + i))
  const anyValue = (depth = 0) =>
    r.pick([
      () => r.int(1000) - 500, () => r.int(1000) / 7, () => -0, () => NaN, () => null, () => true, () => 'é😀'.slice(0, 1) + r.int(9),
      () => (depth > 2 ? 1 : [anyValue(depth + 1), anyValue(depth + 1)]), () => (depth > 2 ? 1 : { b: anyValue(depth + 1), a: anyValue(depth + 1) }),
      () => new Uint8Array([r.int(256)]),
    ])()
  for (let step = 0; step < 60; step++) {
    const d = r.pick(docs)
    const m = d.getMap('m')
    const a = d.getArray('a')
    const t = d.getText('t')
    r.pick([
      () => m.set(`k${r.int(8)}`, anyValue()),
      () => m.delete(`k${r.int(8)}`),
      () => m.set(`n${r.int(3)}`, r.pick([() => new Y.Map(), () => new Y.Array(), () => new Y.Text('nested')])()),
      () => { const n = m.get(`n${r.int(3)}`); if (n instanceof Y.Map) n.set(`k${r.int(4)}`, anyValue()) },
      () => { const n = m.get(`n${r.int(3)}`); if (n instanceof Y.Array) n.insert(r.int(n.length + 1), [anyValue()]) },
      () => { const n = m.get(`n${r.int(3)}`); if (n instanceof Y.Text) n.insert(r.int(n.length + 1), 'ins') },
      () => a.insert(r.int(a.length + 1), [anyValue(), anyValue()]),
      () => { if (a.length) a.delete(r.int(a.length), 1) },
      () => t.insert(r.int(t.length + 1), 'word '),
      () => t.insert(t.length, 'bold', { bold: true }),
      () => { if (t.length > 3) t.delete(r.int(t.length - 2), 2) },
      () => { if (t.length > 6) t.format(r.int(t.length - 5), 4, r.pick([{ bold: true }, { bold: null }, { color: 'red' }])) },
      () => { const o = r.pick(docs); Y.applyUpdate(d, Y.encodeStateAsUpdate(o, Y.encodeStateVector(d))) },
    ])()
  }
  for (const o of docs.slice(1)) Y.applyUpdate(docs[0], Y.encodeStateAsUpdate(o, Y.encodeStateVector(docs[0])))
  add(`session ${seed}`, docs[0], { withJson: false })
}
for (let seed = 1; seed <= 40; seed++) session(seed)

const lines = cases.map((c) => JSON.stringify(c)).join(',\n')
writeFileSync(new URL('cases.json', import.meta.url), `[\n${lines}\n]\n`)
console.log(`${cases.length} cases`)
