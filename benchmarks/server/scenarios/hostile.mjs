// What no honest client sends: whether the attacker is closed, and whether somebody in another room notices.
import net from 'node:net'
import WebSocket from 'ws'
import { Client, openAll } from '../load/Client.mjs'
import { p99, startBystander } from '../load/bystander.mjs'
import { Writer } from '../load/bytes.mjs'
import { now, sleep, stepBack, usage } from '../load/process.mjs'
import { scene } from '../load/updates.mjs'

/** Half-open and hurried connections come from addresses of their own: 127.0.1.x. */
const addresses = (index) => `127.0.1.${1 + (index % 200)}`

/** With the settings below a silent connection is closed by then. */
const READ_AGAIN_MILLIS = 5_500

/** Each opens its sockets with `open(room)` and does its worst with them for about as long as it is given; what was before `begin()` was no attack. */
const ATTACKS = {
  'edits that wait for ever': async ({ open, scale }) => {
    const attacker = await open('waiting')
    for (let i = 0; i < 4_000 * scale; i++) attacker.send(attacker.updateFrame(item(9, 2 * i + 10)))
  },
  'thousands of clients': async ({ open, scale }) => {
    const attacker = await open('clients')
    for (let i = 0; i < 4_000 * scale; i++) attacker.send(attacker.updateFrame(item(10_000 + i, 0)))
  },
  'delete sets of 100,000 ranges': async ({ open, scale }) => {
    const attacker = await open('deletions')
    const writer = new Writer(1 << 20).uint(0).uint(1).uint(7).uint(99_999)
    for (let i = 0; i < 99_999; i++) writer.uint(2 * i).uint(1)
    const frame = attacker.updateFrame(writer.done())
    for (let i = 0; i < 20 * scale; i++) attacker.send(frame)
  },
  'presence of 20,000 people': async ({ open }) => {
    const attacker = await open('people')
    attacker.send(attacker.presenceFrame(people(20_000, 1)))
  },
  'presence at full speed': async ({ open, scale }) => {
    const attacker = await open('presence')
    for (let i = 1; i <= 40_000 * scale; i++) attacker.send(attacker.presenceFrame(people(1, i)))
  },
  'values nested 200,000 deep': async ({ open }) => {
    const attacker = await open('deep')
    const deep = new Writer(1 << 20).uint(1).uint(1).uint(7).uint(0).raw([0x28]).uint(1).string('m').string('k').uint(1)
    for (let i = 0; i < 200_000; i++) deep.raw([117, 1])
    attacker.send(attacker.updateFrame(deep.raw([126]).uint(0).done()))
  },
  'ids and counts of 2^53': async ({ open }) => {
    for (const bytes of [[Number.MAX_SAFE_INTEGER], [1, Number.MAX_SAFE_INTEGER, 7, 0], [1, 1, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]]) {
      const attacker = await open('numbers')
      const writer = new Writer()
      for (const value of bytes) writer.uint(value)
      attacker.send(attacker.updateFrame(writer.done()))
    }
  },
  'text and empty frames': async ({ open }) => {
    const one = await open('frames')
    one.socket.send('hello')
    const other = await open('frames')
    other.send(new Uint8Array(0))
  },
  'asking for a large room': async ({ open, scale, begin }) => {
    const author = await open('asked', true)
    for (const update of scene(1e6 * scale).updates) author.send(author.updateFrame(update))
    await sleep(1_000)
    await begin()
    const attacker = await open('asked')
    for (let i = 0; i < 3_000 * scale; i++) attacker.ask()
  },
  'a reader that stops': async ({ open, scale }) => {
    const author = await open('slow', true)
    const attacker = await open('slow')
    attacker.socket.pause()
    for (let i = 0; i < 200 * scale; i++) author.send(author.updateFrame(item(9, i, 200_000)))
    // Who does not read does not read that they were closed either.
    await sleep(READ_AGAIN_MILLIS)
    attacker.socket.resume()
  },
  'connections that say nothing': async ({ server, scale, sockets, count }) => {
    const { hostname, port } = new URL(server.target.url)
    for (let i = 0; i < 2_000 * scale; i++) {
      sockets.push(net.connect({ host: hostname, port, localAddress: addresses(i) }).on('error', () => {}).on('close', () => count('ended')))
    }
    await sleep(READ_AGAIN_MILLIS)
  },
  '10,000 connects a second': async ({ server, scale, seconds, count, sockets, from }) => {
    const until = now() + seconds * 1e6
    let refused = false
    for (let i = 0; now() < until; await sleep(10)) {
      for (let k = 0; k < 100 * scale; k++, i++) {
        const path = server.target.framing === 'hocuspocus' ? '' : `/connects-${i % 50}`
        const socket = new WebSocket(`${server.target.url}${path}`, { perMessageDeflate: false, localAddress: from })
        socket.on('error', () => {
          refused = true
          count('refused')
        })
        socket.on('open', () => socket.terminate())
        sockets.push({ destroy: () => socket.terminate() })
      }
    }
    // A server may let them wait at the door before it refuses them.
    for (let waited = 0; !refused && waited < READ_AGAIN_MILLIS; waited += 100) await sleep(100)
  },
}

/** Settings of ours: the limits as they come, but the attacks come from this machine, and nobody here can wait for half a minute. */
export const HOSTILE_SETTINGS = ['--diorama.limits.exempt-loopback=false', '--diorama.relay.drain=3s', '--server.netty.idle-timeout=3s']

/**
 * Each attack goes once before, at `warmUp` of its size; quantiles are of all rounds together.
 *
 * @param {{seconds: number, scale: number, warmUp: number, rounds: number}} load `scale` below 1 for a trial
 */
export async function hostile(server, { seconds, scale, warmUp, rounds }) {
  const attacks = []
  // Sockets that come and go are warmed up like all else.
  const guests = await openAll(Math.ceil(1_000 * scale), (i) => new Client({ ...server.target, localAddress: addresses(i) }, `warm-${i % 50}`))
  for (const guest of guests) guest.kill()
  const bystander = await startBystander(server)
  stepBack()
  try {
    // What compiles itself while it runs has met each attack then.
    for (const attack of Object.values(ATTACKS)) {
      await run(server, attack, 1, scale * warmUp, bystander, addresses(1))
    }
    await sleep(seconds * 1_000)
    for (const [name, attack] of Object.entries(ATTACKS)) {
      const quiet = []
      const seen = []
      for (let round = 0; round < rounds; round++) {
        await bystander.latencies()
        await sleep(seconds * 1_000)
        quiet.push(await bystander.latencies())
        seen.push(await run(server, attack, seconds, scale, bystander, addresses(0)))
      }
      attacks.push({ name, ...together(quiet, seen) })
    }
  } finally {
    await bystander.stop()
  }
  return { attacks }
}

/** What all rounds come to. */
function together(quiet, seen) {
  const sum = (read) => seen.reduce((total, round) => total + read(round), 0)
  return {
    ...seen[0],
    quietP99: p99(quiet.flatMap((each) => each.all)),
    quietControlP99: p99(quiet.flatMap((each) => each.controlAll)),
    p99: p99(seen.flatMap((each) => each.all)),
    controlP99: p99(seen.flatMap((each) => each.controlAll)),
    lost: seen.some((round) => round.lost < 0) ? -1 : sum((round) => round.lost),
    cpu: sum((round) => round.cpu) / seen.length,
    codes: seen.every((round) => Object.keys(round.codes).length > 0) ? seen[0].codes : {},
    all: undefined,
    controlAll: undefined,
  }
}

async function run(server, attack, seconds, scale, bystander, from) {
  const codes = {}
  let done = false
  const count = (code) => {
    if (!done) codes[code] = (codes[code] ?? 0) + 1
  }
  const clients = []
  const sockets = []
  let attackers = 0
  const prefix = `hostile-${process.pid}-${Math.round(now())}-`
  const open = async (room, honest = false) => {
    const client = new Client(server.target, prefix + room, { onClose: (code) => !honest && count(code) })
    attackers += honest ? 0 : 1
    clients.push(client)
    await client.ready
    return client
  }
  const before = usage(server.pid)
  const ended = Promise.race([attack({ server, open, begin: () => bystander.latencies(), scale, seconds, count, sockets, from }), sleep(seconds * 4_000)]).catch((error) => count(error.message))
  await Promise.all([ended, sleep(seconds * 1_000)])
  // A close takes its way.
  for (let waited = 0; attackers > 0 && Object.values(codes).reduce((a, b) => a + b, 0) < attackers && waited < 1_500; waited += 100) await sleep(100)
  const during = await Promise.race([bystander.latencies(), sleep(40_000).then(() => ({ all: [Number.POSITIVE_INFINITY], controlAll: [], lost: -1 }))])
  const after = usage(server.pid)
  done = true
  for (const client of clients) client.kill()
  for (const socket of sockets) socket.destroy()
  await sleep(500)
  return { all: during.all, controlAll: during.controlAll, lost: during.lost, attackers, codes, cpu: after.cpu - before.cpu, rss: after.rss }
}

/** One struct with a value of a root map: null, or a text of so many characters. */
function item(client, clock, length = 0) {
  const writer = new Writer(length + 64).uint(1).uint(1).uint(client).uint(clock).raw([0x28]).uint(1).string('m').string('k').uint(1)
  if (length > 0) writer.raw([119]).string('x'.repeat(length))
  else writer.raw([126])
  return writer.uint(0).done()
}

function people(count, clock) {
  const writer = new Writer(count * 16).uint(count)
  for (let i = 0; i < count; i++) writer.uint(1_000_000 + i).uint(clock).string(`{"n":${clock}}`)
  return writer.done()
}
