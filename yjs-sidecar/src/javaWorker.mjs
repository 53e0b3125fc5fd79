// Starts our Java implementation as a process that answers one JSON object a line.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const classes = fileURLToPath(new URL('../../scene-model/target/classes', import.meta.url))

const candidates = () => {
  const homes = [process.env.DIORAMA_JAVA_HOME, process.env.JAVA_HOME]
  for (const [name, value] of Object.entries(process.env)) if (/^JAVA_HOME_\d+/.test(name)) homes.push(value)
  const home = process.env.HOME ?? ''
  const folders = ['/usr/lib/jvm', '/opt/java', join(home, '.jdks'), join(home, '.sdkman/candidates/java')]
  for (const folder of folders) if (existsSync(folder)) for (const name of readdirSync(folder)) homes.push(join(folder, name))
  const macs = '/Library/Java/JavaVirtualMachines'
  if (existsSync(macs)) for (const name of readdirSync(macs)) homes.push(join(macs, name, 'Contents/Home'))
  return ['java', ...homes.filter(Boolean).map((each) => join(each, 'bin/java'))]
}

const version = (java) => {
  const run = spawnSync(java, ['-version'], { encoding: 'utf8' })
  return run.error ? 0 : Number(/version "(\d+)/.exec(run.stderr)?.[1] ?? 0)
}

const findJava = () => {
  const found = candidates().find((java) => version(java) >= 21)
  if (!found) throw new Error('These tests need a JDK of at least 21. Install one, or set DIORAMA_JAVA_HOME to its folder.')
  return found
}

/** A running worker; `ask` throws what it answers as an error. */
export const startWorker = () => {
  if (!existsSync(classes)) throw new Error(`${classes} is missing. Build it with: mvn -pl scene-model compile`)
  const java = spawn(findJava(), ['-cp', classes, 'dev.diorama.scene.worker.Main', 'worker'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = []
  createInterface({ input: java.stdout }).on('line', (line) => waiting.shift()(JSON.parse(line)))
  const ask = async (command) => {
    const answer = await new Promise((resolve) => {
      waiting.push(resolve)
      java.stdin.write(`${JSON.stringify(command)}\n`)
    })
    if (answer.error) throw new Error(`${answer.error} for ${JSON.stringify(command)}`)
    return answer
  }
  return { ask, stop: () => java.stdin.end() }
}
