// Turns results into Markdown tables; in brackets the ratio of ours to the peer's.
const OURS = 'diorama'
const number = (value) => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : 1))

/** Title of a scenario, and its columns: heading, and how to read the value from a result. */
const TABLES = {
  fanout: ['1 room x 20 editors x 30/s', fanoutColumns()],
  rooms: ['200 rooms x 5 editors x 10/s', fanoutColumns()],
  cpu: ['12,000 updates/s into one room of 20', fanoutColumns()],
  saturation: [
    'The most that one room of 20 holds (p99 < 250 ms, everything delivered)',
    [
      ['updates/s held', (r) => r.held?.updatesPerSecond ?? 0],
      ['deliveries/s', (r) => r.held?.deliveriesPerSecond ?? 0],
      ['p99 then, ms', (r) => r.held?.p99 ?? Number.NaN],
      ['CPU per delivery, us', (r) => r.held?.cpuPerDelivery ?? Number.NaN],
    ],
  ],
  join: [
    '500 people join a 5 MB scene at once',
    [
      ['CPU per join, ms', (r) => r.cpuMillisPerJoin],
      ['MB/s', (r) => r.megabytesPerSecond],
      ['bystander p99 before, ms', (r) => r.bystanderQuietP99],
      ['bystander p99 during, ms', (r) => r.bystanderStormP99],
      ['peak memory, MB', (r) => r.peakBytes / 1e6],
      ['failed', (r) => r.failed],
    ],
  ],
  presence: [
    '500 people in one room, 5 cursor moves/s each',
    [
      ['p50, ms', (r) => r.p50],
      ['p95, ms', (r) => r.p95],
      ['seen by 10', (r) => r.seen],
      ['cores', (r) => r.cores],
      ['closed', (r) => r.closed],
    ],
  ],
  idle: ['5,000 idle sockets', idleColumns()],
  idle20000: ['20,000 idle sockets', idleColumns()],
}

function fanoutColumns() {
  return [
    ['p50, ms', (r) => r.p50],
    ['p99, ms', (r) => r.p99],
    ['own echo p99, ms', (r) => r.acknowledgedP99],
    ['CPU per delivery, us', (r) => r.cpuPerDelivery],
    ['delivered', (r) => r.delivered / r.wanted],
    ['generator late p99, ms', (r) => r.generatorLagP99],
  ]
}

function idleColumns() {
  return [
    ['KiB per socket', (r) => r.bytesPerSocket / 1024],
    ['connects/s', (r) => r.perSecond],
    ['closed', (r) => r.closed],
  ]
}

export function report(results) {
  const parts = []
  for (const [scenario, [title, columns]] of Object.entries(TABLES)) {
    const rows = results.filter((result) => result.scenario === scenario)
    if (rows.length === 0) continue
    const ours = rows.find((row) => row.server === OURS)
    const cell = (row, read) => {
      const value = read(row)
      if (!Number.isFinite(value)) return '-'
      const ratio = ours === undefined || row === ours ? Number.NaN : read(ours) / value
      return Number.isFinite(ratio) && ratio !== 1 ? `${number(value)} (${ratio.toFixed(2)}x)` : number(value)
    }
    parts.push(`### ${title}\n`)
    parts.push(`| | ${columns.map(([heading]) => heading).join(' | ')} |`)
    parts.push(`| --- |${columns.map(() => ' ---: |').join('')}`)
    for (const row of rows) parts.push(`| ${row.server} | ${columns.map(([, read]) => cell(row, read)).join(' | ')} |`)
    parts.push('')
  }
  return parts.join('\n')
}
