// Runs every workload in every contender, one after another in turns, and prints a table of times and ratios to yjs.
// Options: --quick (small sizes), --only=B4,SCENE, --contenders=jvm,wasm,yjs, --runs=2, --rounds=8, --json=file
import { execFile, execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { isColdOnly, table } from './table.mjs'
import { unpackTrace } from './workload.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../../..')
const option = (name, fallback) => process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback
const quick = process.argv.includes('--quick')
const rounds = Number(option('rounds', quick ? 2 : 8))
const runs = Number(option('runs', quick ? 1 : 2))
const size = (workload) => (workload.startsWith('SCENE') ? (quick ? 50 : 10_000) : quick ? 60 : 6000)
const edits = quick ? 200 : 100_000
const every = ['SCENE-1', 'SCENE', 'MERGE', 'B4', 'B1.1', 'B1.2', 'B1.3', 'B1.4', 'B1.5', 'B1.6', 'B1.7', 'B1.8', 'B1.9', 'B1.10', 'B1.11']
  .concat(['B2.1', 'B2.2', 'B2.3', 'B2.4', 'B3.1', 'B3.2', 'B3.3', 'B3.4'])
const workloads = option('only', every.join(',')).split(',')
const contenders = option('contenders', 'jvm,jvm-aot,jvm-c1,wasm,yjs,ywasm,loro').split(',')
const COLD_WORKLOADS = ['SCENE-1', 'SCENE', 'B4']
const trace = path.join(os.tmpdir(), `b4-${process.pid}.trace`)

/** A JDK of at least 21: that of JAVA_HOME, or the newest that is installed in a usual place. */
const java = () => {
  if (process.env.JAVA_HOME) return path.join(process.env.JAVA_HOME, 'bin/java')
  const folders = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines', path.join(os.homedir(), '.sdkman/candidates/java')]
  const version = (name) => Number(/\d+/.exec(name)?.[0] ?? 0)
  const homes = folders.flatMap((folder) => (fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => [version(name), folder, name]) : []))
  for (const [, folder, name] of homes.filter(([n]) => n >= 21).sort((a, b) => b[0] - a[0])) {
    const found = ['bin/java', 'Contents/Home/bin/java'].map((end) => path.join(folder, name, end)).find(fs.existsSync)
    if (found) return found
  }
  return 'java'
}

const classFolders = [path.join(here, '../target/classes'), path.join(root, 'scene-model/target/classes')]
const javaOptions = ['-XX:+UseSerialGC', '-Xms1g', '-Xmx4g', '-XX:-UseDynamicNumberOfCompilerThreads']
const MAIN = 'dev.diorama.benchmarks.crdt.Main'
const aotFolder = path.join(here, '../target/aot')
const aotCache = path.join(aotFolder, 'bench.aot')

/** For jvm-aot and jvm-c1: classes in jars, as a cache wants them, and a cache from one run of each workload that they do (JDK 25). */
const trainAotCache = () => {
  fs.rmSync(aotFolder, { recursive: true, force: true })
  fs.mkdirSync(aotFolder, { recursive: true })
  const jars = classFolders.map((folder, i) => {
    const jar = path.join(aotFolder, `${i}.jar`)
    execFileSync(path.join(path.dirname(java()), 'jar'), ['cf', jar, '-C', folder, '.'])
    return jar
  })
  const args = ['TRAIN', 2, size('SCENE'), edits, trace].map(String)
  execFileSync(java(), [...javaOptions, `-XX:AOTCacheOutput=${aotCache}`, '-cp', jars.join(path.delimiter), MAIN, ...args], { stdio: 'ignore' })
  return jars
}

let jars
const command = (contender, workload) => {
  const args = [workload, isColdOnly(contender) ? 1 : rounds, size(workload), edits, trace].map(String)
  if (!contender.startsWith('jvm')) return [process.execPath, ['--expose-gc', '--max-old-space-size=4096', path.join(here, 'bench.mjs'), contender, ...args]]
  if (!isColdOnly(contender)) return [java(), [...javaOptions, '-cp', classFolders.join(path.delimiter), MAIN, ...args]]
  jars ??= trainAotCache()
  const compilers = contender === 'jvm-c1' ? ['-XX:TieredStopAtLevel=1'] : []
  return [java(), [...javaOptions, ...compilers, `-XX:AOTCache=${aotCache}`, '-cp', jars.join(path.delimiter), MAIN, ...args]]
}

const results = []
const unpacked = quick ? Buffer.concat([Buffer.from([1, 0, 0, 1, 97]), Buffer.from([1, 97])]) : unpackTrace(path.join(here, '../trace/b4.trace.br'))
fs.writeFileSync(trace, unpacked)
try {
  for (const workload of workloads) {
    for (let run = 0; run < runs; run++) {
      for (const contender of contenders) {
        if (isColdOnly(contender) && !COLD_WORKLOADS.includes(workload)) continue
        const [file, args] = command(contender, workload)
        const started = promisify(execFile)(file, args, { timeout: 600_000, maxBuffer: 1 << 26 })
        const { stdout } = await started.catch((error) => {
          if (quick) throw error
          console.error(`${contender} ${workload}: ${String(error.stderr || error).slice(0, 300)}`)
          return { stdout: '' }
        })
        const lines = stdout.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line))
        results.push({ workload, run, contender, rounds: lines })
      }
    }
    console.error(`${new Date().toISOString().slice(11, 19)} ${workload}`)
  }
} finally {
  fs.rmSync(trace, { force: true })
}
const machine = `${os.cpus()[0]?.model ?? 'unknown'}, ${os.cpus().length} cores, ${process.version}, load ${os.loadavg()[0].toFixed(1)}`
const json = option('json', path.join(here, '../target/results.json'))
fs.mkdirSync(path.dirname(json), { recursive: true })
fs.writeFileSync(json, JSON.stringify({ date: new Date().toISOString(), machine, rounds, runs, results }))
console.log(`${new Date().toISOString().slice(0, 10)}, ${machine}\n`)
console.log(table(results, contenders))
