// Editors in rooms send updates at a steady rate; every one is timed at every other client.
import { openAll, Client } from '../load/Client.mjs'
import { Histogram } from '../load/Histogram.mjs'
import { now, sleep, usage } from '../load/process.mjs'
import { dragUpdates } from '../load/updates.mjs'

const DRAIN_MILLIS = 5_000
let runs = 0

/**
 * @param server what `start` gave
 * @param {{rooms: number, editors: number, rate: number, seconds: number}} load `rate` is that of one editor, per second
 */
export async function fanout(server, { rooms, editors, rate, seconds }) {
  const each = Math.ceil(rate * seconds)
  const people = rooms * editors
  const updates = Array.from({ length: editors }, (_, index) => dragUpdates(1000 + index, each))
  const sentAt = Array.from({ length: people }, () => new Float64Array(each))
  const expected = Array.from({ length: people }, () => new Int32Array(editors))
  const latency = new Histogram()
  const acknowledgement = new Histogram()
  const lag = new Histogram()
  // A fresh room every time: a server that keeps documents takes clocks it has seen for repetitions.
  const prefix = `fanout-${process.pid}-${runs++}`
  let delivered = 0
  let closed = 0

  const receive = (person) => (client, clock, length) => {
    const sender = client - 1000
    const room = Math.floor(person / editors)
    const next = expected[person]
    const at = now()
    for (let c = Math.max(clock, next[sender]); c < clock + length; c++) {
      const took = at - sentAt[room * editors + sender][c]
      if (sender === person % editors) {
        acknowledgement.add(took)
      } else {
        delivered++
        latency.add(took)
      }
    }
    next[sender] = Math.max(next[sender], clock + length)
  }
  const clients = await openAll(people, (person) => new Client(server.target, `${prefix}-${Math.floor(person / editors)}`, {
    onUpdate: receive(person),
    onClose: () => closed++,
  }))
  await sleep(300)
  const frames = updates.map((list, editor) => list.map((update) => clients[editor].updateFrame(update)))
  const frame = (person, sequence) => server.target.framing === 'hocuspocus'
    ? clients[person].updateFrame(updates[person % editors][sequence])
    : frames[person % editors][sequence]

  const before = usage(server.pid)
  const started = now()
  const gap = 1e6 / (rate * people)
  const total = each * people
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor((now() - started) / gap) + 1)
    for (; sent < due; sent++) {
      const person = sent % people
      const sequence = Math.floor(sent / people)
      if (!clients[person].closed) {
        sentAt[person][sequence] = now()
        lag.add(sentAt[person][sequence] - (started + sent * gap))
        clients[person].send(frame(person, sequence))
      }
    }
    await sleep(1)
  }
  const wanted = total * (editors - 1)
  for (let idle = 0, last = -1; delivered < wanted && idle < DRAIN_MILLIS; ) {
    await sleep(100)
    idle = delivered === last ? idle + 100 : 0
    last = delivered
  }
  const wall = (now() - started) / 1e6
  const after = usage(server.pid)
  const connections = closed
  for (const client of clients) client.kill()
  return {
    updatesPerSecond: rate * people,
    delivered,
    wanted,
    deliveriesPerSecond: delivered / wall,
    p50: latency.quantile(0.5),
    p99: latency.quantile(0.99),
    acknowledgedP99: acknowledgement.quantile(0.99),
    generatorLagP99: lag.quantile(0.99),
    cpuPerDelivery: ((after.cpu - before.cpu) * 1e6) / Math.max(1, delivered),
    cores: (after.cpu - before.cpu) / wall,
    closed: connections,
  }
}

/** Raises the rate until p99 exceeds 250 ms or something is not delivered; returns the last that held, and all steps. */
export async function saturate(server, { editors, seconds, rates }) {
  const steps = []
  let held = null
  for (const rate of rates) {
    const result = await fanout(server, { rooms: 1, editors, rate, seconds })
    steps.push(result)
    if (result.delivered < result.wanted || !(result.p99 < 250)) break
    held = result
    await sleep(500)
  }
  return { held, steps }
}
