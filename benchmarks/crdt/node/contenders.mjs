// The CRDTs in npm packages, each behind the same small surface.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const REMOTE = 'remote'

const yjs = async () => {
  const Y = await import('yjs')
  return (client, onUpdate) => {
    const doc = new Y.Doc()
    doc.clientID = client
    const text = doc.getText('text')
    const array = doc.getArray('array')
    const map = doc.getMap('map')
    const nodes = doc.getMap('nodes')
    if (onUpdate) doc.on('update', (update, origin) => origin !== REMOTE && onUpdate(update))
    return {
      text: () => text.toString(),
      array: () => array.toJSON(),
      map: () => map.toJSON(),
      nodes: () => nodes.size,
      textOp: ([at, deleted, inserted]) => {
        if (deleted) text.delete(at, deleted)
        if (inserted) text.insert(at, inserted)
      },
      arrayOp: ([at, , values]) => array.insert(at, values),
      setMap: (key, value) => map.set(key, value),
      transact: (body) => doc.transact(body),
      apply: (update) => Y.applyUpdate(doc, update, REMOTE),
      encode: () => Y.encodeStateAsUpdate(doc),
      encodeV2: () => Y.encodeStateAsUpdateV2(doc),
      merge: Y.mergeUpdates,
      addNode: ({ id, ...properties }) =>
        doc.transact(() => {
          const node = new Y.Map()
          nodes.set(id, node)
          for (const key in properties) node.set(key, properties[key])
        }),
      setProperty: (id, key, value) => nodes.get(id).set(key, value),
      observe: (seen) =>
        nodes.observeDeep((events) => {
          for (const event of events) {
            const id = event.path[0]
            event.changes.keys.forEach((_, key) => seen(id, key, event.target.get(key)))
          }
        }),
    }
  }
}

const ywasm = async () => {
  const Y = require('ywasm')
  return (client, onUpdate) => {
    const doc = new Y.YDoc({ clientID: client })
    const text = doc.getText('text')
    const array = doc.getArray('array')
    const map = doc.getMap('map')
    const nodes = doc.getMap('nodes')
    const kept = [] // what is not referred to any more is freed, and with it its observers
    let transaction
    if (onUpdate) kept.push(doc.onUpdate((update, t) => t?.origin !== REMOTE && onUpdate(update)))
    return {
      kept,
      text: () => text.toString(),
      array: () => array.toJson(),
      map: () => map.toJson(),
      nodes: () => Object.keys(nodes.toJson()).length,
      textOp: ([at, deleted, inserted]) => {
        if (deleted) text.delete(at, deleted, transaction)
        if (inserted) text.insert(at, inserted, undefined, transaction)
      },
      arrayOp: ([at, , values]) => array.insert(at, values, transaction),
      setMap: (key, value) => map.set(key, value, transaction),
      transact: (body) => {
        transaction = doc.beginTransaction('local')
        try {
          body()
        } finally {
          transaction.commit()
          transaction.free()
          transaction = undefined
        }
      },
      apply: (update) => Y.applyUpdate(doc, update, REMOTE),
      encode: () => Y.encodeStateAsUpdate(doc),
      addNode: ({ id, ...properties }) => nodes.set(id, new Y.YMap(properties), transaction),
      setProperty: (id, key, value) => {
        const node = nodes.get(id, transaction)
        node.set(key, value, transaction)
        node.free()
      },
      observe: (seen) =>
        kept.push(
          nodes.observeDeep((events) => {
            for (const event of events) {
              const id = event.path()[0]
              const keys = event.keys
              for (const key in keys) seen(id, key, keys[key].newValue)
            }
          }),
        ),
    }
  }
}

const loro = async () => {
  const { LoroDoc, LoroMap } = require('loro-crdt')
  return (client, onUpdate) => {
    const doc = new LoroDoc()
    doc.setPeerId(BigInt(client))
    const text = doc.getText('text')
    const array = doc.getList('array')
    const map = doc.getMap('map')
    const nodes = doc.getMap('nodes')
    let open = false
    if (onUpdate) doc.subscribeLocalUpdates((update) => void onUpdate(update))
    const done = () => {
      if (!open) doc.commit()
    }
    return {
      text: () => text.toString(),
      array: () => array.toJSON(),
      map: () => map.toJSON(),
      nodes: () => Object.keys(nodes.toJSON()).length,
      textOp: ([at, deleted, inserted]) => {
        if (deleted) text.delete(at, deleted)
        if (inserted) text.insert(at, inserted)
        done()
      },
      arrayOp: ([at, , values]) => {
        let to = at
        for (const value of values) array.insert(to++, value)
        done()
      },
      setMap: (key, value) => {
        map.set(key, value)
        done()
      },
      transact: (body) => {
        open = true
        body()
        open = false
        doc.commit()
      },
      apply: (update) => doc.import(update),
      encode: () => doc.export({ mode: 'snapshot' }),
      addNode: ({ id, ...properties }) => {
        const node = nodes.setContainer(id, new LoroMap())
        for (const key in properties) node.set(key, properties[key])
        done()
      },
      setProperty: (id, key, value) => {
        nodes.get(id).set(key, value)
        done()
      },
      observe: (seen) =>
        nodes.subscribe((batch) => {
          for (const event of batch.events) {
            if (event.diff.type !== 'map') continue
            for (const key in event.diff.updated) seen(event.path[1], key, event.diff.updated[key])
          }
        }),
      eventsComeLater: true,
    }
  }
}

export const contenders = { yjs, ywasm, loro }
