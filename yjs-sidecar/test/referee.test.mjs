// The referee of a sidecar process: questions, signatures, and logs that are not what they were.
import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import * as Y from 'yjs'
import { hashesOf } from '../src/hashes.mjs'
import { answerText, authorization } from '../src/signing.mjs'
import { stateHash } from '../src/stateHash.mjs'
import { startRelay } from '../testing/relay.mjs'
import { SECRET, startSidecar } from '../testing/sidecar.mjs'

const NONCE = '0123456789abcdef0123456789abcdef'
let relay
let sidecar

before(async () => {
  relay = await startRelay()
  sidecar = await startSidecar(relay.url, { MAX_DOCUMENTS: '2', REFEREE_TIMEOUT_MILLIS: '5000' })
})

after(async () => {
  await sidecar.stop()
  await relay.stop()
})

const ask = async (room, sequence, { secret = SECRET, headers = {}, url = sidecar.url } = {}) => {
  const response = await fetch(`${url}/checkpoints/${encodeURIComponent(room)}?sequence=${sequence}`, {
    headers: { Authorization: authorization(secret, room, sequence, NONCE), ...headers },
  })
  return { status: response.status, body: await response.json() }
}

/** Makes a room of n entries and returns the hashes after each. */
const fill = (name, n) => {
  const doc = new Y.Doc()
  const expected = [{ snapshotHash: '', stateHash: '' }]
  doc.on('update', (update) => relay.room(name).append(update, null))
  for (let i = 0; i < n; i++) {
    doc.transact(() => {
      doc.getMap('nodes').set(`k${i % 4}`, i)
      doc.getText('t').insert(0, `word ${i} `)
      if (i % 3 === 2) doc.getText('t').delete(1, 4)
    })
    expected.push(hashesOf(doc))
  }
  return expected
}

test('[Y1] [Y2] it answers with the hashes of real Yjs, signed, for any sequence, forwards and back', async () => {
  const expected = fill('r/å 😀', 12)
  for (const sequence of [1, 5, 5, 12, 3, 12]) {
    const { status, body } = await ask('r/å 😀', sequence)
    assert.equal(status, 200)
    const { hmac, ...answer } = body
    assert.deepEqual(answer, { room: 'r/å 😀', sequence, logId: 'log-1', ...expected[sequence], refused: 0, nonce: NONCE })
    assert.equal(hmac, createHmac('sha256', SECRET).update(answerText(answer)).digest('hex'))
  }
})

test('[Y2] the canonical strings are these', () => {
  const answer = { room: 'r', sequence: 7, logId: 'l', snapshotHash: 'a', stateHash: 'b', refused: 0, nonce: 'n' }
  assert.equal(answerText(answer), 'diorama-checkpoint-answer-1\nr\n7\nl\na\nb\n0\nn')
  const mac = createHmac('sha256', 's').update(`diorama-checkpoint-request-1\nr\n7\n${NONCE}`).digest('hex')
  assert.equal(authorization('s', 'r', 7, NONCE), `Diorama ${NONCE}:${mac}`)
})

test('[Y3] the snapshot hash does not depend on the order in which updates came', () => {
  const clients = [5, 900, 17, 2].map((id) => {
    const doc = new Y.Doc()
    doc.clientID = id
    return doc
  })
  const updates = []
  for (const doc of clients) {
    doc.on('update', (update) => updates.push(update))
    for (let i = 0; i < 5; i++) doc.getArray('a').insert(0, [i])
    doc.getArray('a').delete(1, 2)
  }
  const hashes = [updates, [...updates].reverse(), updates.filter((_, i) => i % 2).concat(updates.filter((_, i) => !(i % 2)))].map((order) => {
    const doc = new Y.Doc()
    for (const update of order) Y.applyUpdate(doc, update)
    const encoded = Y.encodeSnapshot(Y.snapshot(doc))
    assert.equal(hashesOf(doc).snapshotHash, createHash('sha256').update(encoded).digest('hex'))
    return hashesOf(doc)
  })
  assert.deepEqual(hashes[1], hashes[0])
  assert.deepEqual(hashes[2], hashes[0])
})

test('[Y1] only what is new is read', async () => {
  fill('cursor', 10)
  await ask('cursor', 4)
  relay.requests.length = 0
  await ask('cursor', 10)
  assert.ok(relay.requests.every((request) => request.from >= 4), JSON.stringify(relay.requests))
  relay.requests.length = 0
  await ask('cursor', 10)
  assert.deepEqual(relay.requests, [{ name: 'cursor', from: 10, to: 10 }])
})

test('[Y4] another log, one that shrank and one whose entries are others are noticed, and read anew', async () => {
  fill('other', 6)
  await ask('other', 6)
  const here = relay.room('other')
  relay.logId = 'log-2'
  assert.equal((await ask('other', 6)).body.logId, 'log-2')
  here.log.length = 4
  assert.equal((await ask('other', 4)).body.sequence, 4)
  assert.equal((await ask('other', 6)).status, 409)
  here.log.length = 0
  const expected = fill('other', 6)
  assert.equal((await ask('other', 6)).body.stateHash, expected[6].stateHash)
})

test('[Y5] it keeps few documents and is right all the same', async () => {
  const expected = ['a', 'b', 'c', 'd'].map((name) => [name, fill(`many ${name}`, 4)])
  for (const sequence of [2, 4]) {
    for (const [name, hashes] of expected) assert.equal((await ask(`many ${name}`, sequence)).body.stateHash, hashes[sequence].stateHash)
  }
  const health = await (await fetch(`${sidecar.url}/health`)).json()
  assert.equal(health.documents, 2)
})

test('[Y6] a question that is not signed with the secret for just this is refused', async () => {
  fill('secret', 1)
  const good = authorization(SECRET, 'secret', 1, NONCE)
  for (const header of ['', 'Bearer x', authorization('another secret altogether', 'secret', 1, NONCE), authorization(SECRET, 'secret', 2, NONCE), authorization(SECRET, 'other', 1, NONCE), good.slice(0, -1), `${good}0`]) {
    assert.equal((await ask('secret', 1, { headers: { Authorization: header } })).status, 401, header)
  }
  assert.equal((await ask('secret', 1)).status, 200)
  assert.ok(sidecar.events.every((event) => !event.line.includes(SECRET)))
})

test('[Y6] without a secret it starts on loopback only, and judges nothing', async () => {
  const open = await startSidecar(relay.url, { DIORAMA_SIDECAR_SECRET: '' })
  assert.equal((await ask('secret', 1, { url: open.url })).status, 403)
  await open.stop()
  const exposed = await startSidecar(relay.url, { DIORAMA_SIDECAR_SECRET: '', HOST: '0.0.0.0' })
  assert.equal((await exposed.ended).code, 1)
  assert.match(exposed.events.at(-1).reason, /DIORAMA_SIDECAR_SECRET is not set/)
})

test('[Y7] what makes no sense is 400, a sequence beyond the head 409, a server that is away 502', async () => {
  assert.equal((await ask('beyond', 3)).status, 409)
  for (const sequence of ['0', '-1', '1.5', 'x', '9'.repeat(20), '']) assert.equal((await ask('beyond', sequence)).status, 400)
  const lonely = await startSidecar('http://127.0.0.1:9')
  assert.equal((await ask('room', 1, { url: lonely.url })).status, 502)
  await lonely.stop()
  assert.equal((await fetch(`${sidecar.url}/nothing`)).status, 404)
  assert.equal((await fetch(`${sidecar.url}/health`, { method: 'POST' })).status, 405)
})

test('[Y7] answers of the server that are no log are not believed', async () => {
  const bodies = ['', '[]', '{}', 'null', JSON.stringify({ room: 'x', log: 'l', head: 9, updates: [] }), JSON.stringify({ room: 'odd', log: 'l', head: 2, updates: [{ sequence: 2, bytes: '' }] })]
  for (const body of bodies) {
    relay.answer = (_request, response) => response.end(body)
    assert.equal((await ask('odd', 1)).status, 502, body)
  }
  relay.answer = undefined
})

test('[Y7] an entry that Yjs does not take is named', async () => {
  fill('damaged', 2)
  relay.room('damaged').log.push({ bytes: new Uint8Array([1, 2, 3]) })
  const { body } = await ask('damaged', 3)
  assert.equal(body.refused, 3)
  assert.equal(body.stateHash, '0'.repeat(64))
})

test('[Y7] a server that hangs costs this question, and no other', async () => {
  const expected = fill('slow', 2)
  relay.answer = () => {}
  assert.equal((await ask('slow', 2)).status, 503)
  relay.answer = undefined
  assert.equal((await ask('slow', 2)).body.stateHash, expected[2].stateHash)
})

test('[Y2] the state hash is that of rules S80 to S89', () => {
  const doc = new Y.Doc()
  doc.getMap('m').set('k', 1)
  assert.equal(hashesOf(doc).stateHash, stateHash(doc))
})
