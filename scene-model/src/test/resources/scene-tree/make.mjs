// Makes cases.json: scenes edited at the same time by plain yjs programs, with the trees that rules S50 to S56 of SPEC.md give, worked
// out here once more in JavaScript. Run from the repository root after `npm ci` in yjs-sidecar:
//   node scene-model/src/test/resources/scene-tree/make.mjs
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { stateHash } from '../../../../../yjs-sidecar/src/stateHash.mjs'

const require = createRequire(new URL('../../../../../yjs-sidecar/package.json', import.meta.url))
const Y = await import(pathToFileURL(require.resolve('yjs').replace(/\.cjs$/, '.mjs')))

const ROOT = ''
const RECOVERED = '!recovered'

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

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const counter = (v) => (typeof v === 'number' && Number.isInteger(v) && v >= 1 && v <= 2 ** 48 ? v : 0)
const edgesOf = (map) =>
  [...map.keys()].filter((k) => k.startsWith('@')).map((k) => ({ parent: k.slice(1), counter: counter(map.get(k)) }))
const strongestFirst = (a, b) => b.counter - a.counter || compare(b.parent, a.parent) || compare(b.node ?? '', a.node ?? '')

/** parent of every node, and the children of every parent */
export const treeOf = (doc) => {
  const all = doc.getMap('nodes')
  const nodes = new Map([...all].filter(([id, v]) => v instanceof Y.Map && id !== ROOT && id !== RECOVERED))
  const parents = new Map()
  const edges = []
  for (const [id, map] of nodes) {
    const own = edgesOf(map).sort(strongestFirst)
    for (const e of own) edges.push({ ...e, node: id })
    parents.set(id, own.length ? own[0].parent : null)
  }
  const rooted = (id) => {
    const seen = new Set()
    for (let at = id; at !== ROOT; at = parents.get(at)) {
      if (at === null || !nodes.has(at) || seen.has(at)) return false
      seen.add(at)
    }
    return true
  }
  const lost = new Set([...nodes.keys()].filter((id) => !rooted(id)))
  edges.sort(strongestFirst)
  for (;;) {
    const e = edges.find((e) => lost.has(e.node) && (e.parent === ROOT || (nodes.has(e.parent) && !lost.has(e.parent))))
    if (e === undefined) break
    parents.set(e.node, e.parent)
    lost.delete(e.node)
  }
  for (const id of lost) parents.set(id, RECOVERED)
  const children = {}
  for (const [id, parent] of parents) (children[parent] ??= []).push(id)
  const order = (id) => (typeof nodes.get(id).get('o') === 'string' ? nodes.get(id).get('o') : '')
  for (const [parent, list] of Object.entries(children))
    list.sort((a, b) => (parent === RECOVERED ? 0 : compare(order(a), order(b))) || compare(a, b))
  if (lost.size) (children[ROOT] ??= []).push(RECOVERED)
  return { parents, children }
}

const session = (seed) => {
  const r = rng(seed)
  const docs = Array.from({ length: 2 + r.int(4) }, (_, i) => {
    const doc = new Y.Doc()
    doc.clientID = 100 + i
    return doc
  })
  let next = 0
  for (let step = 0; step < 70; step++) {
    const doc = r.pick(docs)
    const nodes = doc.getMap('nodes')
    const maps = [...nodes.keys()].filter((id) => nodes.get(id) instanceof Y.Map)
    const parent = () => (maps.length && r.int(5) ? r.pick(maps) : ROOT)
    doc.transact(() => {
      const kind = r.int(20)
      if (kind < 6 || maps.length === 0) {
        const map = new Y.Map()
        const p = parent()
        nodes.set(`n${next++}`, map)
        map.set(`@${p}`, 1)
        if (r.int(8)) map.set('o', `a${r.int(10)}`)
        map.set('p', [r.int(100) / 7, 0, -0])
      } else if (kind < 14) {
        const map = nodes.get(r.pick(maps))
        map.set(`@${parent()}`, 1 + Math.max(0, ...edgesOf(map).map((e) => e.counter)))
        map.set('o', `a${r.int(10)}`)
      } else if (kind < 16) nodes.get(r.pick(maps)).set('o', r.pick(['a0', 'Zz', 'b00', 7, 'é', '']))
      else if (kind < 17) nodes.delete(r.pick(maps))
      else if (kind < 18) nodes.get(r.pick(maps)).set(`@${parent()}`, r.pick([NaN, -1, 2.5, 1e300, '3', null, 2 ** 48]))
      else {
        const other = r.pick(docs)
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)))
      }
    })
  }
  for (const other of docs) Y.applyUpdate(docs[0], Y.encodeStateAsUpdate(other, Y.encodeStateVector(docs[0])))
  return {
    name: `session ${seed}`,
    update: Buffer.from(Y.encodeStateAsUpdate(docs[0])).toString('base64'),
    hash: stateHash(docs[0]),
    children: treeOf(docs[0]).children,
  }
}

const cases = Array.from({ length: 60 }, (_, i) => session(i + 1))
writeFileSync(new URL('cases.json', import.meta.url), `[\n${cases.map((c) => JSON.stringify(c)).join(',\n')}\n]\n`)
const recovered = cases.filter((c) => c.children[RECOVERED]).length
console.log(`${cases.length} cases, ${recovered} with something recovered`)
