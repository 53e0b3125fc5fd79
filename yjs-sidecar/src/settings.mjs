// What the environment says about this process, checked: a setting that cannot work stops the start with what to do.
import { readFileSync } from 'node:fs'

/** A setting that cannot work; the message says what to do. */
export class SettingsError extends Error {}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/
const MEBI = 1024 * 1024

/**
 * @typedef {Object} Settings
 * @property {string} serverUrl http(s) address of the Diorama server, without a slash at its end
 * @property {string | null} secret shared with the server; null only on loopback
 * @property {string} host
 * @property {number} port 0 for any free one
 * @property {string[]} origins pages that may open a socket
 * @property {number} maxDocuments documents the referee keeps
 * @property {number} maxDocumentBytes bytes of log those documents were made of, together
 * @property {number} maxHeapMegabytes heap of the referee's thread
 * @property {number} refereeTimeoutMillis for one checkpoint
 * @property {number} maxTools attached at a time
 * @property {number} maxToolsPerRoom
 * @property {number} connectTimeoutMillis until a tool's own connection to the server must have synchronised
 */

const positive = (env, name, otherwise) => {
  const text = env[name] ?? ''
  if (text === '') return otherwise
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new SettingsError(`${name} must be a positive integer: ${name}=${text}`)
  return value
}

const portOf = (env) => {
  const text = env.PORT ?? ''
  const value = text === '' ? 8090 : Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65535) throw new SettingsError(`PORT must be 0 to 65535: PORT=${text}`)
  return value
}

const serverUrlOf = (env) => {
  const text = env.DIORAMA_SERVER_URL || 'http://127.0.0.1:8080'
  let url
  try {
    url = new URL(text)
  } catch {
    url = null
  }
  const plain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === ''
  if (!plain) throw new SettingsError('DIORAMA_SERVER_URL must be the address of a Diorama server, as http://server:8080')
  return text.replace(/\/+$/, '')
}

/** The secret itself, or the file that holds it, as container platforms hand secrets out. */
const secretOf = (env) => {
  const file = env.DIORAMA_SIDECAR_SECRET_FILE || null
  if (file === null) return env.DIORAMA_SIDECAR_SECRET || null
  if (env.DIORAMA_SIDECAR_SECRET) throw new SettingsError('DIORAMA_SIDECAR_SECRET and DIORAMA_SIDECAR_SECRET_FILE are both set: leave one out')
  try {
    return readFileSync(file, 'utf8').trim() || null
  } catch (error) {
    throw new SettingsError(`DIORAMA_SIDECAR_SECRET_FILE cannot be read: ${error.message}`)
  }
}

/** Reads the settings. @param {NodeJS.ProcessEnv} env @returns {Settings} */
export const readSettings = (env) => {
  const host = env.HOST || '127.0.0.1'
  const secret = secretOf(env)
  if (secret === null && !LOOPBACK.test(host)) {
    throw new SettingsError(
      `DIORAMA_SIDECAR_SECRET is not set, and HOST=${host} lets other machines connect. ` +
        'Set it to what the server has as diorama.sidecar.secret, or leave HOST out.',
    )
  }
  if (secret !== null && Buffer.byteLength(secret) < 16) {
    throw new SettingsError('DIORAMA_SIDECAR_SECRET is too short: it must have at least 16 bytes (openssl rand -hex 32)')
  }
  return {
    serverUrl: serverUrlOf(env),
    secret,
    host,
    port: portOf(env),
    origins: (env.ALLOWED_ORIGINS ?? '').split(',').map((each) => each.trim()).filter((each) => each !== ''),
    maxDocuments: positive(env, 'MAX_DOCUMENTS', 16),
    maxDocumentBytes: positive(env, 'MAX_DOCUMENT_MEGABYTES', 256) * MEBI,
    maxHeapMegabytes: positive(env, 'MAX_HEAP_MEGABYTES', 1024),
    refereeTimeoutMillis: positive(env, 'REFEREE_TIMEOUT_MILLIS', 120_000),
    maxTools: positive(env, 'MAX_TOOLS', 64),
    maxToolsPerRoom: positive(env, 'MAX_TOOLS_PER_ROOM', 16),
    connectTimeoutMillis: positive(env, 'CONNECT_TIMEOUT_MILLIS', 20_000),
  }
}
