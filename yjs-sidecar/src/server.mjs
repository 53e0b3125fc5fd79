// The sidecar's door: HTTP for the server and health checks, sockets for tools.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { MAX_FRAME_BYTES } from './frames.mjs'
import { NoJudgementError, Referee } from './referee.mjs'
import { RoomNameError, roomFromPath } from './roomName.mjs'
import { nonceOf, sign } from './signing.mjs'
import { Tool } from './tool.mjs'

const CHECKPOINTS = '/checkpoints/'
const DRAIN_MILLIS = 5_000
const STEP_MILLIS = 20

/** An HTTP answer that is not the one asked for. */
class Refusal extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/** As it was sent: what a URL class would tidy up may be part of a room's name. */
const targetOf = (request) => {
  const [path, query = ''] = (request.url ?? '').split(/\?(.*)/s)
  return { path, query: new URLSearchParams(query) }
}

/** @param {import('node:http').ServerResponse} response */
const answer = (response, status, body) => {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': bytes.length,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(bytes)
}

const roomOf = (path) => {
  try {
    return roomFromPath(path)
  } catch (e) {
    throw e instanceof RoomNameError ? new Refusal(400, e.message) : e
  }
}

/** The sidecar as a whole. */
export class Sidecar {
  #settings
  #log
  #referee
  #http
  #sockets
  /** @type {Map<Tool, string>} with the room of each */
  #tools = new Map()
  #draining = false
  #judged = 0

  /** @param {import('./settings.mjs').Settings} settings @param {import('./logger.mjs').Log} log */
  constructor(settings, log) {
    this.#settings = settings
    this.#log = log
    this.#referee = new Referee(settings, log)
    this.#http = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 60_000 }, (request, response) =>
      this.#serve(request, response),
    )
    this.#http.maxConnections = settings.maxTools + 100
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
      clientTracking: false,
      handleProtocols: (offered) => [...offered][0],
    })
    this.#sockets.on('wsClientError', (_e, socket) => socket.destroy())
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
    this.#http.on('clientError', (_e, socket) => socket.destroy())
  }

  /** Starts to listen. @returns {Promise<number>} the port */
  listen() {
    const { port, host } = this.#settings
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject)
      this.#http.listen(port, host, () => {
        this.#http.off('error', reject)
        this.#http.on('error', (e) => this.#log.error('door failed', { reason: e.message }))
        resolve(/** @type {import('node:net').AddressInfo} */ (this.#http.address()).port)
      })
    })
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async #serve(request, response) {
    response.on('error', () => {}) // the asker is gone
    try {
      const { path, query } = targetOf(request)
      this.#checkOrigin(request)
      if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, 'only GET')
      if (path === '/health') return answer(response, this.#draining ? 503 : 200, this.#health())
      if (path.startsWith(CHECKPOINTS)) {
        const room = roomOf(path.slice(CHECKPOINTS.length))
        return answer(response, 200, await this.#checkpoint(request, response, room, query.get('sequence') ?? ''))
      }
      throw new Refusal(404, 'nothing here')
    } catch (e) {
      const known = e instanceof Refusal || e instanceof NoJudgementError
      if (!known) this.#log.error('request failed', { reason: e.message })
      return answer(response, known ? e.status : 500, { error: known ? e.message : 'internal error' })
    }
  }

  #health() {
    return {
      status: this.#draining ? 'draining' : 'up',
      tools: this.#tools.size,
      documents: this.#referee.documents,
      judged: this.#judged,
    }
  }

  async #checkpoint(request, response, room, text) {
    const { secret } = this.#settings
    if (secret === null) throw new Refusal(403, 'no secret is configured, so nobody can be told apart')
    const sequence = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN
    if (!Number.isSafeInteger(sequence)) throw new Refusal(400, 'sequence must be a positive integer')
    const nonce = nonceOf(secret, room, sequence, request.headers.authorization)
    if (nonce === null) {
      this.#log.warn('unsigned question refused')
      throw new Refusal(401, 'the question is not signed with the shared secret')
    }
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    const began = performance.now()
    const judgement = await this.#referee.judge(room, sequence, gone.signal)
    this.#judged++
    this.#log.info('checkpoint', { room, sequence, refused: judgement.refused, millis: Math.round(performance.now() - began) })
    return sign(secret, { room, sequence, ...judgement, nonce })
  }

  /** A page of some other site must not use whoever looks at it to reach this process. */
  #checkOrigin(request) {
    const { origin } = request.headers
    if (origin !== undefined && !this.#settings.origins.includes(origin)) throw new Refusal(403, 'not for pages of that origin')
  }

  #upgrade(request, socket, head) {
    socket.on('error', () => {})
    try {
      const room = this.#admit(request)
      this.#sockets.handleUpgrade(request, socket, head, (open) => this.#attach(open, request, room))
    } catch (e) {
      const status = e instanceof Refusal ? e.status : 400
      const reason = e instanceof Refusal ? e.message : 'bad request'
      const body = JSON.stringify({ error: reason })
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
    }
  }

  /** The room that a tool may enter, as far as it is ours to say; the relay says the rest. */
  #admit(request) {
    this.#checkOrigin(request)
    const { maxTools, maxToolsPerRoom } = this.#settings
    if (this.#draining) throw new Refusal(503, 'the sidecar stops')
    const room = roomOf(targetOf(request).path.slice(1))
    if (this.#tools.size >= maxTools) throw new Refusal(503, `too many tools: limit=${maxTools}`)
    const here = [...this.#tools.values()].filter((each) => each === room).length
    if (here >= maxToolsPerRoom) throw new Refusal(503, `too many tools in this room: limit=${maxToolsPerRoom}`)
    return room
  }

  #attach(socket, request, room) {
    socket.pause()
    const { serverUrl, connectTimeoutMillis } = this.#settings
    const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim()).filter(Boolean)
    const { authorization } = request.headers
    const tool = new Tool(socket, { serverUrl, room, authorization, protocols, connectTimeoutMillis }, this.#log)
    this.#tools.set(tool, room)
    this.#log.info('tool attached', { room, tools: this.#tools.size })
    socket.on('close', (code) => {
      this.#tools.delete(tool)
      this.#log.info('tool left', { room, code, tools: this.#tools.size })
    })
  }

  /** Takes nobody new, lets edits on their way reach the relay, and sends everybody away with "come back". */
  async drain() {
    this.#draining = true
    this.#http.close()
    const until = performance.now() + DRAIN_MILLIS
    const pause = () => new Promise((resolve) => setTimeout(resolve, STEP_MILLIS))
    const busy = () => [...this.#tools.keys()].some((tool) => tool.bufferedUpstream > 0)
    while (busy() && performance.now() < until) await pause()
    for (const tool of this.#tools.keys()) tool.close(1012, 'the sidecar restarts')
    while (this.#tools.size > 0 && performance.now() < until) await pause()
    await this.#referee.close()
    this.#http.closeAllConnections()
  }
}
