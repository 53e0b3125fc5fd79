// The scene in WebAssembly: recorded documents have the state hash and the tree hash that Node's plain yjs computes, and random sessions
// end as they do in the JVM. [S57] [S74] [S80] [S118]
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
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

/** Rule S118 for the children that a recorded case names. */
const treeHash = (children) => {
  const hash = createHash('sha256').update('diorama-tree-1')
  const write = (id) => {
    for (const child of children[id] ?? []) {
      const name = Buffer.from(child)
      const head = Buffer.alloc(5)
      head.writeUInt8(1)
      head.writeUInt32BE(name.length, 1)
      hash.update(head).update(name)
      write(child)
    }
    hash.update(Uint8Array.of(0))
  }
  write('')
  return hash.digest('hex')
}

test('recorded documents have the hashes of plain yjs', () => {
  const all = ['state-hash', 'scene-tree'].flatMap((name) => JSON.parse(fs.readFileSync(cases(name), 'utf8')))
  const lines = wasm(`
    for (const file of ${JSON.stringify([cases('state-hash'), cases('scene-tree')])})
      for (const each of JSON.parse(fs.readFileSync(file, 'utf8')))
        console.log(exports.hashes(new Int8Array(Buffer.from(each.update, 'base64'))))`).trim().split('\n')
  assert.equal(lines.length, all.length)
  all.forEach(({ name, hash, children }, i) => {
    const [state, tree] = lines[i].split(' ')
    assert.equal(state, hash, name)
    if (children) assert.equal(tree, treeHash(children), name)
  })
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
