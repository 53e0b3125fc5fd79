// A small stand-in for the server, for tests of this module alone: a relay of real Yjs documents with a log. collab-server's tests use the real one.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import * as decoding from 'lib0/decoding'
import { Awareness, applyAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { awarenessFrame, MAX_UPDATE_BYTES, readFrame, step1Frame, step2Frame, updateFrame } from '../src/frames.mjs'

class Room {
  doc = new Y.Doc()
  awareness = new Awareness(this.doc)
  log = []
  sockets = new Set()

  constructor() {
    this.awareness.setLocalState(null)
    this.awareness.on('update', ({ added, updated, removed }, from) => {
      const clients = [...added, ...updated, ...removed]
      if (from !== null) for (const client of [...added, ...updated]) from.clients.add(client)
      for (const each of this.sockets) if (each !== from) each.send(awarenessFrame(this.awareness, clients))
    })
  }

  append(update, from) {
    this.log.push({ bytes: update, author: from?.author ?? 'nobody' })
    Y.applyUpdate(this.doc, update)
    for (const each of this.sockets) each.send(updateFrame(update))
  }
}

/** Starts a relay; `refuse` answers a request's upgrade with a status instead. */
export const startRelay = async ({ port = 0, refuse = () => 0 } = {}) => {
  const rooms = new Map()
  const room = (name) => rooms.get(name) ?? rooms.set(name, new Room()).get(name)
  const relay = { logId: 'log-1', requests: [], attached: [], largestUpdate: 0 }
  const http = createServer((request, response) => {
    const url = new URL(request.url, 'http://relay')
    const name = decodeURIComponent(url.pathname.split('/')[3] ?? '')
    const from = Number(url.searchParams.get('from'))
    const to = Number(url.searchParams.get('to'))
    relay.requests.push({ name, from, to })
    if (relay.answer) return relay.answer(request, response)
    const { log } = room(name)
    const updates = []
    for (let sequence = from; sequence <= Math.min(to, log.length) && updates.length < 3; sequence++) {
      updates.push({ sequence, bytes: Buffer.from(log[sequence - 1].bytes).toString('base64') })
    }
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify({ room: name, log: relay.logId, head: log.length, updates }))
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1 << 30, handleProtocols: (offered) => [...offered][0] })
  const open = new Set()
  http.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  http.on('upgrade', (request, socket, head) => {
    const status = refuse(request)
    if (status !== 0) return socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`)
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const here = room(decodeURIComponent(request.url.slice('/collab/'.length)))
      ws.clients = new Set()
      ws.author = request.headers.authorization ?? request.headers['sec-websocket-protocol'] ?? 'anyone'
      relay.attached.push(ws.author)
      here.sockets.add(ws)
      ws.on('error', () => {})
      ws.on('close', () => {
        here.sockets.delete(ws)
        removeAwarenessStates(here.awareness, [...ws.clients], null)
      })
      ws.send(step1Frame(here.doc))
      if (here.awareness.states.size > 0) ws.send(awarenessFrame(here.awareness, [...here.awareness.states.keys()]))
      ws.on('message', (data) => {
        const message = readFrame(data)
        if (message.type === 'step1') ws.send(step2Frame(here.doc, message.stateVector))
        if (message.type === 'awareness') applyAwarenessUpdate(here.awareness, message.update, ws)
        if (message.type === 'update' && data.length > MAX_UPDATE_BYTES + 16) ws.close(4413, 'too large')
        else if ((message.type === 'update' || message.type === 'step2') && message.update.length > 2) {
          relay.largestUpdate = Math.max(relay.largestUpdate, message.update.length)
          here.append(message.update, ws)
        }
      })
    })
  })
  await new Promise((resolve) => http.listen(port, '127.0.0.1', resolve))
  relay.port = http.address().port
  relay.url = `http://127.0.0.1:${relay.port}`
  relay.room = room
  relay.dropSockets = () => {
    for (const each of sockets.clients) each.terminate()
  }
  relay.stop = () =>
    new Promise((resolve) => {
      for (const each of rooms.values()) each.awareness.destroy()
      http.close(resolve)
      for (const each of open) each.destroy()
    })
  return relay
}

/** The type of a frame and of its sync message, without believing the rest. */
export const kindOf = (frame) => {
  const decoder = decoding.createDecoder(new Uint8Array(frame))
  const type = decoding.readVarUint(decoder)
  return type === 0 ? `sync${decoding.readVarUint(decoder)}` : `type${type}`
}
