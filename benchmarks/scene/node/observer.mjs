// What an application that uses yjs alone has to write to see a scene: the tree of rules S50 to S56 of scene-model/SPEC.md, kept up to date
// from observeDeep, with events of old and new values. Fast where it can be; the full resolution is that of yjs-sidecar/src/treeHash.mjs.
import { createHash } from 'node:crypto'

const ROOT = ''
const RECOVERED = '!recovered'
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const counter = (v) => (typeof v === 'number' && Number.isInteger(v) && v >= 1 && v <= 2 ** 48 ? v : 0)
const stronger = (a, b) => b.counter - a.counter || compare(b.parent, a.parent) || compare(b.node, a.node)

export class SceneObserver {
  nodes = new Map() // id -> { id, map, edges, order, parent, children }
  root = { id: ROOT, children: [], parent: null }
  recovered = { id: RECOVERED, children: [], parent: null, order: '\uffff' }
  lost = 0
  events = 0

  constructor(doc, onEvents) {
    this.all = doc.getMap('nodes')
    this.onEvents = onEvents
    this.update(new Map([...this.all.keys()].map((id) => [id, null])))
    this.all.observeDeep((events) => {
      const changed = new Map()
      for (const event of events) {
        if (event.target === this.all) for (const id of event.keysChanged) changed.set(id, null)
        else if (event.path.length === 1) changed.set(event.path[0], event)
      }
      this.update(changed)
    })
  }

  find(id) {
    return id === ROOT ? this.root : this.nodes.get(id)
  }

  update(changed) {
    const out = []
    const moved = []
    const before = new Map()
    let edges = false
    for (const [id, event] of changed) {
      const map = this.all.get(id)
      let node = this.nodes.get(id)
      if (map === undefined) {
        if (node) {
          this.nodes.delete(id)
          before.set(node, node.parent)
          out.push({ type: 'deleted', id })
          moved.push(node, ...node.children)
          node.gone = true
          edges = true
        }
        continue
      }
      if (!node) {
        node = { id, map, edges: [], order: '', parent: null, children: [] }
        this.nodes.set(id, node)
        out.push({ type: 'created', id })
      } else if (event) {
        event.changes.keys.forEach((change, key) => {
          if (!key.startsWith('@') && key !== 'o') out.push({ type: 'changed', id, key, oldValue: change.oldValue, newValue: map.get(key) })
        })
        if (![...event.keysChanged].some((key) => key.startsWith('@') || key === 'o')) continue
      }
      node.edges = []
      map.forEach((value, key) => key.startsWith('@') && node.edges.push({ node: id, parent: key.slice(1), counter: counter(value) }))
      node.edges.sort(stronger)
      before.set(node, node.parent)
      this.unlist(node)
      const o = map.get('o')
      node.order = typeof o === 'string' ? o : ''
      moved.push(node)
      edges = true
    }
    if (edges) this.place(moved, out)
    this.events += out.length
    this.onEvents?.(out)
  }

  unlist(node) {
    if (!node.parent || !node.listed) return
    const list = node.parent.children
    list.splice(this.indexOf(list, node), 1)
    node.listed = false
  }

  indexOf(list, node) {
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.before(list[middle], node)) low = middle + 1
      else high = middle
    }
    return low
  }

  before(a, b) {
    return (compare(a.order, b.order) || compare(a.id, b.id)) < 0
  }

  place(moved, out) {
    const reaches = (start) => {
      const seen = new Set()
      for (let node = start; node !== this.root; node = this.find(node.edges[0]?.parent)) {
        if (node === undefined || seen.has(node)) return false
        seen.add(node)
      }
      return true
    }
    const live = moved.filter((node) => !node.gone)
    const simple = this.lost === 0 && (live.length > 1000 ? this.allReach() : live.every(reaches))
    const targets = simple ? new Map(live.map((node) => [node, this.find(node.edges[0].parent)])) : this.resolve()
    for (const node of moved) if (node.gone) this.unlist(node)
    const many = new Map()
    for (const [node, parent] of targets) {
      if (node.parent === parent && node.listed) continue
      this.unlist(node)
      if (node.parent !== null) out.push({ type: 'moved', id: node.id, oldParent: node.parent.id, newParent: parent.id })
      node.parent = parent
      many.set(parent, [...(many.get(parent) ?? []), node])
    }
    for (const [parent, nodes] of many) {
      for (const node of nodes) node.listed = true
      if (nodes.length > 16) {
        parent.children.push(...nodes)
        parent.children.sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id))
      } else for (const node of nodes) parent.children.splice(this.indexOf(parent.children, node), 0, node)
    }
  }

  allReach() {
    const known = new Set([this.root])
    for (const start of this.nodes.values()) {
      const way = new Set()
      let node = start
      while (!known.has(node)) {
        if (node === undefined || way.has(node)) return false
        way.add(node)
        node = this.find(node.edges[0]?.parent)
      }
      for (const each of way) known.add(each)
    }
    return true
  }

  resolve() {
    const targets = new Map()
    const rooted = new Set([this.root])
    for (const node of this.nodes.values()) targets.set(node, this.find(node.edges[0]?.parent))
    const dead = new Set()
    for (const start of this.nodes.values()) {
      const way = new Set()
      let node = start
      while (node !== undefined && !rooted.has(node) && !dead.has(node) && !way.has(node)) {
        way.add(node)
        node = targets.get(node)
      }
      for (const each of way) (node !== undefined && rooted.has(node) ? rooted : dead).add(each)
    }
    this.lost = dead.size
    const open = [...dead].flatMap((node) => node.edges).sort(stronger)
    for (let again = true; again; ) {
      again = false
      for (const edge of open) {
        const node = this.nodes.get(edge.node)
        const parent = this.find(edge.parent)
        if (dead.has(node) && parent !== undefined && rooted.has(parent)) {
          targets.set(node, parent)
          dead.delete(node)
          rooted.add(node)
          again = true
          break
        }
      }
    }
    for (const node of dead) targets.set(node, this.recovered)
    return targets
  }

  treeHash() {
    const hash = createHash('sha256').update('diorama-tree-1')
    const last = this.recovered.children.length > 0 ? [this.recovered] : []
    const open = [[...this.root.children, ...last].values()]
    while (open.length > 0) {
      const { value: node, done } = open.at(-1).next()
      if (done) {
        hash.update(Uint8Array.of(0))
        open.pop()
        continue
      }
      const name = Buffer.from(node.id)
      const head = Buffer.alloc(5)
      head.writeUInt8(1)
      head.writeUInt32BE(name.length, 1)
      hash.update(head).update(name)
      const children = node === this.recovered ? [...node.children].sort((a, b) => compare(a.id, b.id)) : node.children
      open.push(children.values())
    }
    return hash.digest('hex')
  }
}
