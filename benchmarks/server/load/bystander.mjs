// Two people in a room of their own, one of whom edits two hundred times a second: how soon the other sees it.
// A process of its own, so that what keeps the generator busy is not taken for the server's delay. Beside it goes a control: as two people
// at a bare relay that nobody else uses, so that what the machine itself does to a server that is left alone is known, too.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { start } from '../contenders.mjs'
import { Client } from './Client.mjs'
import { Histogram } from './Histogram.mjs'
import { now, sleep } from './process.mjs'
import { dragUpdates } from './updates.mjs'

const EDITS = 200_000
const EVERY_MILLIS = 5
const DRAIN_MILLIS = 500

const started = new Set()

/** Ends those of scenarios that were given up. */
export function stopBystanders() {
  for (const end of started) end()
  started.clear()
}

/** Starts two pairs, one beside a server, one as control; `latencies` tells those since it was last asked, in milliseconds, `all` of them, too. */
export async function startBystander(server) {
  const relay = await start('bare relay')
  const end = () => relay.stop()
  started.add(end)
  const [pair, control] = await Promise.all([startPair(server), startPair(relay)])
  return {
    async latencies() {
      const [told, untouched] = await Promise.all([pair.latencies(), control.latencies()])
      return { ...told, controlP99: untouched.p99, controlAll: untouched.all }
    },
    async stop() {
      started.delete(end)
      await Promise.all([pair.stop(), control.stop()])
      await relay.stop()
    },
  }
}

/** Of what was told in several times together, in milliseconds; of a time that was given up, all was. */
export function p99(latencies) {
  if (latencies.includes(Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY
  return latencies.sort((a, b) => a - b)[Math.ceil(latencies.length * 0.99) - 1] ?? Number.NaN
}

async function startPair(server) {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(server.target)], { stdio: 'inherit' })
  const end = () => {
    child.removeAllListeners('exit')
    child.kill('SIGKILL')
  }
  started.add(end)
  let fail = () => {}
  child.once('exit', (code) => fail(new Error(`the bystander ended with ${code}`)))
  const answer = () => new Promise((resolve, reject) => {
    fail = reject
    child.once('message', resolve)
  })
  await answer()
  return {
    latencies() {
      const told = answer()
      child.send('latencies')
      return told
    },
    async stop() {
      started.delete(end)
      child.removeAllListeners('exit')
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await ended
    },
  }
}

async function run(target) {
  const latency = new Histogram()
  const lag = new Histogram()
  const updates = dragUpdates(1000, EDITS)
  const sentAt = new Float64Array(EDITS)
  const room = `bystander-${process.pid}`
  let seen = 0
  let all = []
  const editor = new Client(target, room)
  const watcher = new Client(target, room, {
    onUpdate: (client, clock, length) => {
      for (let c = clock; client === 1000 && c < clock + length; c++) {
        seen++
        const took = now() - sentAt[c]
        latency.add(took)
        all.push(took / 1000)
      }
    },
  })
  await Promise.all([editor.ready, watcher.ready])
  let sent = 0
  let due = now() + EVERY_MILLIS * 1_000
  setInterval(() => {
    // How late this process itself is: what the machine adds, whoever serves.
    lag.add(Math.max(0, now() - due))
    due = now() + EVERY_MILLIS * 1_000
    if (sent < EDITS) {
      sentAt[sent] = now()
      editor.send(editor.updateFrame(updates[sent++]))
    }
  }, EVERY_MILLIS)
  // Nobody is left to tell.
  process.on('disconnect', () => process.exit())
  process.on('message', async () => {
    const until = sent
    for (let waited = 0; seen < until && waited < 15_000; waited += 20) await sleep(20)
    if (seen < until) await sleep(DRAIN_MILLIS)
    process.send({ p50: latency.quantile(0.5), p99: latency.quantile(0.99), max: latency.max / 1000, lost: Math.max(0, until - seen), lagP99: lag.quantile(0.99), all })
    all = []
    latency.clear()
    lag.clear()
  })
  process.send('ready')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(JSON.parse(process.argv[2]))
