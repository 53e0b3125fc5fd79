// scene-model's worker compiled to WebAssembly. As a program, `node wasmWorker.mjs`, it answers lines on standard input; another program
// gets `ask` from startWasmWorker.
import fs from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const wasmFolder = fileURLToPath(new URL('../target/wasm/', import.meta.url))

/** Turns the exported `answer(line)` into a function of objects. */
export const asking = (answer) => {
  const raw = (command) => answer(JSON.stringify(command))
  const ask = (command) => JSON.parse(raw(command))
  return Object.assign(ask, { raw })
}

export const startWasmWorker = async () => {
  const { load } = await import('../target/wasm/runtime.mjs')
  const module = await load(fs.readFileSync(`${wasmFolder}benchmark.wasm`))
  return asking((line) => module.exports.answer(line))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const ask = await startWasmWorker()
  for await (const line of createInterface({ input: process.stdin })) process.stdout.write(`${ask.raw(JSON.parse(line))}\n`)
}
