// How the process starts and what it says of itself.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readSettings, SettingsError } from '../src/settings.mjs'
import { TokenBucket } from '../src/tokenBucket.mjs'
import { startSidecar } from '../testing/sidecar.mjs'

test('[Y18] a setting that cannot work is named', () => {
  const secret = 'x'.repeat(16)
  for (const env of [
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { DIORAMA_SIDECAR_SECRET: 'short' },
    { PORT: '99999' },
    { PORT: 'x' },
    { MAX_DOCUMENTS: '0' },
    { MAX_TOOLS: '1.5' },
    { DIORAMA_SERVER_URL: 'ftp://server' },
    { DIORAMA_SERVER_URL: 'server:8080' },
    { DIORAMA_SERVER_URL: 'http://name:password@server' },
  ]) {
    const [name] = Object.keys(env)
    assert.throws(
      () => readSettings(env),
      (e) => e instanceof SettingsError && e.message.includes(name === 'HOST' ? 'DIORAMA_SIDECAR_SECRET' : name),
    )
  }
  const settings = readSettings({ HOST: '0.0.0.0', DIORAMA_SIDECAR_SECRET: secret, DIORAMA_SERVER_URL: 'http://server:8080/' })
  assert.deepEqual([settings.host, settings.port, settings.serverUrl], ['0.0.0.0', 8090, 'http://server:8080'])
})

test('[Y18] the secret may lie in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'diorama-secret-'))
  const file = join(folder, 'secret')
  try {
    writeFileSync(file, `${'x'.repeat(32)}\n`)
    assert.equal(readSettings({ DIORAMA_SIDECAR_SECRET_FILE: file }).secret, 'x'.repeat(32))
    for (const env of [
      { DIORAMA_SIDECAR_SECRET_FILE: `${file}-not-there` },
      { DIORAMA_SIDECAR_SECRET_FILE: file, DIORAMA_SIDECAR_SECRET: 'x'.repeat(32) },
    ]) {
      assert.throws(() => readSettings(env), (e) => e instanceof SettingsError && e.message.includes('DIORAMA_SIDECAR_SECRET_FILE'))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('[Y18] a port in use ends the start with a line', async () => {
  const first = await startSidecar('http://127.0.0.1:9')
  const second = await startSidecar('http://127.0.0.1:9', { PORT: String(first.port) })
  assert.equal((await second.ended).code, 1)
  assert.match(second.events.at(-1).reason, /EADDRINUSE/)
  await first.stop()
})

test('[Y17] health needs no server and no secret', async () => {
  const sidecar = await startSidecar('http://127.0.0.1:9')
  const response = await fetch(`${sidecar.url}/health`)
  assert.equal(response.status, 200)
  assert.deepEqual(await response.json(), { status: 'up', tools: 0, documents: 0, judged: 0 })
  assert.equal((await fetch(`${sidecar.url}/health`, { method: 'HEAD' })).status, 200)
  await sidecar.stop()
})

test('[Y12] messages have a rate and a burst', () => {
  const bucket = new TokenBucket(10, 3, 0)
  assert.deepEqual([0, 0, 0, 0, 50, 150].map((now) => bucket.take(now)), [true, true, true, false, false, true])
})
