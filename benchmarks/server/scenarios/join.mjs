// Many join a large scene at once, while two people in another room go on.
import { Client } from '../load/Client.mjs'
import { Histogram } from '../load/Histogram.mjs'
import { now, sleep, usage } from '../load/process.mjs'
import { scene } from '../load/updates.mjs'
import { startBystander } from '../load/bystander.mjs'

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
  const quiet = await bystander.latencies()

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
  const storm = await bystander.latencies()
  await bystander.stop()
  for (const client of [...clients, author]) client.kill()
  return {
    joins,
    sceneBytes: large.encoded,
    failed,
    joinP50: latency.quantile(0.5),
    megabytesPerSecond: received / 1e6 / wall,
    cpuMillisPerJoin: ((after.cpu - before.cpu) * 1e3) / joins,
    bystanderQuietP99: quiet.p99,
    bystanderStormP99: storm.p99,
    peakBytes: after.peak,
  }
}

async function oneJoin(server, room) {
  const client = new Client(server.target, room)
  await client.ready
  client.kill()
  return client.syncBytes
}
