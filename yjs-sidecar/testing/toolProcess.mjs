// A Node tool on the real Yjs, steered by lines of JSON: `node toolProcess.mjs ws://HOST[/collab] ROOM`.
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const [url, room] = process.argv.slice(2)
const doc = new Y.Doc()
const provider = new WebsocketProvider(url, encodeURIComponent(room), doc, { WebSocketPolyfill: WebSocket, disableBc: true })
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)

provider.on('sync', (synced) => say({ synced }))
doc.getMap('m').observe(() => say({ map: doc.getMap('m').toJSON() }))
provider.awareness.on('change', () => {
  const others = [...provider.awareness.getStates()].filter(([client]) => client !== doc.clientID)
  say({ present: others.map(([, state]) => state.user?.name ?? '').sort() })
})

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { set, text, name } = JSON.parse(line)
    if (set) doc.getMap('m').set(set[0], set[1])
    if (text) doc.getText('t').insert(0, text)
    if (name) provider.awareness.setLocalState({ user: { name, color: '#123456' } })
  })
  .on('close', () => process.exit(0))
