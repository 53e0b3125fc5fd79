// Many people in one room move their cursors: how old a cursor is when another person sees it.
import { openAll, Client } from '../load/Client.mjs'
import { Reader } from '../load/bytes.mjs'
import { Histogram } from '../load/Histogram.mjs'
import { now, sleep, usage } from '../load/process.mjs'
import { presenceUpdates } from '../load/updates.mjs'

/** How many of the people are timed; the others only cost the server. */
const WATCHERS = 10

/** @param {{people: number, rate: number, seconds: number}} load */
export async function presence(server, { people, rate, seconds }) {
  const each = Math.ceil(rate * seconds)
  const updates = Array.from({ length: people }, (_, person) => presenceUpdates(1000 + person, each))
  const sentAt = Array.from({ length: people }, () => new Float64Array(each + 1))
  const latency = new Histogram()
  const room = `presence-${process.pid}`
  let closed = 0
  const watch = (me) => (data, at) => {
    const reader = new Reader(data, at)
    for (let states = reader.uint(); states > 0; states--) {
      const sender = reader.uint() - 1000
      const clock = reader.uint()
      reader.skip()
      const sent = sentAt[sender]?.[clock - 1] ?? 0
      if (sender !== me && sent > 0) latency.add(now() - sent)
    }
  }
  const clients = await openAll(people, (person) => new Client(server.target, room, {
    onPresence: person < WATCHERS ? watch(person) : undefined,
    onClose: () => closed++,
  }))
  await sleep(300)
  const before = usage(server.pid)
  const started = now()
  const total = each * people
  const gap = 1e6 / (rate * people)
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor((now() - started) / gap) + 1)
    for (; sent < due; sent++) {
      const person = sent % people
      const sequence = Math.floor(sent / people)
      if (!clients[person].closed) {
        sentAt[person][sequence] = now()
        clients[person].send(clients[person].presenceFrame(updates[person][sequence]))
      }
    }
    await sleep(1)
  }
  await sleep(500)
  const after = usage(server.pid)
  const gone = closed
  for (const client of clients) client.kill()
  return {
    people,
    seen: latency.count,
    p50: latency.quantile(0.5),
    p95: latency.quantile(0.95),
    cores: (after.cpu - before.cpu) / ((now() - started) / 1e6),
    closed: gone,
  }
}
