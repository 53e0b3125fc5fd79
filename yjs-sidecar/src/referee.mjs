// Asks the referee's thread, one question after the other; a thread that hangs or dies is replaced.
import { Worker } from 'node:worker_threads'

/** No judgement; `status` is the HTTP status to answer with. */
export class NoJudgementError extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/** @typedef {{ room: string, sequence: number, signal: AbortSignal, resolve: (j: import('./documents.mjs').Judgement) => void, reject: (e: Error) => void }} Question */

/** The referee as the rest of the process sees it. */
export class Referee {
  #settings
  #log
  /** @type {Worker | null} */
  #thread = null
  /** @type {Question[]} */
  #waiting = []
  /** @type {Question | null} */
  #asked = null
  /** @type {NodeJS.Timeout | undefined} */
  #timer
  #closed = false
  documents = 0

  /** @param {{ serverUrl: string, maxDocuments: number, maxDocumentBytes: number, maxHeapMegabytes: number, refereeTimeoutMillis: number, maxQuestions?: number }} settings @param {import('./logger.mjs').Log} log */
  constructor(settings, log) {
    this.#settings = { maxQuestions: 32, ...settings }
    this.#log = log
  }

  /**
   * Judges a room as of an entry.
   *
   * @param {AbortSignal} signal aborted when nobody waits for the answer any more
   * @returns {Promise<import('./documents.mjs').Judgement>}
   * @throws {NoJudgementError}
   */
  judge(room, sequence, signal) {
    if (this.#closed) return Promise.reject(new NoJudgementError(503, 'the sidecar stops'))
    if (this.#waiting.length >= this.#settings.maxQuestions) {
      return Promise.reject(new NoJudgementError(503, 'too many questions wait'))
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ room, sequence, signal, resolve, reject })
      this.#next()
    })
  }

  #next() {
    if (this.#asked !== null) return
    let question = this.#waiting.shift()
    while (question?.signal.aborted) {
      question.reject(new NoJudgementError(499, 'nobody waits for the answer'))
      question = this.#waiting.shift()
    }
    if (question === undefined) return
    this.#asked = question
    this.#timer = setTimeout(() => this.#giveUp(), this.#settings.refereeTimeoutMillis)
    this.#thread ??= this.#start()
    this.#thread.postMessage({ room: question.room, sequence: question.sequence })
  }

  #start() {
    const { serverUrl, maxDocuments, maxDocumentBytes, maxHeapMegabytes } = this.#settings
    const thread = new Worker(new URL('./refereeThread.mjs', import.meta.url), {
      workerData: { serverUrl, maxDocuments, maxDocumentBytes },
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes },
      env: {}, // it needs no secret
    })
    thread.on('message', ({ judgement, failure, documents }) => {
      if (thread !== this.#thread) return
      this.documents = documents
      this.#answer((question) =>
        failure === undefined ? question.resolve(judgement) : question.reject(new NoJudgementError(failure.status, failure.message)),
      )
    })
    thread.on('error', (e) => this.#lost(thread, e.code ?? e.message))
    thread.on('exit', (code) => this.#lost(thread, `exit ${code}`))
    thread.unref()
    return thread
  }

  /** A log too large for the thread's heap, for instance. */
  #lost(thread, reason) {
    if (thread !== this.#thread) return
    this.#log.error('referee thread lost', { reason, room: this.#asked?.room, sequence: this.#asked?.sequence })
    this.#thread = null
    this.documents = 0
    this.#answer((question) => question.reject(new NoJudgementError(503, 'the referee gave up on this room')))
  }

  #giveUp() {
    const thread = this.#thread
    this.#lost(thread, 'timeout')
    thread?.terminate()
  }

  #answer(how) {
    clearTimeout(this.#timer)
    const question = this.#asked
    this.#asked = null
    if (question !== null) how(question)
    this.#next()
  }

  /** Ends the thread; whoever waits is told. */
  async close() {
    this.#closed = true
    const failure = () => new NoJudgementError(503, 'the sidecar stops')
    for (const question of this.#waiting.splice(0)) question.reject(failure())
    const thread = this.#thread
    this.#thread = null
    this.#answer((question) => question.reject(failure()))
    await thread?.terminate()
  }
}
