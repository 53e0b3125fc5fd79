// Relative positions, snapshots, deltas, sub-documents and hooks: what our Java implementation answers is what the real yjs answers.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { session } from '../../scene-model/src/test/resources/yjs/make-places.mjs'
import { startWorker } from '../src/javaWorker.mjs'

const SESSIONS = Number(process.env.PLACES_SESSIONS ?? 25)

let worker

before(() => {
  worker = startWorker()
})

after(() => worker.stop())

test('Java answers as yjs does', async (t) => {
  const first = process.env.PLACES_SEED ? Number(process.env.PLACES_SEED) : Date.now() % 1_000_000_000
  t.diagnostic(`PLACES_SEED=${first} and PLACES_SESSIONS repeat this`)
  for (let seed = first; seed < first + SESSIONS; seed++) {
    await worker.ask({ cmd: 'reset' })
    for (const [command, expected] of session(seed).lines) {
      const answer = await worker.ask(command)
      for (const key in expected) assert.deepEqual(answer[key], expected[key], `seed ${seed}: ${JSON.stringify(command)}`)
    }
  }
})
