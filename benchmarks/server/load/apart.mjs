// Runs a scenario in a process of its own, so that its crowd can step back behind servers and bystanders.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { stopBystanders } from './bystander.mjs'
import { sleep } from './process.mjs'

const PATIENCE_MILLIS = 5_000

const running = new Set()

/** Ends what was given up. */
export async function stopApart() {
  await Promise.all([...running].map(stop))
}

async function stop(child) {
  running.delete(child)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  if (child.kill()) await Promise.race([ended, sleep(PATIENCE_MILLIS)])
  // Who does not hear does not end.
  child.kill('SIGKILL')
}

/** The same as `scenario(server, load)` of the module of that name in `scenarios`. */
export async function apart(scenario, { name, pid, target }, load) {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify({ scenario, server: { name, pid, target }, load })], { serialization: 'advanced' })
  running.add(child)
  try {
    return await new Promise((resolve, reject) => {
      child.once('message', ({ result, error }) => (error === undefined ? resolve(result) : reject(new Error(error))))
      child.once('exit', (code) => reject(new Error(`the crowd ended with ${code}`)))
    })
  } finally {
    await stop(child)
  }
}

async function run({ scenario, server, load }) {
  // However it ends, nobody else is to live on.
  process.on('exit', stopBystanders)
  process.on('SIGTERM', () => process.exit())
  process.on('disconnect', () => process.exit())
  try {
    const module = await import(`../scenarios/${scenario}.mjs`)
    process.send({ result: await module[scenario](server, load) })
  } catch (error) {
    process.send({ error: error.message })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(JSON.parse(process.argv[2]))
