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
      ['in the kernel', (r) => r.kernelMillisPerJoin],
      ['MB/s', (r) => r.megabytesPerSecond],
      ['bystander p99 before, ms', (r) => r.bystanderQuietP99],
      ['bystander p99 during, ms', (r) => r.bystanderStormP99],
      ['of a relay left alone before, ms', (r) => r.controlQuietP99],
      ['meanwhile, ms', (r) => r.controlStormP99],
      ['itself late p99, ms', (r) => r.bystanderOwnLagP99],
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
  start: [
    'From the command to the first connection that is taken',
    [
      ['s', (r) => r.millis / 1_000],
      ['CPU, s', (r) => r.cpu],
      ['memory, MB', (r) => r.rss / 1e6],
    ],
  ],
  idle: ['Sockets that say nothing', [...idleColumns(0), ...idleColumns(1)]],
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

function idleColumns(step) {
  return [
    [step === 0 ? 'KiB per socket of the first' : 'KiB per socket of all', (r) => r.steps[step].bytesPerSocket / 1024],
    ['sockets', (r) => r.steps[step].sockets],
    ['connects/s', (r) => r.steps[step].perSecond],
    ['closed', (r) => r.steps[step].closed],
  ]
}

export function report(results) {
  const parts = []
  const hostile = results.filter((result) => result.scenario === 'hostile')
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
  for (const { server, attacks } of hostile) parts.push(...attackTable(server, attacks))
  return parts.join('\n')
}

/** A server under attack, and how soon two people in another room see each other's edits. */
function attackTable(server, attacks) {
  const closed = (codes) => Object.entries(codes).map(([code, count]) => `${code} (${count})`).join(', ') || 'no'
  return [
    `### ${server} under attack\n`,
    '| attack | closed | bystander p99 before, ms | during, ms | ratio | a relay left alone before, ms | meanwhile, ms | ratio | lost | CPU, s |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...attacks.map((a) => `| ${a.name} | ${closed(a.codes)} | ${number(a.quietP99)} | ${number(a.p99)} | ${number(a.p99 / a.quietP99)} | ${number(a.quietControlP99)} | ${number(a.controlP99)} | ${number(a.controlP99 / a.quietControlP99)} | ${a.lost} | ${number(a.cpu)} |`),
    '',
  ]
}
