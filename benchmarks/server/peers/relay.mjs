// What the bare relays share: rooms and sockets of the y-websocket protocol, without a document, a log or a check.
import { WebSocketServer } from 'ws'

/** @param {(members: Set<import('ws').WebSocket>, data: Buffer) => void} pass brings what somebody has sent to everybody in the room */
export function relay(port, pass) {
  const rooms = new Map()
  const server = new WebSocketServer({ host: '127.0.0.1', port, perMessageDeflate: false, maxPayload: 1 << 30 })
  server.on('connection', (socket, request) => {
    const members = rooms.get(request.url) ?? new Set()
    rooms.set(request.url, members)
    members.add(socket)
    socket.on('message', (data) => {
      if (data[0] === 0 && data[1] === 0) {
        socket.send(Uint8Array.of(0, 1, 2, 0, 0))
      } else if (!(data[0] === 0 && data[1] === 1)) {
        pass(members, data)
      }
    })
    socket.on('close', () => members.delete(socket))
  })
}
