// Many people in one room move their cursors: how old a cursor is when another person sees it.
import { openAll, Client } from '../load/Client.mjs'
import { now, sleep, usage } from '../load/process.mjs'
import { presenceUpdates } from '../load/updates.mjs'
import { Departures, FIRST_ID, startWatchers } from '../load/watchers.mjs'

/** How many of the people are timed; the others are there, and move. */
const WATCHERS = 10

/** @param {{people: number, rate: number, warmUp: number, seconds: number}} load so many seconds to warm up, and then those that count */
export async function presence(server, { people, rate, warmUp, seconds }) {
  const each = Math.ceil(rate * (warmUp + seconds))
  const room = `presence-${process.pid}`
  const departures = new Departures(people, each)
  const watchers = await startWatchers({ target: server.target, room, watchers: WATCHERS, people, each, rate, memory: departures.memory })
  let closed = 0
  const others = people - WATCHERS
  const clients = await openAll(others, () => new Client(server.target, room, { onClose: () => closed++ }))
  const frames = clients.map((client, i) =>
    presenceUpdates(FIRST_ID + WATCHERS + i, each).map((update) => client.presenceFrame(update)))
  await sleep(300)
  let before = usage(server.pid)
  let counted = now()
  let warm = false
  const started = now()
  watchers.start()
  const total = each * others
  const gap = 1e6 / (rate * others)
  for (let sent = 0; sent < total; ) {
    if (!warm && now() - started > warmUp * 1e6) {
      warm = true
      watchers.forget()
      before = usage(server.pid)
      counted = now()
    }
    const due = Math.min(total, Math.floor((now() - started) / gap) + 1)
    for (; sent < due; sent++) {
      const i = sent % others
      const number = Math.floor(sent / others)
      if (!clients[i].closed) {
        departures.leaves(WATCHERS + i, number)
        clients[i].send(frames[i][number])
      }
    }
    await sleep(1)
  }
  await sleep(500)
  const after = usage(server.pid)
  const cores = (after.cpu - before.cpu) / ((now() - counted) / 1e6)
  const gone = closed
  const seen = await watchers.end()
  for (const client of clients) client.kill()
  return { people, seen: seen.seen, p50: seen.p50, p95: seen.p95, cores, closed: gone + seen.closed }
}
