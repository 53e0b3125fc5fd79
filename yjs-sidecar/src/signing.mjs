// What proves that a question comes from the server and an answer from its sidecar: HMAC-SHA-256 over canonical strings.
import { createHmac, timingSafeEqual } from 'node:crypto'

const NONCE = /^[0-9a-f]{32,64}$/
const AUTHORIZATION = /^Diorama ([0-9a-f]{32,64}):([0-9a-f]{64})$/

const hmac = (secret, text) => createHmac('sha256', secret).update(text, 'utf8').digest('hex')

/** Compares in a time that does not depend on where the texts differ. */
const same = (a, b) => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

/** Room names hold no control characters, so a line feed separates without doubt. */
const lines = (...parts) => parts.join('\n')

/** What a question is signed over. */
export const requestText = (room, sequence, nonce) => lines('diorama-checkpoint-request-1', room, sequence, nonce)

/** What an answer is signed over. */
export const answerText = (answer) =>
  lines(
    'diorama-checkpoint-answer-1',
    answer.room,
    answer.sequence,
    answer.logId,
    answer.snapshotHash,
    answer.stateHash,
    answer.refused,
    answer.nonce,
  )

/** The Authorization header of a question. */
export const authorization = (secret, room, sequence, nonce) =>
  `Diorama ${nonce}:${hmac(secret, requestText(room, sequence, nonce))}`

/** The nonce of a question that the server signed, null of any other. @param {string | undefined} header */
export const nonceOf = (secret, room, sequence, header) => {
  const [, nonce, mac] = AUTHORIZATION.exec(header ?? '') ?? []
  if (nonce === undefined || !NONCE.test(nonce)) return null
  return same(mac, hmac(secret, requestText(room, sequence, nonce))) ? nonce : null
}

/** An answer with its signature. */
export const sign = (secret, answer) => ({ ...answer, hmac: hmac(secret, answerText(answer)) })
