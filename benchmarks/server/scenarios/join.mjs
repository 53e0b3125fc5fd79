// Many join a large scene at once, while two people in another room go on.
import { Client } from '../load/Client.mjs'
import { Histogram } from '../load/Histogram.mjs'
import { now, sleep, usage } from '../load/process.mjs'
import { dragUpdates, scene } from '../load/updates.mjs'

const EDITS = 3_000
const EVERY_MILLIS = 20
const QUIET_MILLIS = 3_000

/** @param {{joins: number, bytes: number}} load */
export async function join(server, { joins, bytes }) {
  const large = scene(bytes)
  const room = `large-${process.pid}`
  const author = new Client(server.target, room, { onUpdate() {} })
  await author.ready
  for (const update of large.updates) author.send(author.updateFrame(update))
  for (let attempt = 0; attempt < 120 && (await oneJoin(server, room)) < large.encoded * 0.99; attempt++) await sleep(250)

  const bystander = await startBystander(server)
  await sleep(QUIET_MILLIS)
  const quietP99 = bystander.latency.quantile(0.99)
  bystander.latency.clear()

  const before = usage(server.pid)
  const latency = new Histogram()
  const started = now()
  let received = 0
  let failed = 0
  const clients = []
  await Promise.all(Array.from({ length: joins }, async () => {
    const from = now()
    const client = new Client(server.target, room)
    clients.push(client)
    try {
      await client.ready
      latency.add(now() - from)
      received += client.syncBytes
    } catch {
      failed++
    }
  }))
  const wall = (now() - started) / 1e6
  const after = usage(server.pid)
  await sleep(500)
  const stormP99 = bystander.latency.quantile(0.99)
  bystander.stop()
  for (const client of [...clients, author]) client.kill()
  return {
    joins,
    sceneBytes: large.encoded,
    failed,
    joinP50: latency.quantile(0.5),
    megabytesPerSecond: received / 1e6 / wall,
    cpuMillisPerJoin: ((after.cpu - before.cpu) * 1e3) / joins,
    bystanderQuietP99: quietP99,
    bystanderStormP99: stormP99,
    peakBytes: after.peak,
  }
}

async function oneJoin(server, room) {
  const client = new Client(server.target, room)
  await client.ready
  client.kill()
  return client.syncBytes
}

/** Two people in a room of their own, one of whom edits fifty times a second. */
async function startBystander(server) {
  const latency = new Histogram()
  const updates = dragUpdates(1000, EDITS)
  const sentAt = new Float64Array(EDITS)
  const room = `bystander-${process.pid}`
  const editor = new Client(server.target, room)
  const watcher = new Client(server.target, room, {
    onUpdate: (client, clock, length) => {
      for (let c = clock; client === 1000 && c < clock + length; c++) latency.add(now() - sentAt[c])
    },
  })
  await Promise.all([editor.ready, watcher.ready])
  let sent = 0
  const timer = setInterval(() => {
    if (sent < EDITS) {
      sentAt[sent] = now()
      editor.send(editor.updateFrame(updates[sent++]))
    }
  }, EVERY_MILLIS)
  return {
    latency,
    stop() {
      clearInterval(timer)
      editor.kill()
      watcher.kill()
    },
  }
}
