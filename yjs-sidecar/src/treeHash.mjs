// The tree of a scene and its hash, for plain Yjs: rules S50 to S56 and S118 of scene-model/SPEC.md, worked out without our library.
import { createHash } from 'node:crypto'
import * as Y from 'yjs'

const ROOT = ''
const RECOVERED = '!recovered'

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0) // by UTF-16 code unit
const counter = (v) => (typeof v === 'number' && Number.isInteger(v) && v >= 1 && v <= 2 ** 48 ? v : 0)
const strongestFirst = (a, b) => b.counter - a.counter || compare(b.parent, a.parent) || compare(b.node, a.node)

/** The children of every node that has some, in their order; ROOT is the empty string. */
export const childrenOf = (doc) => {
  const all = doc.getMap('nodes')
  const nodes = new Map([...all].filter(([id, v]) => v instanceof Y.Map && id !== ROOT && id !== RECOVERED))
  const parents = new Map()
  const edges = []
  for (const [id, map] of nodes) {
    const own = [...map.keys()]
      .filter((key) => key.startsWith('@'))
      .map((key) => ({ node: id, parent: key.slice(1), counter: counter(map.get(key)) }))
      .sort(strongestFirst)
    edges.push(...own)
    parents.set(id, own.length > 0 ? own[0].parent : null)
  }
  const rooted = new Map([[ROOT, true]])
  for (const start of nodes.keys()) {
    const way = []
    let at = start
    while (at !== null && !rooted.has(at) && nodes.has(at)) {
      rooted.set(at, false) // until the root is reached; meeting it again is a circle
      way.push(at)
      at = parents.get(at)
    }
    if (at !== null && rooted.get(at)) for (const id of way) rooted.set(id, true)
  }
  const lost = new Set([...nodes.keys()].filter((id) => !rooted.get(id)))
  const open = edges.filter((edge) => lost.has(edge.node)).sort(strongestFirst)
  const there = (id) => id === ROOT || (nodes.has(id) && !lost.has(id))
  for (let edge; (edge = open.find((e) => lost.has(e.node) && there(e.parent))) !== undefined; ) {
    parents.set(edge.node, edge.parent)
    lost.delete(edge.node)
  }
  for (const id of lost) parents.set(id, RECOVERED)
  const children = new Map()
  for (const [id, parent] of parents) children.set(parent, [...(children.get(parent) ?? []), id])
  const order = (id) => {
    const o = nodes.get(id).get('o')
    return typeof o === 'string' ? o : ''
  }
  for (const [parent, list] of children)
    list.sort((a, b) => (parent === RECOVERED ? 0 : compare(order(a), order(b))) || compare(a, b))
  if (lost.size > 0) children.set(ROOT, [...(children.get(ROOT) ?? []), RECOVERED])
  return children
}

/** SHA-256 of the tree, 64 hexadecimal digits. */
export const treeHash = (doc) => {
  const children = childrenOf(doc)
  const hash = createHash('sha256').update('diorama-tree-1')
  const open = [(children.get(ROOT) ?? []).values()]
  while (open.length > 0) {
    const { value: id, done } = open.at(-1).next()
    if (done) {
      hash.update(Uint8Array.of(0))
      open.pop()
      continue
    }
    const name = new TextEncoder().encode(id)
    const head = new DataView(new ArrayBuffer(5))
    head.setUint8(0, 1)
    head.setUint32(1, name.length)
    hash.update(new Uint8Array(head.buffer)).update(name)
    open.push((children.get(id) ?? []).values())
  }
  return hash.digest('hex')
}
