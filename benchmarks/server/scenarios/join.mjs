// Many join a large scene at once, while two people in another room go on.
import { Client } from '../load/Client.mjs'
import { Histogram } from '../load/Histogram.mjs'
import { now, sleep, stepBack, usage } from '../load/process.mjs'
import { scene } from '../load/updates.mjs'
import { startBystander } from '../load/bystander.mjs'

const QUIET_MILLIS = 3_000
/** How many warm up at a time. */
const CROWD = 50

/**
 * The CPU that the bystander costs is measured before and taken off: it is no part of a join.
 *
 * @param {{joins: number, warmUp: number, bytes: number}} load
 */
export async function join(server, { joins, warmUp, bytes }) {
  const large = scene(bytes)
  const room = `large-${process.pid}`
  const author = new Client(server.target, room, { onUpdate() {} })
  await author.ready
  for (const update of large.updates) author.send(author.updateFrame(update))
  for (let attempt = 0; attempt < 120 && (await oneJoin(server, room)) < large.encoded * 0.99; attempt++) await sleep(250)

  // The crowd knocks at an empty room first: what a connection costs a server that just started is its compiler's, not the join's.
  for (let knocked = 0; knocked < 2 * joins; knocked += CROWD) {
    await Promise.all(Array.from({ length: Math.min(CROWD, joins) }, () => oneJoin(server, `small-${process.pid}`)))
  }
  await Promise.all(Array.from({ length: warmUp }, () => oneJoin(server, room)))

  const bystander = await startBystander(server)
  stepBack()
  await sleep(QUIET_MILLIS)
  await bystander.latencies()
  const idle = usage(server.pid)
  const idleSince = now()
  await sleep(QUIET_MILLIS)
  const quiet = await bystander.latencies()

  const before = usage(server.pid)
  const idleWall = (now() - idleSince) / 1e6
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
  const perJoin = (kind) => ((after[kind] - before[kind] - ((before[kind] - idle[kind]) / idleWall) * wall) * 1e3) / joins
  const storm = await bystander.latencies()
  await bystander.stop()
  for (const client of [...clients, author]) client.kill()
  return {
    joins,
    sceneBytes: large.encoded,
    failed,
    joinP50: latency.quantile(0.5),
    megabytesPerSecond: received / 1e6 / wall,
    cpuMillisPerJoin: perJoin('cpu'),
    kernelMillisPerJoin: perJoin('kernel'),
    bystanderQuietP99: quiet.p99,
    bystanderStormP99: storm.p99,
    controlStormP99: storm.controlP99,
    bystanderOwnLagP99: storm.lagP99,
    peakBytes: after.peak,
  }
}

async function oneJoin(server, room) {
  const client = new Client(server.target, room)
  await client.ready
  client.kill()
  return client.syncBytes
}
