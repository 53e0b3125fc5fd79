// Tools attached to a sidecar process, over a relay.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as Y from 'yjs'
import { kindOf, startRelay } from '../testing/relay.mjs'
import { attachTool, openRaw, startSidecar, until } from '../testing/sidecar.mjs'

process.setMaxListeners(0)
let relay
let sidecar
const tools = []
const attach = (room, options) => {
  const tool = attachTool(sidecar.url, room, options)
  tools.push(tool)
  return tool
}

before(async () => {
  relay = await startRelay({ refuse: (request) => (request.headers.authorization === 'Bearer wrong' ? 403 : 0) })
  sidecar = await startSidecar(relay.url)
})

after(async () => {
  for (const tool of tools) tool.close()
  await sidecar.stop()
  await relay.stop()
})

test('[Y8] a tool gets the room, sends its edits to the relay and hears of others', async () => {
  const here = relay.room('a/床 😀')
  here.doc.getMap('m').set('old', 1)
  const tool = attach('a/床 😀')
  await until('synced', () => tool.provider.synced)
  assert.equal(tool.doc.getMap('m').get('old'), 1)
  tool.doc.getMap('m').set('tool', 2)
  await until('the relay has it', () => here.doc.getMap('m').get('tool') === 2)
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(here.doc))
  const known = Y.encodeStateVector(other)
  other.getMap('m').set('browser', 3)
  here.append(Y.encodeStateAsUpdate(other, known), null)
  await until('the tool has it', () => tool.doc.getMap('m').get('browser') === 3)
})

test('[Y9] each tool has a connection and a token of its own, and each edit goes up once, through its own', async () => {
  const one = attach('authors', { protocols: ['token-one'] })
  const two = attach('authors', { protocols: ['token-two'] })
  await until('both are in', () => one.provider.synced && two.provider.synced)
  one.doc.getMap('m').set('one', 1)
  await until('two hears of it', () => two.doc.getMap('m').get('one') === 1)
  two.doc.getMap('m').set('two', 2)
  await until('one hears of it', () => one.doc.getMap('m').get('two') === 2)
  assert.deepEqual(
    relay.room('authors').log.map((entry) => entry.author),
    ['token-one', 'token-two'],
  )
})

test('[Y9] a token in the Authorization header goes up too', async () => {
  const raw = openRaw(sidecar.url, 'bearer', { headers: { Authorization: 'Bearer right' } })
  await until('attached', () => relay.attached.includes('Bearer right'))
  raw.socket.terminate()
})

test('[Y10] presence goes both ways, stays its owner\'s, and ends with the tool', async () => {
  const here = relay.room('presence')
  const one = attach('presence')
  const two = attach('presence')
  await until('both are in', () => one.provider.synced && two.provider.synced)
  one.awareness.setLocalState({ user: { name: 'one' } })
  two.awareness.setLocalState({ user: { name: 'two' } })
  const name = (awareness, of) => awareness.getStates().get(of.doc.clientID)?.user?.name
  await until('all know all', () => name(two.awareness, one) === 'one' && name(one.awareness, two) === 'two')
  assert.equal(here.awareness.states.size, 2)
  const owners = [...here.sockets].map((socket) => [...socket.clients])
  assert.deepEqual(new Set(owners.flat()), new Set([one.doc.clientID, two.doc.clientID]))
  assert.ok(owners.every((clients) => clients.length === 1))
  one.close()
  await until('one is gone for two', () => name(two.awareness, one) === undefined)
  await until('one is gone for the relay', () => !here.awareness.states.has(one.doc.clientID))
})

test('[Y11] when the relay was away, edits of both sides and presence come through after it', async () => {
  const here = relay.room('away')
  const tool = attach('away')
  await until('synced', () => tool.provider.synced)
  tool.awareness.setLocalState({ user: { name: 'me' } })
  await until('present', () => here.awareness.states.has(tool.doc.clientID))
  relay.dropSockets()
  tool.doc.getMap('m').set('meanwhile', 1)
  await until('the edit is up', () => here.doc.getMap('m').get('meanwhile') === 1)
  await until('present again', () => here.awareness.states.get(tool.doc.clientID)?.user?.name === 'me')
})

test('[Y8] the relay\'s echo reaches the tool: its edit is on the disk', async () => {
  const raw = openRaw(sidecar.url, 'echo')
  await until('greeted', () => raw.frames.some((frame) => kindOf(frame) === 'sync0'))
  const doc = new Y.Doc()
  doc.getMap('m').set('k', 1)
  const update = Y.encodeStateAsUpdate(doc)
  const edit = Buffer.from([0, 2, update.length, ...update])
  raw.socket.send(edit)
  await until('echoed', () => raw.frames.some((frame) => frame.equals(edit)))
  assert.equal(relay.room('echo').log.length, 1)
  raw.socket.terminate()
})

test('[Y8] a state that is too large for an edit goes up as a state', async () => {
  const tool = attach('large', { connect: false })
  for (let i = 0; i < 6; i++) tool.doc.getMap('m').set(`k${i}`, new Uint8Array(1024 * 1024))
  tool.provider.connect()
  await until('the relay has it', () => relay.room('large').doc.getMap('m').size === 6)
  assert.ok(relay.largestUpdate > 6 * 1024 * 1024)
  tool.doc.getMap('m').set('small', 1)
  await until('edits go on', () => relay.room('large').doc.getMap('m').get('small') === 1)
})

test('[Y12] what cannot be read closes its own socket with a reason', async () => {
  const bystander = attach('hostile')
  await until('synced', () => bystander.provider.synced)
  const attempts = [
    [Buffer.from([]), 4400],
    [Buffer.from([0]), 4400],
    [Buffer.from([0, 2, 255, 255, 255, 255, 15]), 4400],
    [Buffer.from([0, 2, 3, 9, 9, 9]), 4400],
    [Buffer.from([0, 0, 2, 200, 1]), 4400],
    [Buffer.from([1, 4, 1, 1, 1, 120]), 4400],
    ['text', 1003],
    [Buffer.concat([Buffer.from([0, 2]), Buffer.alloc(5 * 1024 * 1024)]), 4413],
    [Buffer.concat([Buffer.from([1]), Buffer.alloc(2 * 1024 * 1024)]), 4413],
  ]
  for (const [frame, code] of attempts) {
    const raw = openRaw(sidecar.url, 'hostile')
    await raw.opened
    raw.socket.send(frame)
    const closed = await raw.closed
    assert.equal(closed.code, code, `${frame.length} bytes: ${closed.reason}`)
    assert.notEqual(closed.reason, '')
  }
  bystander.doc.getMap('m').set('still', 'here')
  await until('others go on', () => relay.room('hostile').doc.getMap('m').get('still') === 'here')
  assert.equal(relay.room('hostile').log.length, 1)
})

test('[Y12] random bytes never end the process', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  console.log(`seed=${seed}`)
  let state = seed
  const random = (n) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return (state >>> 8) % n
  }
  for (let i = 0; i < 40; i++) {
    const raw = openRaw(sidecar.url, 'fuzz')
    await raw.opened
    for (let frame = 0; frame < 5 && raw.socket.readyState === 1; frame++) {
      raw.socket.send(Buffer.from([random(4), random(3), ...Array.from({ length: random(40) }, () => random(256))]))
    }
    raw.socket.terminate()
  }
  const health = await fetch(`${sidecar.url}/health`)
  assert.equal(health.status, 200)
  assert.deepEqual(
    sidecar.events.filter((event) => event.event === 'unexpected'),
    [],
  )
})

test('[Y12] edits that wait for what never came are counted, and end', async () => {
  const raw = openRaw(sidecar.url, 'pending')
  await until('greeted', () => raw.frames.length > 0)
  const doc = new Y.Doc()
  const updates = []
  doc.on('update', (update) => updates.push(update))
  for (let i = 0; i < 300; i++) doc.getArray('a').push([i])
  for (const update of updates.filter((_, i) => i % 2 === 1)) raw.socket.send(Buffer.from([0, 2, update.length, ...update]))
  assert.equal((await raw.closed).code, 4400)
})

test('[Y13] a page of another site is refused, a name that no room can have too', async () => {
  for (const [room, options, status] of [
    ['room', { origin: 'https://evil.example' }, 403],
    ['x'.repeat(513), {}, 400],
    ['\u0000', {}, 400],
  ]) {
    const raw = openRaw(sidecar.url, room, options)
    await assert.rejects(raw.opened, new RegExp(String(status)))
  }
  const page = await fetch(`${sidecar.url}/health`, { headers: { Origin: 'https://evil.example' } })
  assert.equal(page.status, 403)
})

test('[Y13] who may not enter at the relay is sent away for good', async () => {
  const raw = openRaw(sidecar.url, 'room', { headers: { Authorization: 'Bearer wrong' } })
  const closed = await raw.closed
  assert.equal(closed.code, 4403)
})

test('[Y14] a tool waits for the server, never gets an empty room instead, and is sent away when it does not come', async () => {
  const lonely = await startSidecar('http://127.0.0.1:9', { CONNECT_TIMEOUT_MILLIS: '300' })
  const raw = openRaw(lonely.url, 'room')
  await raw.opened
  raw.socket.send(Buffer.from([0, 0, 1, 0]))
  assert.equal((await raw.closed).code, 1013)
  assert.deepEqual(raw.frames, [])
  assert.equal((await fetch(`${lonely.url}/health`)).status, 200)
  await lonely.stop()
})

test('[Y15] there is a limit of tools, in a room and in all', async () => {
  const small = await startSidecar(relay.url, { MAX_TOOLS: '2', MAX_TOOLS_PER_ROOM: '1' })
  const first = openRaw(small.url, 'one')
  await first.opened
  await assert.rejects(openRaw(small.url, 'one').opened, /503/)
  const second = openRaw(small.url, 'two')
  await second.opened
  await assert.rejects(openRaw(small.url, 'three').opened, /503/)
  first.socket.close()
  await first.closed
  await until('there is a place again', () =>
    openRaw(small.url, 'three').opened.then(
      () => true,
      () => false,
    ),
  )
  await small.stop()
})

test('[Y16] told to stop, it sends its tools away for a while and ends', async () => {
  const leaving = await startSidecar(relay.url)
  const raw = openRaw(leaving.url, 'drain')
  await until('greeted', () => raw.frames.length > 0)
  leaving.child.kill('SIGTERM')
  assert.equal((await raw.closed).code, 1012)
  assert.deepEqual(await leaving.ended, { code: 0, signal: null })
})
