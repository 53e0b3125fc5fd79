// Runs every scenario against every server in turn, with one generator, and prints tables with the ratios to ours.
// Options: --quick (that it runs, not how fast), --only=fanout,rooms,saturation,idle,join,presence,hostile, --servers=diorama,..., --json=file
import fs from 'node:fs'
import os from 'node:os'
import { CONTENDERS, SLOW_DISK, start, SYNCED_RELAY } from './contenders.mjs'
import { report } from './report.mjs'
import { fanout, saturate } from './scenarios/fanout.mjs'
import { HOSTILE_SETTINGS } from './scenarios/hostile.mjs'
import { goals } from './goals.mjs'
import { idle } from './scenarios/idle.mjs'
import { apart, stopApart } from './load/apart.mjs'
import { syncTimes } from './load/disk.mjs'
import { maxOpenFiles, sleep, usage } from './load/process.mjs'
import { presence } from './scenarios/presence.mjs'

const option = (name, fallback) => process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback
const quick = process.argv.includes('--quick')
const pick = (full, small) => (quick ? small : full)

/** The same load once before: what compiles itself while it runs has done so then. */
const warm = async (server, load) => {
  await fanout(server, load)
  return fanout(server, load)
}

/** As {@link warm}, but a moment of the machine decides less: the one in the middle of three. */
const steady = async (server, load, rounds) => {
  const seen = []
  for (let round = 0; round <= rounds; round++) seen.push(await fanout(server, load))
  return seen.slice(1).sort((a, b) => a.p99 - b.p99)[Math.floor(rounds / 2)]
}

/** A rate that everybody holds, and at which what compiles itself while it runs has soon done so. */
const WARM = { rooms: 1, editors: 20, rate: pick(300, 30), seconds: pick(8, 1) }
const SCENARIOS = {
  fanout: (server) => steady(server, { rooms: 1, editors: 20, rate: 30, seconds: pick(12, 1) }, pick(3, 1)),
  rooms: (server) => fanout(server, { rooms: pick(200, 10), editors: 5, rate: 10, seconds: pick(8, 1) }),
  cpu: (server) => warm(server, { rooms: 1, editors: 20, rate: pick(600, 30), seconds: pick(8, 1) }),
  saturation: (server) => saturate(server, { editors: 20, seconds: pick(4, 1), rates: pick([200, 400, 630, 1000, 1600, 2100], [50]) }),
  join: (server) => apart('join', server, { joins: pick(500, 5), bytes: pick(5e6, 1e5), ...joinRounds(server) }),
  presence: (server) => presence(server, { people: pick(500, 20), rate: 5, warmUp: pick(4, 0), seconds: pick(8, 1) }),
  idle: (server) => idle(server, { sockets: pick([5_000, Math.min(20_000, maxOpenFiles() - SPARE_FILES)], [100, 200]), perRoom: 5, settleMillis: pick(3_000, 100) }),
  hostile: (server) => apart('hostile', server, { seconds: pick(2, 1), scale: pick(1, 0.02), ...hostileRounds(server) }),
}
/** The peers may freeze for minutes: they get no more than it takes to see that. */
const joinRounds = (server) => (server.name === 'diorama' ? { warmUp: pick(500, 2), rounds: pick(3, 1) } : { warmUp: pick(50, 2), rounds: 1 })
const hostileRounds = (server) => (server.name === 'diorama' ? { warmUp: 1, rounds: pick(4, 1) } : { warmUp: 0.1, rounds: 1 })
/** Of the files that a process may open, for all but the sockets of a scenario. */
const SPARE_FILES = 500
/** A slower disk is of interest where edits wait for it. */
const SLOW_DISK_SCENARIOS = ['fanout', 'rooms', 'cpu', 'saturation']

const runs = (scenario, name) => {
  // It says what a disk costs where the disk is what costs.
  if (name === SYNCED_RELAY) return scenario === 'fanout'
  if (name === SLOW_DISK) return SLOW_DISK_SCENARIOS.includes(scenario)
  // A relay that reads nothing has nothing that could be attacked.
  return scenario !== 'hostile' || name !== 'bare relay'
}

const scenarios = option('only', Object.keys(SCENARIOS).join(',')).split(',')
const servers = option('servers', Object.keys(CONTENDERS).join(',')).split(',')
/** A server that takes longer for a scenario has failed it. */
const LONGEST_MILLIS = 150_000
/** A dozen attacks, each of which may freeze a server; four times on ours. */
const LONGEST_HOSTILE_MILLIS = 600_000
/** From then on only ours is measured, so that all of it ends on a slow machine, too. */
const PEERS_UNTIL_MILLIS = 29 * 60_000
const leftOut = []
const results = []
const began = Date.now()
const disk = await syncTimes(pick(3_000, 50))
for (const scenario of scenarios) {
  for (const name of servers) {
    if (!runs(scenario, name)) continue
    if (name !== 'diorama' && Date.now() - began > PEERS_UNTIL_MILLIS) {
      leftOut.push(`${scenario} of ${name}`)
      continue
    }
    // A fresh server every time, so that none carries what another scenario left.
    let server
    try {
      server = await start(name, scenario === 'hostile' ? HOSTILE_SETTINGS : undefined)
      if (!results.some((each) => each.scenario === 'start' && each.server === name)) {
        results.push({ scenario: 'start', server: name, millis: server.startMillis, rss: usage(server.pid).rss, cpu: usage(server.pid).cpu })
      }
      const running = fanout(server, WARM).then(() => SCENARIOS[scenario](server))
      // What was given up may fail when nobody listens any more.
      running.catch(() => {})
      const late = sleep(scenario === 'hostile' ? LONGEST_HOSTILE_MILLIS : LONGEST_MILLIS).then(() => {
        throw new Error('given up')
      })
      late.catch(() => {})
      results.push({ scenario, server: name, ...(await Promise.race([running, late])) })
    } catch (error) {
      console.error(`${scenario} ${name}: ${error.message}`)
      if (quick) throw error
    } finally {
      await stopApart()
      await server?.stop()
    }
    console.error(`${Math.round((Date.now() - began) / 1000)} s: ${JSON.stringify(results.findLast((each) => each.scenario === scenario && each.server === name) ?? `${scenario} ${name} failed`)}`)
  }
}
const machine = `${os.cpus()[0]?.model ?? 'unknown'}, ${os.cpus().length} cores shared by server and generator, Node ${process.version}, load ${os.loadavg()[0].toFixed(1)}; a sync of the disk alone: p50 ${disk.p50.toFixed(2)} ms, p99 ${disk.p99.toFixed(2)} ms`
const json = option('json', '')
if (json !== '') fs.writeFileSync(json, JSON.stringify({ date: new Date().toISOString(), machine, disk, results }, null, 1))
console.log(`${new Date().toISOString().slice(0, 10)}, ${machine}\n`)
console.log(report(results))
console.log(goals(results))
if (leftOut.length > 0) console.log(`Left out, because time was over: ${leftOut.join(', ')}.`)
// What was given up may still be running.
process.exit(0)
