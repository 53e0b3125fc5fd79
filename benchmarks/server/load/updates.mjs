// What the generator sends, made by the real Yjs before the clock starts.
import * as Y from 'yjs'
import * as awarenessProtocol from 'y-protocols/awareness'

/** One editor who drags one node: `count` updates, each one struct and the deletion of the value before. */
export function dragUpdates(clientId, count) {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const updates = []
  doc.on('update', (update) => updates.push(update))
  const node = doc.getMap(`drag:${clientId}`)
  for (let i = 0; i < count; i++) {
    node.set('p', [Math.fround(Math.sin(i) * 10), Math.fround(i * 0.01), Math.fround(Math.cos(i) * 10)])
  }
  doc.destroy()
  return updates
}

/** A scene of about `bytes` bytes, as updates of 500 nodes each. */
export function scene(bytes, clientId = 77) {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const updates = []
  let size = 0
  doc.on('update', (update) => {
    updates.push(update)
    size += update.length
  })
  const nodes = doc.getMap('nodes')
  for (let id = 0; size < bytes; ) {
    doc.transact(() => {
      for (let k = 0; k < 500; k++, id++) {
        const node = new Y.Map()
        nodes.set(`node-${id.toString(36)}`, node)
        node.set('n', `Mesh ${id}`)
        node.set(`@node-${(id >> 3).toString(36)}`, 1)
        node.set('p', [id * 0.1, id * 0.2, id * 0.3])
        node.set('r', [0.1, 0.2, 0.3, 0.9])
        node.set('s', [1.5, 1.5, 1.5])
        node.set('k', 'mesh')
        node.set('g', 'sphere')
        node.set('o', `a${id}`)
      }
    })
  }
  const encoded = Y.encodeStateAsUpdate(doc).length
  doc.destroy()
  return { updates, encoded }
}

/** Presence of one person: `count` awareness updates with a moving cursor. */
export function presenceUpdates(clientId, count) {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const awareness = new awarenessProtocol.Awareness(doc)
  const updates = []
  for (let i = 0; i < count; i++) {
    awareness.setLocalState({ user: { name: `Person ${clientId}`, color: '#3e63dd' }, cursor: [i, clientId, 0], at: i })
    updates.push(awarenessProtocol.encodeAwarenessUpdate(awareness, [clientId]))
  }
  awareness.destroy()
  doc.destroy()
  return updates
}
