// Damaged updates: whatever our Java implementation accepts, the real yjs accepts too, and both hold the same document afterwards.
// (The other way round is not asked: ours also refuses bytes after an update, clocks above 2^31 - 1, and more; rule S13.)
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as Y from 'yjs'
import { randomOperation, run } from '../../scene-model/src/test/resources/yjs/make-golden.mjs'
import { startWorker } from '../src/javaWorker.mjs'
import { stateHash } from '../src/stateHash.mjs'

const ROUNDS = Number(process.env.DAMAGE_ROUNDS ?? 600)

let worker

before(() => {
  worker = startWorker()
})

after(() => worker.stop())

const base64 = (bytes) => Buffer.from(bytes).toString('base64')

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

/** Updates of one random session, and at last its whole state. */
const updatesOf = (r) => {
  const doc = new Y.Doc()
  doc.clientID = 1_000_000 + r.int(1000)
  const updates = []
  doc.on('update', (update) => updates.push(update))
  for (let i = 0; i < 60; i++) {
    const op = randomOperation(r, doc, { rich: true, xml: true })
    if (op) run(doc, null, op)
  }
  return [...updates, Y.encodeStateAsUpdate(doc)]
}

const damaged = (r, update) => {
  let bytes = update.slice()
  for (let n = 1 + r.int(3); n > 0; n--) {
    const at = r.int(bytes.length)
    const kind = r.int(10)
    if (kind < 4) bytes[at] ^= 1 << r.int(8)
    else if (kind < 6) bytes[at] = r.int(256)
    else if (kind < 9) bytes[at] = r.int(8)
    else bytes = bytes.slice(0, Math.max(1, at))
  }
  return bytes
}

const silently = (body) => {
  const { log, warn, error } = console
  console.log = console.warn = console.error = () => {}
  try {
    return body()
  } finally {
    Object.assign(console, { log, warn, error })
  }
}

test('what Java accepts of damaged updates yjs accepts, with the same result', async (t) => {
  const seed = process.env.DAMAGE_SEED ? Number(process.env.DAMAGE_SEED) : Date.now() % 1_000_000_000
  t.diagnostic(`DAMAGE_SEED=${seed} and DAMAGE_ROUNDS repeat this`)
  const r = rng(seed)
  let accepted = 0
  for (let round = 0; round < ROUNDS; round++) {
    const bytes = damaged(r, r.pick(updatesOf(r)))
    const name = `seed ${seed}, round ${round}: ${base64(bytes)}`
    await worker.ask({ cmd: 'reset' })
    await worker.ask({ cmd: 'doc', client: 99, gc: true })
    const refused = await worker.ask({ cmd: 'apply', c: 0, u: [base64(bytes)] }).then(() => null, String)
    if (refused) {
      assert.match(refused, /DecodeException/, name)
      continue
    }
    accepted++
    const doc = new Y.Doc()
    silently(() => Y.applyUpdate(doc, bytes))
    const java = await worker.ask({ cmd: 'hash', c: 0 })
    assert.equal(java.sv, base64(Y.encodeStateVector(doc)), name)
    assert.equal(java.hash, stateHash(doc), name)
  }
  t.diagnostic(`accepted ${accepted} of ${ROUNDS}`)
  assert.ok(accepted > ROUNDS / 20)
})
