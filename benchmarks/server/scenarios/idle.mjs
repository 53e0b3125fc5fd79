// Sockets that join and then say nothing: what one costs.
import { openAll, Client } from '../load/Client.mjs'
import { now, sleep, usage } from '../load/process.mjs'

/** Sockets of one loopback address: below the number of ephemeral ports. */
const PER_ADDRESS = 5_000

/** @param {{sockets: number[], perRoom: number, settleMillis: number}} load so many sockets, then so many more */
export async function idle(server, { sockets, perRoom, settleMillis }) {
  await sleep(1_000)
  const before = usage(server.pid)
  const clients = []
  const steps = []
  let closed = 0
  for (const wanted of sockets) {
    const from = clients.length
    const started = now()
    clients.push(...await openAll(wanted - from, (index) => new Client(
      { ...server.target, localAddress: `127.0.0.${2 + Math.floor((from + index) / PER_ADDRESS)}` },
      `idle-${Math.floor((from + index) / perRoom)}`,
      { onClose: () => closed++ },
    ), 100))
    const seconds = (now() - started) / 1e6
    await sleep(settleMillis)
    const after = usage(server.pid)
    steps.push({ sockets: wanted, closed, perSecond: (wanted - from) / seconds, bytesPerSocket: (after.rss - before.rss) / wanted })
  }
  for (const client of clients) client.kill()
  await sleep(500)
  return { steps }
}
