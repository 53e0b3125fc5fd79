// The yardstick: a relay that knows nothing, without a document, a log or a check.
import { WebSocketServer } from 'ws'

const rooms = new Map()
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), perMessageDeflate: false, maxPayload: 1 << 30 })
server.on('connection', (socket, request) => {
  const members = rooms.get(request.url) ?? new Set()
  rooms.set(request.url, members)
  members.add(socket)
  socket.on('message', (data) => {
    if (data[0] === 0 && data[1] === 0) {
      socket.send(Uint8Array.of(0, 1, 2, 0, 0))
    } else if (!(data[0] === 0 && data[1] === 1)) {
      for (const member of members) member.send(data)
    }
  })
  socket.on('close', () => members.delete(socket))
})
