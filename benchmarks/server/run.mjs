// Runs every scenario against every server in turn, with one generator, and prints tables with the ratios to ours.
// Options: --quick (that it runs, not how fast), --only=fanout,rooms,saturation,idle,join,presence, --servers=diorama,..., --json=file
import fs from 'node:fs'
import os from 'node:os'
import { CONTENDERS, start } from './contenders.mjs'
import { report } from './report.mjs'
import { fanout, saturate } from './scenarios/fanout.mjs'
import { idle } from './scenarios/idle.mjs'
import { join } from './scenarios/join.mjs'
import { presence } from './scenarios/presence.mjs'

const option = (name, fallback) => process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback
const quick = process.argv.includes('--quick')
const pick = (full, small) => (quick ? small : full)

const WARM = { rooms: 1, editors: 20, rate: 30, seconds: pick(10, 1) }
const SCENARIOS = {
  fanout: (server) => fanout(server, { rooms: 1, editors: 20, rate: 30, seconds: pick(15, 1) }),
  rooms: (server) => fanout(server, { rooms: pick(200, 10), editors: 5, rate: 10, seconds: pick(10, 1) }),
  cpu: (server) => fanout(server, { rooms: 1, editors: 20, rate: pick(600, 30), seconds: pick(8, 1) }),
  saturation: (server) => saturate(server, { editors: 20, seconds: pick(5, 1), rates: pick([200, 400, 630, 1000, 1600, 2000, 2600], [50]) }),
  join: (server) => join(server, { joins: pick(500, 5), bytes: pick(5e6, 1e5) }),
  presence: (server) => presence(server, { people: pick(500, 20), rate: 5, seconds: pick(8, 1) }),
  idle: (server) => idle(server, { sockets: pick(5_000, 100), perRoom: 5, settleMillis: pick(5_000, 100) }),
  idle20000: (server) => idle(server, { sockets: pick(20_000, 200), perRoom: 5, settleMillis: pick(5_000, 100) }),
}

const scenarios = option('only', Object.keys(SCENARIOS).join(',')).split(',')
const servers = option('servers', Object.keys(CONTENDERS).join(',')).split(',')
const results = []
for (const scenario of scenarios) {
  for (const name of servers) {
    // A fresh server every time, so that none carries what another scenario left.
    const server = await start(name)
    try {
      await fanout(server, WARM)
      results.push({ scenario, server: name, ...(await SCENARIOS[scenario](server)) })
    } catch (error) {
      console.error(`${scenario} ${name}: ${error.message}`)
      if (quick) throw error
    } finally {
      await server.stop()
    }
    console.error(`${new Date().toISOString().slice(11, 19)} ${scenario} ${name}`)
  }
}
const machine = `${os.cpus()[0]?.model ?? 'unknown'}, ${os.cpus().length} cores shared by server and generator, Node ${process.version}, load ${os.loadavg()[0].toFixed(1)}`
const json = option('json', '')
if (json !== '') fs.writeFileSync(json, JSON.stringify({ date: new Date().toISOString(), machine, results }, null, 1))
console.log(`${new Date().toISOString().slice(0, 10)}, ${machine}\n`)
console.log(report(results))
