// The JavaScript of docs/SCENE_FORMAT.md, run as it stands there; what it wrote is read by our Java. [S50] [S62] [S65]
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import * as Y from 'yjs'
import { startWorker } from '../src/javaWorker.mjs'
import { treeHash } from '../src/treeHash.mjs'

let worker
before(() => {
  worker = startWorker()
})
after(() => worker.stop())

test('a node written by the page of the format hangs below the root, in Java as in JavaScript', async () => {
  const page = await readFile(new URL('../../docs/SCENE_FORMAT.md', import.meta.url), 'utf8')
  const blocks = [...page.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code]) => code)
  assert.equal(blocks.length, 1)
  const code = blocks[0].replace(/^import .*$/m, '').replace('export function', 'return function')
  const addBall = new Function('Y', code)(Y)

  const doc = new Y.Doc()
  const id = addBall(doc)

  await worker.ask({ cmd: 'reset' })
  await worker.ask({ cmd: 'scene', client: 7 })
  await worker.ask({ cmd: 'apply', c: 0, u: [Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')] })
  const { tree } = await worker.ask({ cmd: 'tree', c: 0 })
  assert.equal(tree, treeHash(doc))
  assert.notEqual(tree, treeHash(new Y.Doc()))
  assert.equal(doc.getMap('nodes').get(id).get('m'), 'red')
})
