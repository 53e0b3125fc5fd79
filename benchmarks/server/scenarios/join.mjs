// Many join a large scene at once, while two people in another room go on.
import { Client } from '../load/Client.mjs'
import { Joiner } from '../load/Joiner.mjs'
import { Histogram } from '../load/Histogram.mjs'
import { now, sleep, stepBack, usage } from '../load/process.mjs'
import { scene } from '../load/updates.mjs'
import { p99, startBystander } from '../load/bystander.mjs'

const QUIET_MILLIS = 3_000
/** How many warm up at a time. */
const CROWD = 50

/**
 * The CPU that the bystander costs is measured before and taken off: it is no part of a join. Quantiles are of all rounds together.
 *
 * @param {{joins: number, warmUp: number, rounds: number, bytes: number}} load
 */
export async function join(server, { joins, warmUp, rounds, bytes }) {
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
  const bystander = await startBystander(server)
  stepBack()
  const warm = await crowd(server, room, warmUp)
  for (const client of warm.clients) client.kill()

  const quiet = []
  const storms = []
  const latency = new Histogram()
  let failed = 0
  let received = 0
  let seconds = 0
  let cpu = 0
  let kernel = 0
  for (let round = 0; round < rounds; round++) {
    await sleep(QUIET_MILLIS)
    await bystander.latencies()
    const idle = usage(server.pid)
    const idleSince = now()
    await sleep(QUIET_MILLIS)
    quiet.push(await bystander.latencies())
    const idleWall = (now() - idleSince) / 1e6
    const before = usage(server.pid)
    const storm = await crowd(server, room, joins, latency)
    const after = usage(server.pid)
    storms.push(await bystander.latencies())
    for (const client of storm.clients) client.kill()
    const beside = (kind) => after[kind] - before[kind] - ((before[kind] - idle[kind]) / idleWall) * storm.seconds
    cpu += beside('cpu')
    kernel += beside('kernel')
    seconds += storm.seconds
    received += storm.received
    failed += storm.failed
  }
  const peakBytes = usage(server.pid).peak
  await bystander.stop()
  author.kill()
  return {
    joins,
    sceneBytes: large.encoded,
    failed,
    joinP50: latency.quantile(0.5),
    megabytesPerSecond: received / 1e6 / seconds,
    cpuMillisPerJoin: (cpu * 1e3) / joins / rounds,
    kernelMillisPerJoin: (kernel * 1e3) / joins / rounds,
    bystanderQuietP99: p99(quiet.flatMap((each) => each.all)),
    bystanderStormP99: p99(storms.flatMap((each) => each.all)),
    controlQuietP99: p99(quiet.flatMap((each) => each.controlAll)),
    controlStormP99: p99(storms.flatMap((each) => each.controlAll)),
    bystanderOwnLagP99: Math.max(...storms.map((each) => each.lagP99)),
    peakBytes,
  }
}

/** All of them knock at once. */
async function crowd(server, room, joins, latency = new Histogram()) {
  const started = now()
  const clients = []
  let received = 0
  let failed = 0
  await Promise.all(Array.from({ length: joins }, async () => {
    const from = now()
    const client = new Joiner(server.target, room)
    clients.push(client)
    try {
      await client.ready
      latency.add(now() - from)
      received += client.syncBytes
    } catch {
      failed++
    }
  }))
  return { clients, received, failed, seconds: (now() - started) / 1e6 }
}

async function oneJoin(server, room) {
  const client = new Joiner(server.target, room)
  await client.ready
  client.kill()
  return client.syncBytes
}
