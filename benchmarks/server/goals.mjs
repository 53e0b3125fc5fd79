// What the server is to reach, and whether it did in this run.
import { SYNCED_RELAY } from './contenders.mjs'

const OURS = 'diorama'

const slower = (attack) => attack.p99 / attack.quietP99

/** What it is, the most (or least) that it may be, and how to read it from the results; undefined where it was not measured. */
const GOALS = [
  ['fan-out p99 at 600 updates/s, of y-websocket-server\'s', 'at most', 1.5, (of) => of('fanout').p99 / of('fanout', 'y-websocket-server').p99],
  ['the same, of a bare relay\'s that syncs what it passes on', 'at most', 1.5, (of) => of('fanout').p99 / of('fanout', SYNCED_RELAY).p99],
  ['updates/s into one room of 20, p99 < 250 ms, everything delivered', 'at least', 32_000, (of) => Math.round(of('saturation').held?.updatesPerSecond ?? 0)],
  ['CPU per delivery at 12,000 updates/s, of Hocuspocus\'s', 'at most', 0.8, (of) => of('cpu').cpuPerDelivery / of('cpu', 'hocuspocus').cpuPerDelivery],
  ['CPU of a 5 MB join, ms', 'at most', 5, (of) => of('join').cpuMillisPerJoin],
  ['500 joins: p99 of a bystander, of that before', 'at most', 2, (of) => of('join').bystanderStormP99 / of('join').bystanderQuietP99],
  ['the same, of people\'s whose server is left alone meanwhile', 'at most', 2, (of) => of('join').bystanderStormP99 / of('join').controlStormP99],
  ['during by before of theirs, by the same of those others', 'at most', 2, (of) => of('join').bystanderStormP99 / of('join').bystanderQuietP99 / (of('join').controlStormP99 / of('join').controlQuietP99)],
  ['KiB of memory per idle socket, of the first', 'at most', 20, (of) => of('idle').steps[0].bytesPerSocket / 1024],
  ['KiB of memory per idle socket, of all', 'at most', 20, (of) => of('idle').steps[1].bytesPerSocket / 1024],
  ['presence of 500 people, p95, ms', 'at most', 100, (of) => of('presence').p95],
  ['attacks after which the attacker was not closed', 'at most', 0, (of) => of('hostile').attacks.filter((attack) => Object.keys(attack.codes).length === 0).length],
  ['attacks: worst p99 of a bystander, of that before', 'at most', 2, (of) => Math.max(...of('hostile').attacks.map(slower))],
  ['the same, of people\'s whose server is left alone meanwhile', 'at most', 2, (of) => Math.max(...of('hostile').attacks.map((attack) => attack.p99 / attack.controlP99))],
  ['during by before of theirs, by the same of those others', 'at most', 2, (of) => Math.max(...of('hostile').attacks.map((attack) => slower(attack) / (attack.controlP99 / attack.quietControlP99)))],
]

export function goals(results) {
  const of = (scenario, server = OURS) => {
    const result = results.find((each) => each.scenario === scenario && each.server === server)
    if (result === undefined) throw new Error('not measured')
    return result
  }
  const rows = GOALS.map(([what, sense, wanted, read]) => {
    let value
    try {
      value = read(of)
    } catch {
      return `| ${what} | ${sense} ${wanted.toLocaleString('en')} | not measured | |`
    }
    const reached = sense === 'at most' ? value <= wanted : value >= wanted
    return `| ${what} | ${sense} ${wanted.toLocaleString('en')} | ${Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(2)} | ${reached ? 'yes' : '**no**'} |`
  })
  return ['### Goals\n', '| | wanted | seen | reached |', '| --- | ---: | ---: | --- |', ...rows, ''].join('\n')
}
