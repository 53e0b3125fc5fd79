// Runs one workload in one contender: node --expose-gc bench.mjs <wasm|yjs> <workload> <rounds> <nodes>; a line of JSON a round.
// The yjs half is the counterpart of Bench.java. Times are milliseconds of process time.
import fs from 'node:fs'
import * as Y from 'yjs'
import { SceneObserver } from './observer.mjs'

const [, , contender, workload, roundsText, nodesText] = process.argv
const count = Number(nodesText)
const PEER = 'peer'

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const timed = (body) => {
  const start = cpu()
  body()
  return cpu() - start
}
const newDoc = (client) => {
  const doc = new Y.Doc()
  doc.clientID = client
  return doc
}
/** RandomSource.seeded of scene-model: SplitMix64. */
const seeded = (seed) => {
  let state = BigInt(seed)
  const wrap = (n) => BigInt.asUintN(64, n)
  const next = () => {
    state = wrap(state + 0x9e3779b97f4a7c15n)
    let z = wrap((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n)
    z = wrap((z ^ (z >> 27n)) * 0x94d049bb133111ebn)
    return Number((z ^ (z >> 31n)) >> 32n)
  }
  return (bound) => Math.floor((next() * bound) / 2 ** 32)
}
const fill = (doc) =>
  doc.transact(() => {
    doc.getMap('meta').set('schema', 1)
    const nodes = doc.getMap('nodes')
    for (let i = 0; i < count; i++) {
      const map = new Y.Map()
      nodes.set(`n${i}`, map)
      map.set(i === 0 ? '@' : `@n${Math.floor((i - 1) / 10)}`, 1)
      map.set('o', `b${String(i).padStart(8, '0')}1`)
      map.set('k', 'group')
      map.set('n', `Node ${i}`)
      map.set('p', [i, 0, 0])
    }
  })
const edgesOf = (map) => [...map].filter(([key]) => key.startsWith('@')).map(([, value]) => value)
/** The move of rules S68 and S70, by hand: refused below itself; the edges on the way up are raised first. */
const move = (doc, view, id, parent, order) => {
  const target = view.find(parent)
  for (let at = target; at; at = at.parent) if (at.id === id) return false
  const nodes = doc.getMap('nodes')
  if (view.find(id).parent !== target || order !== undefined)
    doc.transact(() => {
      const raise = (map, edge) => map.set(edge, 1 + Math.max(0, ...edgesOf(map)))
      if (view.find(id).parent !== target) {
        for (let q = target; q.parent && q.parent !== view.recovered; q = q.parent) if (q.edges[0].parent !== q.parent.id) raise(q.map, `@${q.parent.id}`)
        raise(nodes.get(id), `@${parent}`)
      }
      nodes.get(id).set('o', order ?? `a${id}`)
    })
  return true
}

const workloads = {
  BUILD: () => {
    const doc = newDoc(1)
    const view = new SceneObserver(doc)
    const ms = timed(() => fill(doc))
    return { ms, tree: view.treeHash(), events: view.events }
  },
  REPARENT: () => {
    const doc = newDoc(1)
    fill(doc)
    const view = new SceneObserver(doc)
    const ms = timed(() => {
      for (let i = 0; i < 10; i++) move(doc, view, 'n1', i % 2 === 0 ? '' : 'n0', `A${'z'.repeat(9 - i)}`)
    })
    return { ms, tree: view.treeHash() }
  },
  CONFLICT: () => {
    const mine = newDoc(1)
    const theirs = newDoc(2)
    fill(mine)
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine), PEER)
    const [myView, theirView] = [new SceneObserver(mine), new SceneObserver(theirs)]
    const since = Y.encodeStateVector(mine)
    const below = seeded(7)
    for (let i = 0; i < 1000; i++) {
      const node = `n${1 + below(count - 1)}`
      const parent = `n${1 + below(count - 1)}`
      move(i % 2 === 0 ? mine : theirs, i % 2 === 0 ? myView : theirView, node, parent)
    }
    const update = Y.encodeStateAsUpdate(theirs, since)
    return { ms: timed(() => Y.applyUpdate(mine, update, PEER)), tree: myView.treeHash() }
  },
  EVENTS: () => {
    const mine = newDoc(1)
    const theirs = newDoc(2)
    fill(mine)
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine), PEER)
    const updates = []
    theirs.on('update', (update) => updates.push(update))
    for (let i = 0; i < count; i++) theirs.getMap('nodes').get(`n${(i * 7919) % count}`)?.set('p', [i, 1, 2])
    const view = new SceneObserver(mine)
    const from = view.events
    const ms = timed(() => {
      for (const update of updates) Y.applyUpdate(mine, update, PEER)
    })
    return { ms, tree: view.treeHash(), events: view.events - from }
  },
  UNDO: () => {
    const doc = newDoc(1)
    fill(doc)
    const view = new SceneObserver(doc)
    const undo = new Y.UndoManager(doc.getMap('nodes'), { trackedOrigins: new Set(['me']) })
    doc.transact(() => {
      for (let i = 0; i < Math.min(1000, count); i++) doc.getMap('nodes').get(`n${i}`).set('p', [i, 5, 5])
    }, 'me')
    const ms = timed(() => undo.undo())
    return { ms, tree: view.treeHash() }
  },
}

const wasm = async () => {
  const { load } = await import('../target/wasm/runtime.mjs')
  const { exports } = await load(fs.readFileSync(new URL('../target/wasm/benchmark.wasm', import.meta.url)))
  return (name) => JSON.parse(exports.run(name, count))
}

const run = contender === 'wasm' ? await wasm() : (name) => workloads[name]()
for (let round = 0; round < Number(roundsText); round++) console.log(JSON.stringify(run(workload)))
