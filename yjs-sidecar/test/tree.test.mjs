// A scene that a plain yjs script and our Java edit at the same time: both see one tree, and have the same hashes. [S57] [S80] [S118]
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as Y from 'yjs'
import { startWorker } from '../src/javaWorker.mjs'
import { stateHash } from '../src/stateHash.mjs'
import { treeHash } from '../src/treeHash.mjs'

const SESSIONS = Number(process.env.TREE_SESSIONS ?? 40)
const STEPS = 80

let worker
before(() => {
  worker = startWorker()
})
after(() => worker.stop())

const base64 = (bytes) => Buffer.from(bytes).toString('base64')
const bytesOf = (text) => new Uint8Array(Buffer.from(text, 'base64'))

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

const edges = (map) => [...map.keys()].filter((key) => key.startsWith('@'))

/** One edit as somebody would write it who has read the page of the schema and nothing else. */
const scriptEdit = (doc, r, name) => {
  const nodes = doc.getMap('nodes')
  const ids = [...nodes.keys()]
  const parent = () => (ids.length > 0 && r.int(4) > 0 ? r.pick(ids) : '')
  doc.transact(() => {
    const what = r.int(10)
    if (what < 4 || ids.length === 0) {
      const map = new Y.Map()
      const above = parent()
      nodes.set(name, map)
      map.set(`@${above}`, 1)
      map.set('o', `a${r.int(10)}`)
      map.set('k', 'group')
    } else if (what < 8) {
      const map = nodes.get(r.pick(ids))
      map.set(`@${parent()}`, 1 + Math.max(0, ...edges(map).map((key) => map.get(key))))
      map.set('o', `a${r.int(10)}`)
    } else if (what < 9) nodes.delete(r.pick(ids))
    else nodes.get(r.pick(ids)).set('n', `name ${r.int(9)}`)
  })
}

/** One edit as the editor would do it. */
const editorEdit = (doc, r, name) => {
  const ids = [...doc.getMap('nodes').keys()]
  const node = () => r.pick(ids)
  const what = ids.length === 0 ? 0 : r.int(10)
  if (what < 3) return { do: 'add', id: name, parent: ids.length > 0 && r.int(3) ? node() : '' }
  if (what < 7) return { do: 'move', ids: [node()], parent: r.int(3) ? node() : '', index: r.int(4), world: r.int(2) === 1 }
  if (what < 8) return { do: 'group', ids: [node(), node()], id: name }
  if (what < 9) return { do: 'delete', ids: [node()] }
  return { do: 'undo' }
}

test(`${SESSIONS} sessions of a yjs script and two editors`, async () => {
  for (let seed = 1; seed <= SESSIONS; seed++) {
    const r = rng(seed)
    await worker.ask({ cmd: 'reset' })
    const script = new Y.Doc()
    script.clientID = 1000 + seed
    for (const client of [1, 2_000_000_000]) await worker.ask({ cmd: 'scene', client: client + seed })
    const inboxes = [[], [], []] // the script's, the editors'
    const send = (from, update) => inboxes.forEach((inbox, to) => to !== from && inbox.push(update))
    script.on('update', (update, origin) => origin !== 'net' && send(0, update))
    const deliver = async (to) => {
      while (inboxes[to].length > 0) {
        const update = inboxes[to].shift()
        if (to === 0) Y.applyUpdate(script, update, 'net')
        else await worker.ask({ cmd: 'apply', c: to - 1, u: [base64(update)] })
      }
    }
    for (let step = 0; step < STEPS; step++) {
      const who = r.int(3)
      if (r.int(3) === 0) await deliver(who)
      else if (who === 0) scriptEdit(script, r, `s${step}`)
      else {
        const { u1 } = await worker.ask({ cmd: 'edit', c: who - 1, edit: editorEdit(script, r, `e${step}`) })
        if (u1) send(who, bytesOf(u1))
      }
    }
    for (let to = 0; to < 3; to++) await deliver(to)
    const expected = { tree: treeHash(script), hash: stateHash(script) }
    for (const c of [0, 1]) {
      const { tree } = await worker.ask({ cmd: 'tree', c })
      const { hash } = await worker.ask({ cmd: 'hash', c })
      assert.deepEqual({ tree, hash }, expected, `seed ${seed}, editor ${c}`)
    }
  }
})
