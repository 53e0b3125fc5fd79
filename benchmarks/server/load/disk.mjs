// How long this disk alone takes to keep what it is told: no server that is durable can be faster.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { now, sleep } from './process.mjs'

/** A commit of SQLite's log with one small row: a page with its header. */
const BYTES = 4120

/** Milliseconds of a write and its sync, so many times, one after the other with a pause between; where the servers have their files. */
export async function syncTimes(times) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'diorama-disk-'))
  const file = fs.openSync(path.join(folder, 'log'), 'w')
  const page = Buffer.alloc(BYTES, 1)
  const took = []
  try {
    fs.writeSync(file, Buffer.alloc(times * BYTES))
    fs.fsyncSync(file)
    for (let i = 0; i < times; i++) {
      const from = now()
      fs.writeSync(file, page, 0, BYTES, i * BYTES)
      fs.fdatasyncSync(file)
      took.push((now() - from) / 1e3)
      await sleep(1)
    }
  } finally {
    fs.closeSync(file)
    fs.rmSync(folder, { recursive: true })
  }
  took.sort((a, b) => a - b)
  const quantile = (q) => took[Math.min(times - 1, Math.floor(q * times))]
  return { p50: quantile(0.5), p99: quantile(0.99) }
}
