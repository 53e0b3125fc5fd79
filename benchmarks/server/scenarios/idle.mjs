// Sockets that join and then say nothing: what one costs.
import { openAll, Client } from '../load/Client.mjs'
import { now, sleep, usage } from '../load/process.mjs'

/** Sockets of one loopback address: below the number of ephemeral ports. */
const PER_ADDRESS = 5_000

/** @param {{sockets: number, perRoom: number, settleMillis: number}} load */
export async function idle(server, { sockets, perRoom, settleMillis }) {
  await sleep(1_000)
  const before = usage(server.pid)
  const started = now()
  let closed = 0
  const clients = await openAll(sockets, (index) => new Client(
    { ...server.target, localAddress: `127.0.0.${2 + Math.floor(index / PER_ADDRESS)}` },
    `idle-${sockets}-${Math.floor(index / perRoom)}`,
    { onClose: () => closed++ },
  ), 100)
  const seconds = (now() - started) / 1e6
  await sleep(settleMillis)
  const after = usage(server.pid)
  const gone = closed
  for (const client of clients) client.kill()
  await sleep(1_000)
  return { sockets, closed: gone, perSecond: sockets / seconds, bytesPerSocket: (after.rss - before.rss) / sockets }
}
