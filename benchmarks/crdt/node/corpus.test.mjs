// The recorded corpus in WebAssembly: what JUnit plays on the JVM gives the same bytes here. `npm test` runs this with Node 24.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { playCommands, playGolden, playNumbers } from './corpus.mjs'
import { startWasmWorker } from './wasmWorker.mjs'

const recorded = (name) => gunzipSync(fs.readFileSync(new URL(`../../../scene-model/src/test/resources/yjs/${name}`, import.meta.url)))
const lines = (name) => recorded(name).toString().trim().split('\n')
const ask = await startWasmWorker()

for (const v2 of [false, true]) {
  test(`sessions of yjs, applied as v${v2 ? 2 : 1}`, () => {
    assert.ok(playGolden(lines('golden.jsonl.gz'), ask, v2) > 2000)
    assert.ok(playGolden(lines('waiting.jsonl.gz'), ask, v2) > 100)
  })
}

test('positions, snapshots, deltas and sub-documents', () => {
  assert.ok(playCommands(lines('places.jsonl.gz'), ask) > 3000)
})

test('numbers have the digits of JavaScript', () => {
  assert.ok(playNumbers(20_000, ask) >= 20_000)
})

/** A reader of what lib0 wrote, as far as the file below needs it. */
const reader = (bytes) => {
  let at = 0
  const uint = () => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const b = bytes[at++]
      value += (b & 127) * scale
      if (b < 128) return value
    }
  }
  const slice = (length) => bytes.subarray(at, (at += length))
  const int = () => {
    const b = bytes[at++]
    let value = b & 63
    if (b & 128) value += uint() * 64
    return b & 64 ? -value : value
  }
  const any = () => {
    const type = bytes[at++]
    if (type === 127 || type === 126) return null
    if (type === 125) return int()
    if (type === 124) return slice(4).readFloatBE()
    if (type === 123) return slice(8).readDoubleBE()
    if (type === 121 || type === 120) return type === 120
    if (type === 119) return slice(uint()).toString()
    if (type === 117) return Array.from({ length: uint() }, any)
    if (type === 118) return Object.fromEntries(Array.from({ length: uint() }, () => [slice(uint()).toString(), any()]))
    throw new Error(`any ${type}`)
  }
  return { uint, any, bytes: () => slice(uint()), string: () => slice(uint()).toString() }
}

test('5,320 tests of y-crdt', () => {
  const file = reader(recorded('small-test-dataset.bin.gz'))
  const count = file.uint()
  for (let i = 0; i < count; i++) {
    ask({ cmd: 'reset' })
    ask({ cmd: 'doc', client: 1, gc: true, undo: false })
    const u = Array.from({ length: file.uint() }, () => file.bytes().toString('base64'))
    assert.deepEqual(ask({ cmd: 'apply', c: 0, u }), {})
    const { state } = ask({ cmd: 'state', c: 0 })
    assert.equal(state.text.map((each) => (typeof each.insert === 'string' ? each.insert : '')).join(''), file.string(), `test ${i}`)
    assert.deepEqual(state.map, file.any(), `test ${i}`)
    assert.deepEqual(state.array, file.any(), `test ${i}`)
  }
  assert.equal(count, 5320)
})
