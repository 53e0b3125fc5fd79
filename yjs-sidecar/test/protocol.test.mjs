// Frames as y-websocket sends them, made by the real y-protocols: the bytes that scene-model's protocol tests expect.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as encoding from 'lib0/encoding'
import * as authProtocol from 'y-protocols/auth'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'

const frame = (type, write) => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return Buffer.from(encoding.toUint8Array(encoder)).toString('hex')
}

test('sync frames', () => {
  const doc = new Y.Doc()
  doc.clientID = 1
  assert.equal(frame(0, (e) => syncProtocol.writeSyncStep2(e, doc)), '0001020000')
  assert.equal(frame(0, (e) => syncProtocol.writeUpdate(e, new Uint8Array([0, 0]))), '0002020000')
  doc.getMap('m').set('a', 1)
  assert.equal(frame(0, (e) => syncProtocol.writeSyncStep1(e, doc)), '000003010101')
})

test('auth frame', () => {
  assert.equal(frame(2, (e) => authProtocol.writePermissionDenied(e, 'no')), '0200026e6f')
})

test('awareness update', () => {
  const doc = new Y.Doc()
  doc.clientID = 1
  const awareness = new awarenessProtocol.Awareness(doc)
  awareness.setLocalState({ a: 1 })
  const update = awarenessProtocol.encodeAwarenessUpdate(awareness, [1])
  assert.equal(Buffer.from(update).toString('hex'), `010101077b2261223a317d`)
  awareness.destroy()
})
