// Runs one workload in one contender: node --expose-gc bench.mjs <contender> <workload> <rounds> <size> <edits> <trace>; a line of JSON
// a round. The counterpart of Bench.java, whose WebAssembly form is the contender `wasm`. Times are milliseconds of process time.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { contenders } from './contenders.mjs'
import { b1, b2, b4, sceneEdits, sceneNodes } from './workload.mjs'

const [, , contender, workload, rounds, sizeText, editsText, traceFile] = process.argv
const size = Number(sizeText)
const edits = Number(editsText)
const LONG_ENOUGH_MILLIS = 25_000

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const liveBytes = () => {
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return heapUsed + external + arrayBuffers
}
const timed = (body) => {
  const start = cpu()
  const result = body()
  return [result, Math.round((cpu() - start) * 10) / 10]
}
const id = (i) => 2_000_000_011 + i * 7919
const sum = (updates) => updates.reduce((n, update) => n + update.length, 0)

const reload = (create, doc, out) => {
  const [bytes, encodeMs] = timed(() => doc.encode())
  const [copy, parseMs] = timed(() => {
    const fresh = create(id(900))
    fresh.apply(bytes)
    fresh.text()
    return fresh
  })
  assert.equal(copy.text(), doc.text())
  assert.deepEqual(copy.map(), doc.map())
  return { ...out, encodeMs, docSize: bytes.length, parseMs }
}

const single = (create) => {
  const ops = b1(workload, size)
  const updates = []
  const writer = create(id(1), (update) => updates.push(update))
  const reader = create(id(2))
  const [text, timeMs] = timed(() => {
    for (const op of ops) Array.isArray(op[2]) ? writer.arrayOp(op) : writer.textOp(op)
    for (const update of updates) reader.apply(update)
    return reader.text()
  })
  assert.equal(text, writer.text())
  assert.deepEqual(reader.array(), writer.array())
  return reload(create, writer, { timeMs })
}

const concurrent = (create) => {
  const ops = b2(workload, size)
  const fromA = []
  const fromB = []
  const a = create(id(1), (update) => fromA.push(update))
  const b = create(id(2), (update) => fromB.push(update))
  a.textOp([0, 0, ops.init])
  for (const update of fromA) b.apply(update)
  fromA.length = 0
  const [, timeMs] = timed(() => {
    a.transact(() => ops.a.forEach(a.textOp))
    b.transact(() => ops.b.forEach(b.textOp))
    for (const update of fromA) b.apply(update)
    for (const update of fromB) a.apply(update)
    assert.equal(a.text(), b.text())
  })
  return reload(create, a, { timeMs })
}

const crowd = (create) => {
  const write = {
    'B3.1': (doc, i) => doc.setMap('v', i),
    'B3.2': (doc, i) => doc.setMap('v', { name: String(i), address: 'here' }),
    'B3.3': (doc, i) => doc.setMap('v', String(i).repeat(1000)),
    'B3.4': (doc, i) => doc.arrayOp([0, 0, [String(i)]]),
  }[workload]
  const updates = []
  for (let i = 0; i < Math.max(1, Math.floor(size / 6)); i++) write(create(id(1000 + i), (update) => updates.push(update)), i)
  const before = create(id(3))
  const doc = create(id(4))
  for (const update of updates) before.apply(update)
  const [, timeMs] = timed(() => {
    for (const update of updates) doc.apply(update)
  })
  assert.deepEqual(doc.map(), before.map())
  assert.deepEqual(doc.array(), before.array())
  return reload(create, doc, { timeMs })
}

const trace = (create) => {
  const { ops, end } = b4(fs.readFileSync(traceFile))
  let updateBytes = 0
  const doc = create(id(1), (update) => {
    updateBytes += update.length
  })
  const [, timeMs] = timed(() => {
    for (const op of ops) doc.textOp(op)
    assert.equal(doc.text(), end)
  })
  return reload(create, doc, { timeMs, updateBytes, docSizeV2: doc.encodeV2?.().length })
}

const createScene = (create) => {
  const nodes = sceneNodes(size)
  const updates = []
  const doc = create(id(1), (update) => updates.push(update))
  const [, timeMs] = timed(() => nodes.forEach(doc.addNode))
  updates.length = 0
  const bytes = doc.encode()
  const before = liveBytes()
  const copy = create(id(900))
  copy.apply(bytes)
  const bytesPerProperty = Math.round((liveBytes() - before) / (9 * size))
  assert.equal(copy.nodes(), doc.nodes()) // doc lives until here, or its end would count as the copy's gain
  return { timeMs, bytesPerProperty, docSize: bytes.length }
}

const editScene = async (create) => {
  const nodes = sceneNodes(size)
  const changes = sceneEdits(size, edits)
  const updates = []
  const doc = create(id(1), (update) => updates.push(update))
  doc.transact(() => nodes.forEach(doc.addNode))
  const base = doc.encode()
  updates.length = 0
  const [, editMs] = timed(() => {
    for (const [node, key, value] of changes) doc.setProperty(node, key, value)
  })
  const updateBytes = sum(updates)
  const [bytes, encodeMs] = timed(() => doc.encode())
  const [count, loadMs] = timed(() => {
    const loaded = create(id(900))
    loaded.apply(bytes)
    return loaded.nodes()
  })
  assert.equal(count, nodes.length)
  const remote = create(id(900))
  remote.apply(base)
  let seen = 0
  remote.observe((node, key, value) => {
    if (node !== undefined && key !== undefined && value !== undefined) seen++
  })
  const [, remoteMs] = timed(() => {
    for (const update of updates) remote.apply(update)
  })
  if (remote.eventsComeLater) await new Promise((resolve) => setTimeout(resolve, 0))
  else assert.equal(seen, changes.length)
  return { editMs, encodeMs, docSize: bytes.length, loadMs, remoteMs, updateBytes }
}

/** Without a document; only where the package can. */
const merge = (create) => {
  const updates = []
  const doc = create(id(1), (update) => updates.push(update))
  if (!doc.merge) return {}
  doc.transact(() => sceneNodes(100).forEach(doc.addNode))
  updates.length = 0
  for (const [node, key, value] of sceneEdits(100, Math.min(edits, 8000))) doc.setProperty(node, key, value)
  const out = {}
  for (const count of [500, 2000, 8000]) {
    const [merged, ms] = timed(() => doc.merge(updates.slice(0, count)))
    out[`merge${count}Ms`] = ms
    out[`merged${count}`] = merged.length
  }
  return out
}

const wasm = async () => {
  const { load } = await import('../target/wasm/runtime.mjs')
  const module = await load(fs.readFileSync(new URL('../target/wasm/benchmark.wasm', import.meta.url)))
  const bytes = workload === 'B4' ? new Int8Array(fs.readFileSync(traceFile)) : new Int8Array(0)
  return () => JSON.parse(module.exports.run(workload, size, edits, bytes))
}

const workloads = { B1: single, B2: concurrent, B3: crowd, B4: trace, 'SCENE-1': createScene, SCENE: editScene, MERGE: merge }

const once = async () => {
  if (contender === 'wasm') return wasm()
  const create = await contenders[contender]()
  const body = workloads[workload] ?? workloads[workload.slice(0, 2)]
  return () => body(create)
}

const run = await once()
const start = performance.now()
for (let round = 0; round < Number(rounds) && performance.now() - start < LONG_ENOUGH_MILLIS; round++) {
  console.log(JSON.stringify(await run()))
}
process.exit(0)
