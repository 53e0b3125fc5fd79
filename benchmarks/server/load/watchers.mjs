// People who watch what others do in a room, on a thread of their own: what keeps the generator busy is not taken for the server's delay.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { fileURLToPath } from 'node:url'
import { openAll, Client } from './Client.mjs'
import { Reader } from './bytes.mjs'
import { Histogram } from './Histogram.mjs'
import { machineMicros } from './process.mjs'
import { presenceUpdates } from './updates.mjs'

export const FIRST_ID = 1000

/** When the states of everybody left: written by whoever sends, read by the watchers. */
export class Departures {
  #times
  #people
  #each

  constructor(people, each, memory = new SharedArrayBuffer(people * each * Float64Array.BYTES_PER_ELEMENT)) {
    this.memory = memory
    this.#times = new Float64Array(memory)
    this.#people = people
    this.#each = each
  }

  /** Somebody sends their next state; the first is number 0. */
  leaves(person, number) {
    this.#times[person * this.#each + number] = machineMicros()
  }

  /** How old a state is, by the id and the clock that it came with; 0 if it is none of these. */
  age(client, clock) {
    const person = client - FIRST_ID
    const isOurs = person >= 0 && person < this.#people && clock >= 1 && clock <= this.#each
    const left = isOurs ? this.#times[person * this.#each + clock - 1] : 0
    return left > 0 ? machineMicros() - left : 0
  }
}

/**
 * Opens sockets that send and watch like everybody else, for the people from 0 on.
 *
 * @param {{target: object, room: string, watchers: number, people: number, each: number, rate: number, memory: SharedArrayBuffer}} job
 */
export async function startWatchers(job) {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: job })
  const answer = () => new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  await answer()
  return {
    start: () => worker.postMessage('start'),
    /** What was seen so far does not count. */
    forget: () => worker.postMessage('forget'),
    async end() {
      const told = answer()
      worker.postMessage('end')
      const result = await told
      await worker.terminate()
      return result
    },
  }
}

async function run({ target, room, watchers, people, each, rate, memory }) {
  const departures = new Departures(people, each, memory)
  const latency = new Histogram()
  let closed = 0
  const watch = (me) => (data, at) => {
    const reader = new Reader(data, at)
    for (let states = reader.uint(); states > 0; states--) {
      const client = reader.uint()
      const age = departures.age(client, reader.uint())
      reader.skip()
      if (client !== FIRST_ID + me && age > 0) latency.add(age)
    }
  }
  const clients = await openAll(watchers, (person) => new Client(target, room, { onPresence: watch(person), onClose: () => closed++ }))
  const frames = clients.map((client, person) => presenceUpdates(FIRST_ID + person, each).map((update) => client.presenceFrame(update)))
  parentPort.on('message', (message) => {
    if (message === 'start') {
      let number = 0
      const timer = setInterval(() => {
        if (number === each) return clearInterval(timer)
        clients.forEach((client, person) => {
          departures.leaves(person, number)
          client.send(frames[person][number])
        })
        number++
      }, 1_000 / rate)
    } else if (message === 'forget') {
      latency.clear()
    } else {
      parentPort.postMessage({ seen: latency.count, p50: latency.quantile(0.5), p95: latency.quantile(0.95), closed })
      for (const client of clients) client.kill()
    }
  })
  parentPort.postMessage('ready')
}

if (!isMainThread) await run(workerData)
