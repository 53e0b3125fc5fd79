// Differential fuzzing: damaged updates, v1 and v2, go to our Java implementation and to the real yjs. Both accept and hold the same
// document, or both refuse; else the difference is one of the kinds below, which docs/DECISIONS.md argues. The counts are printed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Worker, isMainThread, parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import { randomOperation, rng, run } from '../../scene-model/src/test/resources/yjs/make-golden.mjs'
import { startWorker } from '../src/javaWorker.mjs'
import { stateHash } from '../src/stateHash.mjs'

const ROUNDS = Number(process.env.DIFFERENTIAL_ROUNDS ?? 300)
const HANGS_MILLIS = 8000

const base64 = (bytes) => Buffer.from(bytes).toString('base64')

/** What Java refuses and yjs takes, by what Java says. Anything else is a failure of the test. */
const STRICTER = [
  [/bytes after the update/, 'bytes after the end'],
  [/above 2\^31 - 1|clock out of range|integer out of range|length out of range|deletion out of range/, 'clocks and lengths outside of 1 .. 2^31 - 1'],
  [/refers to its own future/, 'an item that refers to its own future'],
  [/count above the bytes left|too many|unexpected end|column too short/, 'counts above what follows'],
  [/nested too deep/, 'values nested deeper than 64'],
  [/malformed UTF-8|not JSON/, 'text that a lenient decoder mends'],
  [/unknown any-value|unknown content|unknown type|document without options/, 'unknown kinds in what yjs then drops'],
]

/** What yjs does with an update; in a thread of its own, since damaged counts can keep it busy for ever. */
const yjsTakes = ({ bytes, v2 }) => {
  const doc = new Y.Doc()
  try {
    ;(v2 ? Y.applyUpdateV2 : Y.applyUpdate)(doc, bytes)
  } catch (error) {
    return { refused: true, why: String(error) }
  }
  return { sv: base64(Y.encodeStateVector(doc)), hash: stateHash(doc) }
}

if (!isMainThread) {
  for (const name of ['log', 'warn', 'error']) console[name] = () => {}
  parentPort.on('message', (update) => parentPort.postMessage(yjsTakes(update)))
  parentPort.postMessage('ready')
} else {
  let java
  let thread

  const startThread = async () => {
    const started = new Worker(fileURLToPath(import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 512 } })
    await new Promise((resolve) => started.once('message', resolve))
    return started
  }

  const askYjs = async (update) => {
    thread ??= await startThread()
    let timer
    const answer = await new Promise((resolve) => {
      timer = setTimeout(() => resolve({ hangs: true }), HANGS_MILLIS)
      thread.once('message', resolve)
      thread.once('error', () => resolve({ hangs: true }))
      thread.postMessage(update)
    })
    clearTimeout(timer)
    thread?.removeAllListeners('message').removeAllListeners('error')
    if (answer.hangs) {
      await thread.terminate()
      thread = null
    }
    return answer
  }

  before(() => {
    java = startWorker()
  })

  after(async () => {
    java.stop()
    await thread?.terminate()
  })

  const samples = (r) => {
    const doc = new Y.Doc()
    doc.clientID = 1_000_000 + r.int(1000)
    const updates = [[], []]
    doc.on('update', (update) => updates[0].push(update))
    doc.on('updateV2', (update) => updates[1].push(update))
    for (let i = 0; i < 50; i++) {
      const op = randomOperation(r, doc, { rich: true, xml: true })
      if (op) run(doc, null, op)
    }
    updates[0].push(Y.encodeStateAsUpdate(doc))
    updates[1].push(Y.encodeStateAsUpdateV2(doc))
    return updates
  }

  const damaged = (r, update) => {
    let bytes = update.slice()
    for (let n = 1 + r.int(2); n > 0; n--) {
      const at = r.int(bytes.length)
      const kind = r.int(12)
      if (kind < 4) bytes[at] ^= 1 << r.int(8)
      else if (kind < 6) bytes[at] = r.int(256)
      else if (kind < 9) bytes[at] = r.int(8)
      else if (kind < 11) bytes = bytes.slice(0, Math.max(1, at))
      else bytes = Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(r.int(bytes.length))])
    }
    return bytes
  }

  test('Java and yjs agree on damaged updates, but for known kinds', async (t) => {
    const seed = process.env.DIFFERENTIAL_SEED ? Number(process.env.DIFFERENTIAL_SEED) : Date.now() % 1_000_000_000
    t.diagnostic(`DIFFERENTIAL_SEED=${seed} and DIFFERENTIAL_ROUNDS repeat this`)
    const r = rng(seed)
    const counts = {}
    const count = (what) => {
      counts[what] = (counts[what] ?? 0) + 1
    }
    let updates = []
    for (let round = 0; round < ROUNDS; round++) {
      if (round % 20 === 0) updates = samples(r)
      const v2 = r.int(2) === 1
      const bytes = damaged(r, r.pick(updates[v2 ? 1 : 0]))
      const name = `seed ${seed}, round ${round}, v${v2 ? 2 : 1}: ${base64(bytes)}`
      await java.ask({ cmd: 'reset' })
      await java.ask({ cmd: 'doc', client: 99, gc: true })
      const refused = await java.ask({ cmd: 'apply', c: 0, v2, u: [base64(bytes)] }).then(() => null, String)
      const yjs = await askYjs({ bytes, v2 })
      if (refused) {
        assert.match(refused, /DecodeException/, name)
        if (yjs.hangs) count('Java refuses, yjs does not end')
        else if (yjs.refused) count('both refuse')
        else {
          const kind = STRICTER.find(([pattern]) => pattern.test(refused))
          assert.ok(kind, `yjs takes what Java refuses: ${refused}: ${name}`)
          count(`only Java refuses: ${kind[1]}`)
        }
        continue
      }
      assert.ok(!yjs.refused && !yjs.hangs, `Java takes what yjs ${yjs.hangs ? "does not finish" : `refuses (${yjs.why})`}: ${name}`)
      const { sv, hash } = await java.ask({ cmd: 'hash', c: 0 })
      assert.equal(sv, yjs.sv, name)
      assert.equal(hash, yjs.hash, name)
      count('both accept, equal')
    }
    for (const what of Object.keys(counts).sort()) t.diagnostic(`${String(counts[what]).padStart(6)} ${what}`)
    assert.ok(counts['both accept, equal'] > ROUNDS / 20)
  })
}
