// Plays what the real yjs recorded in an implementation that speaks the worker's line protocol; in Node and in a browser alike.
// Returns the number of comparisons; throws at the first difference.

const same = (answer, key, expected, what) => {
  const text = JSON.stringify(sorted(answer[key]))
  const wanted = JSON.stringify(sorted(expected))
  if (text !== wanted) throw new Error(`${what}: ${key}: ${String(text).slice(0, 300)} instead of ${String(wanted).slice(0, 300)} ${answer.error ?? ''}`)
  return 1
}

const sorted = (o) => {
  if (Array.isArray(o)) return o.map(sorted)
  if (!o || typeof o !== 'object') return o
  return Object.fromEntries(Object.keys(o).sort().map((key) => [key, sorted(o[key])]))
}

/** Lines of golden.jsonl and waiting.jsonl. */
export const playGolden = (lines, ask, v2) => {
  let compared = 0
  for (const line of lines) {
    const { seed, features, clients, script, expect } = JSON.parse(line)
    ask({ cmd: 'reset' })
    for (const client of clients) ask({ cmd: 'doc', client, gc: features.gc, undo: features.undo })
    const log = []
    const log1 = []
    for (const { c, deliver, op, u1, u2 } of script) {
      if (deliver) {
        ask({ cmd: 'apply', c, v2, u: deliver.map((i) => log[i]) })
        continue
      }
      const answer = ask({ cmd: 'op', c, op })
      if (!u1) continue
      compared += same(answer, 'u1', u1, `seed ${seed} ${JSON.stringify(op)}`) + same(answer, 'u2', u2, `seed ${seed}`)
      log.push(v2 ? u2 : u1)
      log1.push(u1)
    }
    clients.forEach((_, c) => {
      const answer = ask({ cmd: 'state', c })
      const expected = { state: expect.states[c], sv: expect.sv, v1: expect.v1[c], v2: expect.v2[c], snapshot: expect.snapshots[c] }
      for (const key in expected) compared += same(answer, key, expected[key], `seed ${seed} client ${c}`)
    })
    const answer = ask({ cmd: 'util', u: log1, sv: expect.halfVector })
    const expected = { merged: expect.merged, mergedSv: expect.mergedVector, diff: expect.diff }
    for (const key in expected) compared += same(answer, key, expected[key], `seed ${seed}`)
  }
  return compared
}

/** Lines of places.jsonl: commands and their answers. */
export const playCommands = (lines, ask) => {
  let compared = 0
  for (const line of lines) {
    ask({ cmd: 'reset' })
    const { seed, lines: commands } = JSON.parse(line)
    for (const [command, expected] of commands) {
      const answer = ask(command)
      for (const key in expected) compared += same(answer, key, expected[key], `seed ${seed} ${JSON.stringify(command)}`)
    }
  }
  return compared
}

/** Numbers of every size: they are printed as JavaScript prints them. */
export const playNumbers = (count, ask) => {
  const view = new DataView(new ArrayBuffer(8))
  let a = 12345
  const next = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  const number = (i) => {
    view.setUint32(0, next())
    view.setUint32(4, next())
    const any = view.getFloat64(0)
    const choices = [any, next() / 1000, Math.fround(next() / 3), next() / 2 ** 40, next() * 2 ** 21 + next(), (next() - 2 ** 31) / 8, 10 ** ((next() % 640) - 320)]
    const value = choices[i % choices.length]
    return Number.isFinite(value) ? value : 0.1
  }
  ask({ cmd: 'reset' })
  ask({ cmd: 'doc', client: 1, gc: true, undo: false })
  const numbers = Array.from({ length: count }, (_, i) => number(i)).concat([5e-324, 1.7976931348623157e308, 1e21, 1e-7, 0.000001, 123456789012345680000, 2 ** 53])
  ask({ cmd: 'op', c: 0, op: ['ains', 0, numbers] })
  const answer = ask({ cmd: 'state', c: 0 })
  answer.state.array.forEach((each, i) => {
    if (each !== numbers[i]) throw new Error(`number ${i}: ${each} instead of ${numbers[i]}`)
  })
  // the very digits: JSON.stringify of the numbers must be what the worker printed
  const printed = ask.raw({ cmd: 'state', c: 0 })
  if (!printed.includes(JSON.stringify(numbers))) throw new Error('numbers are printed with other digits')
  return numbers.length
}
