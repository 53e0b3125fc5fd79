// The yardstick of durability: a bare relay that writes every update to a file and syncs that before it passes the update on, and does no more.
import fs from 'node:fs'
import { WebSocketServer } from 'ws'

/** Written over and over, so that a sync never has to store a new length as well. */
const FILE_BYTES = 16 << 20
const [, , port, path] = process.argv
const file = fs.openSync(path, 'w')
fs.writeSync(file, Buffer.alloc(FILE_BYTES))
fs.fsyncSync(file)

const rooms = new Map()
let waiting = []
let syncing = false
let position = 0

/** Writes and syncs whatever waits, passes that on, and goes on with what came meanwhile. */
function sync() {
  const group = waiting
  waiting = []
  syncing = true
  for (const { data } of group) {
    position = position + data.length > FILE_BYTES ? 0 : position
    position += fs.writeSync(file, data, 0, data.length, position)
  }
  fs.fdatasync(file, (error) => {
    if (error) throw error
    for (const { members, data } of group) for (const member of members) member.send(data)
    syncing = false
    if (waiting.length > 0) sync()
  })
}

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(port), perMessageDeflate: false, maxPayload: 1 << 30 })
server.on('connection', (socket, request) => {
  const members = rooms.get(request.url) ?? new Set()
  rooms.set(request.url, members)
  members.add(socket)
  socket.on('message', (data) => {
    if (data[0] === 0 && data[1] === 0) {
      socket.send(Uint8Array.of(0, 1, 2, 0, 0))
    } else if (!(data[0] === 0 && data[1] === 1)) {
      waiting.push({ members, data })
      if (!syncing) sync()
    }
  })
  socket.on('close', () => members.delete(socket))
})
