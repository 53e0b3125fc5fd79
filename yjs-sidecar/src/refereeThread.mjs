// The referee's own thread: whatever a log holds, the sockets and the health check beside it do not wait.
import { parentPort, workerData } from 'node:worker_threads'
import { BeyondHeadError, Documents } from './documents.mjs'
import { LogAwayError, LogReader } from './logReader.mjs'

const reader = new LogReader({ serverUrl: workerData.serverUrl })
const documents = new Documents({
  readPage: (room, from, to) => reader.page(room, from, to),
  maxDocuments: workerData.maxDocuments,
  maxBytes: workerData.maxDocumentBytes,
})

const statusOf = (e) => (e instanceof BeyondHeadError ? 409 : e instanceof LogAwayError ? 502 : 500)

parentPort.on('message', async ({ room, sequence }) => {
  try {
    const judgement = await documents.judge(room, sequence)
    parentPort.postMessage({ judgement, documents: documents.size })
  } catch (e) {
    parentPort.postMessage({ failure: { status: statusOf(e), message: e.message }, documents: documents.size })
  }
})
