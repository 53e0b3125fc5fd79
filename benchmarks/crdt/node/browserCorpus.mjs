// The recorded corpus in a browser's WebAssembly: serves it to a page and plays it there. editor-web/e2e/corpus.test.ts opens the page.
import fs from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const folder = (path) => fileURLToPath(new URL(path, import.meta.url))

const files = {
  '/runtime.mjs': ['text/javascript', '../target/wasm/runtime.mjs'],
  '/benchmark.wasm': ['application/wasm', '../target/wasm/benchmark.wasm'],
  '/corpus.mjs': ['text/javascript', './corpus.mjs'],
  '/golden': ['text/plain', '../../../scene-model/src/test/resources/yjs/golden.jsonl.gz'],
  '/waiting': ['text/plain', '../../../scene-model/src/test/resources/yjs/waiting.jsonl.gz'],
  '/places': ['text/plain', '../../../scene-model/src/test/resources/yjs/places.jsonl.gz'],
}

const answer = (request, response) => {
  const [type, path] = files[request.url] ?? ['text/html']
  if (path && !fs.existsSync(folder(path))) {
    // Not built: the page says so at once.
    response.writeHead(404)
    response.end(`${path} is not there; mvn package builds it`)
    return
  }
  const bytes = path ? fs.readFileSync(folder(path)) : Buffer.from('<!doctype html><title>corpus</title>')
  response.writeHead(200, { 'content-type': type })
  response.end(path?.endsWith('.gz') ? gunzipSync(bytes) : bytes)
}

const inPage = async () => {
  const { load } = await import('/runtime.mjs')
  const { playCommands, playGolden, playNumbers } = await import('/corpus.mjs')
  const module = await load('/benchmark.wasm')
  const raw = (command) => module.exports.answer(JSON.stringify(command))
  const ask = Object.assign((command) => JSON.parse(raw(command)), { raw })
  const lines = async (name) => (await (await fetch(name)).text()).trim().split('\n')
  let compared = 0
  for (const v2 of [false, true]) {
    compared += playGolden(await lines('/golden'), ask, v2) + playGolden(await lines('/waiting'), ask, v2)
  }
  return compared + playCommands(await lines('/places'), ask) + playNumbers(5000, ask)
}

/** Plays everything in a page of playwright; returns the number of comparisons. */
export const playInBrowser = async (page) => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  try {
    await page.goto(`http://127.0.0.1:${server.address().port}/`)
    return await page.evaluate(inPage)
  } finally {
    server.close()
  }
}
