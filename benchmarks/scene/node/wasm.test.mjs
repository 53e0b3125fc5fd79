// The scene in WebAssembly: recorded documents have the state hash and the tree hash that Node's plain yjs computes, and random sessions
// end as they do in the JVM. [S57] [S74] [S80] [S118]
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { java } from './java.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../../..')
const node = path.join(here, '../node_modules/.bin/node')
const wasm = (script) =>
  execFileSync(node, ['--expose-gc', '--input-type=module', '-e', `
    import fs from 'node:fs'
    import { load } from ${JSON.stringify(path.join(here, '../target/wasm/runtime.mjs'))}
    const bytes = fs.readFileSync(${JSON.stringify(path.join(here, '../target/wasm/benchmark.wasm'))})
    const { exports } = await load(bytes)
    ${script}`], { encoding: 'utf8', maxBuffer: 1 << 26 })

const cases = (name) => path.join(root, 'scene-model/src/test/resources', name, 'cases.json')

test('recorded documents have the hashes of plain yjs', () => {
  const out = wasm(`
    for (const file of ${JSON.stringify([cases('state-hash'), cases('scene-tree')])})
      for (const each of JSON.parse(fs.readFileSync(file, 'utf8'))) {
        const [state, tree] = exports.hashes(new Int8Array(Buffer.from(each.update, 'base64'))).split(' ')
        if (state !== each.hash || (each.treeHash && tree !== each.treeHash)) throw new Error(each.name)
        console.log(each.name)
      }`)
  assert.ok(out.trim().split('\n').length > 90)
})

test('random sessions with garbage end in WebAssembly as in the JVM', () => {
  const [count, steps] = [60, 120]
  const classes = [path.join(here, '../target/classes'), path.join(root, 'scene-model/target/classes')].join(path.delimiter)
  const expected = execFileSync(java(), ['-cp', classes, 'dev.diorama.benchmarks.scene.Main', 'SESSION', String(count), String(steps)], { encoding: 'utf8' })
  assert.equal(expected.trim().split('\n').length, count)
  assert.equal(wasm(`process.stdout.write(exports.sessions(${count}, ${steps}) + '\\n')`), expected)
})

test('every contender does every workload', () => {
  const out = execFileSync(node, [path.join(here, 'run.mjs'), '--quick', `--json=${path.join(here, '../target/quick.json')}`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  for (const workload of ['BUILD', 'REPARENT', 'CONFLICT', 'EVENTS', 'UNDO', 'GROWTH']) assert.match(out, new RegExp(`\\| ${workload}`))
})
