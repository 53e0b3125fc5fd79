// Turns results into Markdown tables: the first round in a fresh process, and the best one once the process is warm.

/** Names of the parts of a workload as the issue and crdt-benchmarks call them. */
const NAMES = {
  'SCENE-1 timeMs': 'SCENE-1: create 10,000 nodes, ms',
  'SCENE-1 bytesPerProperty': 'SCENE-1: heap of a property, bytes',
  'SCENE editMs': 'SCENE-2: 100,000 local edits, ms',
  'SCENE encodeMs': 'SCENE-2: encode, ms',
  'SCENE docSize': 'SCENE-2: document, bytes',
  'SCENE loadMs': 'SCENE-3: load after 100,000 edits, ms',
  'SCENE remoteMs': 'SCENE-4: 100,000 remote edits observed, ms',
}

/** Contenders that run once in a fresh process: a JVM with an AOT cache, and one that does without its optimizing compiler as well. */
export const isColdOnly = (contender) => contender === 'jvm-aot' || contender === 'jvm-c1'

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]
const isTime = (field) => field.endsWith('Ms')

/** The figure of a contender: of the first rounds the median, of the others the least. */
export const figure = (results, contender, workload, field, warm) => {
  const mine = results.filter((each) => each.contender === contender && each.workload === workload && each.rounds.length > 0)
  const rounds = warm ? mine.flatMap((each) => (each.rounds.length > 1 ? each.rounds.slice(1) : each.rounds)) : mine.map((each) => each.rounds[0])
  const values = rounds.map((each) => each[field]).filter((value) => value !== undefined)
  if (values.length === 0) return undefined
  return warm && isTime(field) ? Math.min(...values) : median(values)
}

const cell = (value, yjs, isReference) => {
  if (value === undefined) return '-'
  const text = value >= 100 ? Math.round(value).toLocaleString('en') : String(value)
  if (isReference || !yjs || !value) return text
  return `${text} (${(yjs / value).toFixed(yjs / value < 10 ? 1 : 0)}x)`
}

export const table = (results, contenders) => {
  const parts = []
  for (const each of results) {
    for (const field of Object.keys(each.rounds[0] ?? {})) {
      if (!parts.some(([workload, name]) => workload === each.workload && name === field)) parts.push([each.workload, field])
    }
  }
  const section = (title, warm, wanted) => {
    const shown = contenders.filter((contender) => !warm || !isColdOnly(contender))
    const rows = parts.filter(([, field]) => wanted(field)).map(([workload, field]) => {
      const yjs = figure(results, 'yjs', workload, field, warm)
      const cells = shown.map((contender) => cell(figure(results, contender, workload, field, warm), yjs, contender === 'yjs'))
      return `| ${NAMES[`${workload} ${field}`] ?? `${workload} ${field}`} | ${cells.join(' | ')} |`
    })
    return `${title}\n\n| workload | ${shown.join(' | ')} |\n| --- |${shown.map(() => ' ---: |').join('')}\n${rows.join('\n')}\n`
  }
  return [
    section('Warm: the best round after the first, process CPU; in brackets how many times faster than yjs', true, isTime),
    section('Cold: the first round in a fresh process, compilers included, median of the runs; jvm-aot has an AOT cache, jvm-c1 also stops at the first compiler', false, isTime),
    section('Sizes, median of the warm rounds; in brackets how many times smaller than with yjs', true, (field) => !isTime(field)),
  ].join('\n')
}
