// Reads a room's log from the server, a page at a time.

const MAX_PAGE_BYTES = 128 * 1024 * 1024 // the largest entry is 64 MiB, and base64 makes it longer by a third

/** The log cannot be read now; later it may. */
export class LogAwayError extends Error {
  /** @param {string} message @param {boolean} retry whether it may work in a moment */
  constructor(message, retry = false) {
    super(message)
    this.retry = retry
  }
}

/**
 * @typedef {Object} Page
 * @property {string} logId identity of the log
 * @property {number} head sequence of the room's last entry
 * @property {{ sequence: number, bytes: Uint8Array }[]} entries in order, the first being the one asked for
 */

const isCount = (value) => Number.isSafeInteger(value) && value >= 0

/** @returns {Page} */
const checked = (json, room, from) => {
  const fail = (what) => {
    throw new LogAwayError(`the server's answer is not a page of the log: ${what}`)
  }
  if (json === null || typeof json !== 'object') fail('no object')
  if (json.room !== room) fail('another room')
  if (typeof json.log !== 'string' || json.log === '' || json.log.length > 100) fail('log')
  if (!isCount(json.head)) fail('head')
  if (!Array.isArray(json.updates)) fail('updates')
  const entries = json.updates.map((entry, i) => {
    if (entry?.sequence !== from + i || typeof entry.bytes !== 'string') fail(`entry ${from + i}`)
    return { sequence: entry.sequence, bytes: new Uint8Array(Buffer.from(entry.bytes, 'base64')) }
  })
  return { logId: json.log, head: json.head, entries }
}

const readBody = async (response) => {
  const chunks = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > MAX_PAGE_BYTES) throw new LogAwayError(`the server's answer is too large: limit=${MAX_PAGE_BYTES}`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** A log behind a server's address. */
export class LogReader {
  #serverUrl
  #timeoutMillis
  #delaysMillis

  /** @param {{ serverUrl: string, timeoutMillis?: number, delaysMillis?: number[] }} options delays: before each new attempt */
  constructor({ serverUrl, timeoutMillis = 20_000, delaysMillis = [200, 1_000] }) {
    this.#serverUrl = serverUrl
    this.#timeoutMillis = timeoutMillis
    this.#delaysMillis = delaysMillis
  }

  /**
   * The entries from one sequence on, as many as a page holds.
   *
   * @param {string} room
   * @param {number} from
   * @param {number} to last, inclusive
   * @returns {Promise<Page>}
   * @throws {LogAwayError} after several attempts, where another one made sense
   */
  async page(room, from, to) {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#once(room, from, to)
      } catch (e) {
        if (!e.retry || attempt === this.#delaysMillis.length) throw e
        await new Promise((resolve) => setTimeout(resolve, this.#delaysMillis[attempt]))
      }
    }
  }

  async #once(room, from, to) {
    const address = `${this.#serverUrl}/api/scenes/${encodeURIComponent(room)}/updates?from=${from}&to=${to}`
    let text
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(this.#timeoutMillis), redirect: 'error' })
      if (!response.ok) throw new LogAwayError(`the server answers ${response.status}`, response.status >= 500)
      text = await readBody(response)
    } catch (e) {
      throw e instanceof LogAwayError ? e : new LogAwayError(`the server cannot be asked: ${e.cause?.code ?? e.name}`, true)
    }
    let json
    try {
      json = JSON.parse(text)
    } catch {
      throw new LogAwayError('the server does not answer with JSON')
    }
    return checked(json, room, from)
  }
}
