// Starts the sidecar from its environment, and stops it in order.
import { createLog, redirectConsole } from './logger.mjs'
import { Sidecar } from './server.mjs'
import { readSettings } from './settings.mjs'

const log = createLog()
redirectConsole(log)
process.setMaxListeners(0) // every provider listens to the end of the process

const start = async () => {
  const settings = readSettings(process.env)
  const sidecar = new Sidecar(settings, log)
  const port = await sidecar.listen()
  log.info('ready', { host: settings.host, port, server: settings.serverUrl, referee: settings.secret !== null })
  let stopping = false
  const stop = async (signal) => {
    if (stopping) return
    stopping = true
    log.info('stopping', { signal })
    await sidecar.drain()
    log.info('stopped')
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

// Each socket and each question has its own boundary; this is for what nobody thought of. Others must not suffer for it.
process.on('uncaughtException', (e) => log.error('unexpected', { reason: e.message, stack: e.stack }))
process.on('unhandledRejection', (e) => log.error('unexpected', { reason: String(e) }))

try {
  await start()
} catch (e) {
  log.error('cannot start', { reason: e.message })
  process.exitCode = 1
}
