// Hocuspocus in memory: without the extension that stores, so at its fastest.
import { Server } from '@hocuspocus/server'

const server = new Server({ address: '127.0.0.1', port: Number(process.argv[2]), quiet: true, stopOnSignals: true })
await server.listen()
