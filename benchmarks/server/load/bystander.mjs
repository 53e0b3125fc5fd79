// Two people in a room of their own, one of whom edits fifty times a second: how soon the other sees it.
// A process of its own, so that what keeps the generator busy is not taken for the server's delay.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Client } from './Client.mjs'
import { Histogram } from './Histogram.mjs'
import { now, sleep } from './process.mjs'
import { dragUpdates } from './updates.mjs'

const EDITS = 20_000
const EVERY_MILLIS = 20
const DRAIN_MILLIS = 500

const started = new Set()

/** Ends those of scenarios that were given up. */
export function stopBystanders() {
  for (const child of started) {
    child.removeAllListeners('exit')
    child.kill('SIGKILL')
  }
  started.clear()
}

/** Starts one beside a server; `latencies` tells those since it was last asked, in milliseconds. */
export async function startBystander(server) {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(server.target)], { stdio: 'inherit' })
  started.add(child)
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
      started.delete(child)
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
  const editor = new Client(target, room)
  const watcher = new Client(target, room, {
    onUpdate: (client, clock, length) => {
      for (let c = clock; client === 1000 && c < clock + length; c++) {
        seen++
        latency.add(now() - sentAt[c])
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
    process.send({ p50: latency.quantile(0.5), p99: latency.quantile(0.99), max: latency.max / 1000, lost: Math.max(0, until - seen), lagP99: lag.quantile(0.99) })
    latency.clear()
    lag.clear()
  })
  process.send('ready')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(JSON.parse(process.argv[2]))
