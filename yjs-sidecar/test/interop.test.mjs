// Random sessions in which our Java implementation and the real yjs edit one document. Every peer is a pair of documents, one of each
// implementation: an edit is made in one of them and its update applied in the other; everything that arrives goes to both.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as Y from 'yjs'
import { randomOperation, run, stateOf } from '../../scene-model/src/test/resources/yjs/make-golden.mjs'
import { startWorker } from '../src/javaWorker.mjs'
import { stateHash } from '../src/stateHash.mjs'

const SESSIONS = Number(process.env.INTEROP_SESSIONS ?? 25)
const STEPS = 120

let worker

before(() => {
  worker = startWorker()
})

after(() => worker.stop())

const base64 = (bytes) => Buffer.from(bytes).toString('base64')
const bytesOf = (text) => new Uint8Array(Buffer.from(text, 'base64'))

/** mulberry32 */
const rng = (seed) => {
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

/** A surrogate pair may be cut by the next insertion, and then yjs clients differ among themselves. */
const withoutPairs = (operation) => (operation[0] === 'tins' ? ['tins', operation[1], operation[2].replace(/[\ud800-\udfff]/g, 'x')] : operation)

const newPeer = async (index, client) => {
  await worker.ask({ cmd: 'doc', client, gc: true })
  const doc = new Y.Doc({ gc: true })
  doc.clientID = client + 1
  const peer = { index, doc, emitted: null }
  doc.on('update', (update, origin) => {
    if (origin !== 'remote') peer.emitted = update
  })
  doc.getMap('map')
  doc.getArray('array')
  doc.getText('text')
  doc.getXmlFragment('xml')
  return peer
}

const editInJava = async (peer, op) => {
  const { u1 } = await worker.ask({ cmd: 'op', c: peer.index, op })
  if (!u1) return null
  Y.applyUpdate(peer.doc, bytesOf(u1), 'remote')
  return bytesOf(u1)
}

const editInYjs = async (peer, op) => {
  peer.emitted = null
  run(peer.doc, null, op)
  if (peer.emitted) await worker.ask({ cmd: 'apply', c: peer.index, u: [base64(peer.emitted)] })
  return peer.emitted
}

const play = async (seed, edit) => {
  const r = rng(seed)
  await worker.ask({ cmd: 'reset' })
  const peers = []
  const count = 2 + r.int(3)
  for (let i = 0; i < count; i++) peers.push(await newPeer(i, 4_000_000_007 + i * 7919 + r.int(1000)))
  const log = []
  const seen = peers.map(() => new Set())
  const deliver = async (peer, limit) => {
    const left = log.map((_, i) => i).filter((i) => !seen[peer.index].has(i))
    for (let n = 0; n < limit && left.length; n++) {
      const i = left.splice(r.int(left.length), 1)[0]
      seen[peer.index].add(i)
      Y.applyUpdate(peer.doc, log[i], 'remote')
      await worker.ask({ cmd: 'apply', c: peer.index, u: [base64(log[i])] })
    }
  }
  for (let step = 0; step < STEPS; step++) {
    const peer = peers[r.int(count)]
    if (r.int(3) === 0) {
      await deliver(peer, 5)
      continue
    }
    const op = randomOperation(r, peer.doc, { xml: true })
    const update = op && (await edit(r, peer)(peer, withoutPairs(op)))
    if (update) {
      seen[peer.index].add(log.length)
      log.push(update)
    }
  }
  for (const peer of peers) await deliver(peer, log.length)
  await compare(seed, peers)
}

const compare = async (seed, peers) => {
  const first = stateHash(peers[0].doc)
  for (const peer of peers) {
    const name = `seed ${seed}, peer ${peer.index}`
    const java = await worker.ask({ cmd: 'state', c: peer.index })
    const { hash } = await worker.ask({ cmd: 'hash', c: peer.index })
    assert.deepEqual(java.state, JSON.parse(JSON.stringify(stateOf(peer.doc))), name)
    assert.equal(java.sv, base64(Y.encodeStateVector(peer.doc)), name)
    assert.equal(java.snapshot, base64(Y.encodeSnapshot(Y.snapshot(peer.doc))), name)
    assert.equal(java.pending, false, name)
    assert.equal(hash, stateHash(peer.doc), name)
    assert.equal(hash, first, name)
    const loaded = new Y.Doc()
    Y.applyUpdate(loaded, bytesOf(java.v1))
    assert.equal(stateHash(loaded), hash, name)
    const loadedV2 = new Y.Doc()
    Y.applyUpdateV2(loadedV2, bytesOf(java.v2))
    assert.equal(stateHash(loadedV2), hash, name)
  }
}

const sessions = async (t, edit) => {
  const from = process.env.INTEROP_SEED ? Number(process.env.INTEROP_SEED) : Date.now() % 1_000_000_000
  t.diagnostic(`seeds ${from} to ${from + SESSIONS - 1}; INTEROP_SEED and INTEROP_SESSIONS repeat them`)
  for (let seed = from; seed < from + SESSIONS; seed++) await play(seed, edit)
  for (let seed = 1; seed <= 5; seed++) await play(seed, edit)
}

test('edits made in Java give the same document in yjs', (t) => sessions(t, () => editInJava))

test('edits made in yjs give the same document in Java', (t) => sessions(t, () => editInYjs))

test('peers of both kinds end with one document', (t) => sessions(t, (r) => (r.int(2) ? editInJava : editInYjs)))
