// The benchmark starts: every contender does every workload at a small size, and all documents of the Yjs family have the same size.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { b4, unpackTrace } from './workload.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))

test('every contender does every workload', () => {
  const json = path.join(os.tmpdir(), `crdt-benchmark-${process.pid}.json`)
  const out = execFileSync(process.execPath, [path.join(here, 'run.mjs'), '--quick', `--json=${json}`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  const { results } = JSON.parse(fs.readFileSync(json, 'utf8'))
  fs.rmSync(json)
  assert.match(out, /SCENE-4/)
  const of = (contender, workload) => results.find((each) => each.contender === contender && each.workload === workload).rounds[0]
  for (const { workload, contender, rounds } of results) {
    assert.ok(rounds.length > 0, `${contender} ${workload}`)
    const ours = contender.startsWith('jvm') || contender === 'wasm'
    if (ours && workload === 'MERGE') assert.equal(rounds[0].merged500, of('yjs', workload).merged500)
    else if (ours) assert.equal(rounds[0].docSize, of('yjs', workload).docSize, `${contender} ${workload}`)
  }
})

test('the trace of B4 is there', () => {
  const { ops, end } = b4(unpackTrace(path.join(here, '../trace/b4.trace.br')))
  assert.equal(ops.length, 259_778)
  assert.equal(end.length, 104_852)
})
