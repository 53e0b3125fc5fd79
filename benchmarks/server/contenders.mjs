// Starts and stops the servers that are compared, each as a process of its own.
import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { java } from './java.mjs'
import { sleep } from './load/process.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const jar = path.resolve(here, '../../collab-server/target/collab-server.jar')
const node = (file) => (port, folder) => [process.execPath, [path.join(here, 'peers', file), String(port), path.join(folder, 'log')]]

/** The generator is one address with everybody behind it. */
const TRUSTING = [
  '--diorama.relay.messages-per-second=1000000',
  '--diorama.relay.message-burst=1000000',
  '--diorama.limits.bytes-per-second=10GB',
  '--diorama.limits.byte-burst=10GB',
  '--diorama.limits.connects-per-second=100000',
  '--diorama.limits.connect-burst=100000',
]

const ours = (port, folder, settings) => [
  java(),
  ['--enable-native-access=ALL-UNNAMED', '-jar', jar, `--server.port=${port}`, `--diorama.data-dir=${folder}`, ...settings],
]

/** Ours on a disk on which a sync takes 5 ms longer. */
export const SLOW_DISK = 'diorama (sync + 5 ms)'

/** What durability costs at least: a relay that syncs every update, and knows nothing of documents. */
export const SYNCED_RELAY = 'bare relay that syncs'

/** Name, how it is framed, and the command. Ours alone has a log, which it syncs to disk before it answers. */
export const CONTENDERS = {
  diorama: { framing: 'y-websocket', path: '/collab', command: ours },
  [SLOW_DISK]: { framing: 'y-websocket', path: '/collab', command: ours, slowDisk: true },
  'y-websocket-server': { framing: 'y-websocket', path: '', command: node('yWebsocketServer.mjs') },
  hocuspocus: { framing: 'hocuspocus', path: '', command: node('hocuspocus.mjs') },
  'bare relay': { framing: 'y-websocket', path: '', command: node('bareRelay.mjs') },
  [SYNCED_RELAY]: { framing: 'y-websocket', path: '', command: node('syncedRelay.mjs') },
}

/**
 * A server that answers; `stop` ends it and removes what it stored.
 *
 * @param {string[]} settings of ours
 */
export async function start(name, settings = TRUSTING) {
  const { framing, path: suffix, command, slowDisk } = CONTENDERS[name]
  const port = await freePort()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'diorama-benchmark-'))
  const [file, args] = command(port, folder, settings)
  const log = fs.openSync(path.join(folder, 'output.log'), 'w')
  const env = slowDisk ? { ...process.env, LD_PRELOAD: slowSync(folder), SYNC_MICROS: '5000' } : process.env
  const began = performance.now()
  const child = spawn(file, args, { stdio: ['ignore', log, log], env })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await answers(port, child, path.join(folder, 'output.log'))
  return {
    name,
    pid: child.pid,
    startMillis: performance.now() - began,
    target: { url: `ws://127.0.0.1:${port}${suffix}`, framing },
    async stop() {
      child.kill('SIGKILL')
      await ended
      fs.closeSync(log)
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A library that makes every sync of a file take longer. */
function slowSync(folder) {
  const library = path.join(folder, 'slow-sync.so')
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, path.join(here, 'load/slow-sync.c'), '-ldl'])
  return library
}

async function answers(port, child, log) {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${fs.readFileSync(log, 'utf8')}`)
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('close', () => socket.destroy())
      setTimeout(() => socket.end(), 100)
    })
    if (open) return
    await sleep(100)
  }
  throw new Error('the server did not answer within a minute')
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
