// The reference server of y-websocket, in memory.
import http from 'node:http'
import { setupWSConnection } from '@y/websocket-server/utils'
import { WebSocketServer } from 'ws'

const server = http.createServer()
const sockets = new WebSocketServer({ server, perMessageDeflate: false, maxPayload: 1 << 30 })
sockets.on('connection', (socket, request) => setupWSConnection(socket, request))
server.listen(Number(process.argv[2]), '127.0.0.1')
