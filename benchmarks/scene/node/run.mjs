// Runs every workload in every contender, one after another in turns, and prints tables of times and ratios to yjs.
// Options: --quick (small sizes), --only=BUILD,EVENTS, --contenders=jvm,wasm,yjs, --runs=2, --rounds=5, --json=file
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { java } from './java.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../../..')
const option = (name, fallback) => process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback
const quick = process.argv.includes('--quick')
const rounds = Number(option('rounds', quick ? 2 : 5))
const runs = Number(option('runs', quick ? 1 : 2))
const workloads = option('only', 'BUILD,REPARENT,CONFLICT,EVENTS,UNDO,GROWTH').split(',')
const contenders = option('contenders', 'jvm,wasm,yjs').split(',')
const nodes = (workload) => (quick ? 60 : workload === 'GROWTH' ? 10_000 : 100_000)

const command = (contender, workload) => {
  const args = [workload, workload === 'GROWTH' ? 1 : rounds, nodes(workload)].map(String)
  if (contender !== 'jvm') return [process.execPath, ['--expose-gc', '--max-old-space-size=4096', path.join(here, 'bench.mjs'), contender, ...args]]
  const classes = [path.join(here, '../target/classes'), path.join(root, 'scene-model/target/classes')].join(path.delimiter)
  return [java(), ['-XX:+UseSerialGC', '-Xms1g', '-Xmx4g', '-cp', classes, 'dev.diorama.benchmarks.scene.Main', ...args]]
}

const results = []
for (const workload of workloads) {
  for (let run = 0; run < runs; run++) {
    for (const contender of contenders) {
      if (workload === 'GROWTH' && (contender !== 'jvm' || run > 0)) continue
      const [file, args] = command(contender, workload)
      const out = execFileSync(file, args, { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'inherit'] })
      results.push({ workload, run, contender, rounds: out.trim().split('\n').map((line) => JSON.parse(line)) })
    }
  }
  console.error(`${new Date().toISOString().slice(11, 19)} ${workload}`)
}

/** All contenders end with one tree; in CONFLICT each makes order keys of its own, so ours are compared among themselves. */
for (const workload of workloads) {
  const trees = new Set(results.filter((r) => r.workload === workload && (workload !== 'CONFLICT' || r.contender !== 'yjs')).flatMap((r) => r.rounds.map((round) => round.tree)))
  if (trees.size > 1) throw new Error(`${workload}: the trees differ: ${[...trees].join(' ')}`)
}

const best = (workload, contender, cold) => {
  const of = results.filter((r) => r.workload === workload && r.contender === contender)
  return Math.min(...of.flatMap((r) => (cold ? r.rounds.slice(0, 1) : r.rounds.slice(1))).map((round) => round.ms))
}
const number = (n) => (Number.isFinite(n) ? n.toFixed(n < 10 ? 2 : 0) : '-')
const machine = `${os.cpus()[0]?.model ?? 'unknown'}, ${os.cpus().length} cores, ${process.version}, load ${os.loadavg()[0].toFixed(1)}`
console.log(`${new Date().toISOString().slice(0, 10)}, ${machine}\n`)
for (const cold of [true, false]) {
  console.log(`| ${cold ? 'first round' : 'best of the others'}, ms | ${contenders.join(' | ')} | ${contenders.filter((c) => c !== 'yjs').map((c) => `${c} / yjs`).join(' | ')} |`)
  console.log(`| --- |${' ---: |'.repeat(contenders.length * 2 - 1)}`)
  for (const workload of workloads.filter((each) => each !== 'GROWTH')) {
    const times = contenders.map((contender) => best(workload, contender, cold))
    const ratios = contenders.filter((c) => c !== 'yjs').map((c) => best(workload, c, cold) / best(workload, 'yjs', cold))
    console.log(`| ${workload} | ${[...times, ...ratios].map(number).join(' | ')} |`)
  }
  console.log()
}
const growth = results.find((r) => r.workload === 'GROWTH')?.rounds[0]
if (growth) {
  const mb = (n) => `${(n / 1e6).toFixed(2)} MB`
  console.log(`| GROWTH, ${nodes('GROWTH') * 10} gestures on ${nodes('GROWTH')} nodes | after them | fresh document | ratio |\n| --- | ---: | ---: | ---: |`)
  console.log(`| v2 | ${mb(growth.v2)} | ${mb(growth.freshV2)} | ${(growth.v2 / growth.freshV2).toFixed(2)} |`)
  console.log(`| memory, JVM | ${mb(growth.heap)} | ${mb(growth.freshHeap)} | ${(growth.heap / growth.freshHeap).toFixed(2)} |\n`)
}
const json = option('json', path.join(here, '../target/results.json'))
fs.mkdirSync(path.dirname(json), { recursive: true })
fs.writeFileSync(json, JSON.stringify({ date: new Date().toISOString(), machine, rounds, runs, results }))
