// The sidecar as a process of its own, and tools that attach to it with the stock provider.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const MAIN = fileURLToPath(new URL('../src/main.mjs', import.meta.url))
export const SECRET = 'a secret of the tests, long enough'

/** Runs the process; resolves when it is ready, or has ended before. */
export const startSidecar = async (serverUrl, env = {}) => {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, PORT: '0', DIORAMA_SERVER_URL: serverUrl, DIORAMA_SIDECAR_SECRET: SECRET, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const events = []
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })))
  const ready = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = JSON.parse(line)
      events.push({ ...event, line })
      if (event.event === 'ready') resolve(event.port)
    })
  })
  const port = await Promise.race([ready, ended.then(() => 0)])
  return {
    child,
    events,
    ended,
    port,
    errors: () => errors,
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}

/** Waits until something is so. */
export const until = async (what, condition) => {
  const end = Date.now() + 20_000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** A Node tool as anybody writes one. */
export const attachTool = (url, room, options = {}) => {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(url.replace(/^http/, 'ws'), encodeURIComponent(room), doc, {
    WebSocketPolyfill: WebSocket,
    disableBc: true,
    ...options,
  })
  const closed = new Promise((resolve) => provider.on('closed', resolve))
  const close = () => {
    provider.destroy()
    provider.awareness.destroy()
  }
  return { doc, provider, awareness: provider.awareness, closed, close }
}

/** A socket that speaks bytes. */
export const openRaw = (url, room, options = {}) => {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/${encodeURIComponent(room)}`, options.protocols ?? [], options)
  const closed = new Promise((resolve) => socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })))
  const opened = new Promise((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  opened.catch(() => {})
  const frames = []
  socket.on('message', (data) => frames.push(data))
  return { socket, opened, closed, frames }
}
