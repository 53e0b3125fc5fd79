// Runs a scenario in a process of its own, so that its crowd can step back behind servers and bystanders.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { stopBystanders } from './bystander.mjs'

const running = new Set()

/** Ends what was given up. */
export function stopApart() {
  for (const child of running) child.kill()
  running.clear()
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
    running.delete(child)
    child.kill()
  }
}

async function run({ scenario, server, load }) {
  const end = () => {
    stopBystanders()
    process.exit()
  }
  process.on('SIGTERM', end)
  process.on('disconnect', end)
  try {
    const module = await import(`../scenarios/${scenario}.mjs`)
    process.send({ result: await module[scenario](server, load) })
  } catch (error) {
    process.send({ error: error.message })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(JSON.parse(process.argv[2]))
