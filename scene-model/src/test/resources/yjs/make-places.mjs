// Makes places.jsonl.gz: random sessions in which the real yjs makes relative positions, snapshots, deltas, sub-documents and hooks. A line
// is a session: commands of the worker's line protocol, each with the answer that yjs gives. Run from the repository root:
//   node scene-model/src/test/resources/yjs/make-places.mjs [from seed] [to seed] [file]
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { base64, randomOperation, rng, run, Y } from './make-golden.mjs'

const fromBase64 = (text) => new Uint8Array(Buffer.from(text, 'base64'))

const operate = (doc, undo, op) => {
  const [name, ...a] = op
  const text = doc.getText('text')
  if (name === 'tdelta') return text.applyDelta(structuredClone(a[0]))
  if (name === 'ttype') return text.insertEmbed(a[0], new Y.Map())
  if (name === 'setDoc') return doc.getMap('map').set(a[1], new Y.Doc({ guid: a[2], ...a[3] }))
  if (name === 'loadDoc') return doc.getMap('map').get(a[1])?.load?.()
  if (name === 'xhook') return doc.getXmlFragment('xml').insert(a[0], [new Y.XmlHook(a[1])])
  return run(doc, undo, op)
}

/** What the worker answers, by the real yjs. */
export const yjsWorker = () => {
  const docs = []
  const newDoc = ({ client, gc, undo }) => {
    const doc = new Y.Doc({ gc, guid: 'g' })
    doc.clientID = client
    const session = { doc, events: [] }
    doc.on('update', (update, origin) => origin !== 'remote' && (session.u1 = update))
    doc.on('updateV2', (update, origin) => origin !== 'remote' && (session.u2 = update))
    const guids = (set) => [...set].map((each) => each.guid)
    // yjs destroys what was removed, and tells of its removal a second time then; ours tells once.
    doc.on('subdocs', ({ added, removed, loaded }) => {
      const event = [guids(added), guids([...removed].filter((each) => !each.isDestroyed)), guids(loaded)]
      if (event.some((list) => list.length > 0)) session.events.push(event)
    })
    const scope = [doc.getMap('map'), doc.getArray('array'), doc.getText('text')]
    doc.getXmlFragment('xml')
    if (undo) session.undo = new Y.UndoManager(scope, { captureTimeout: 0 })
    docs.push(session)
    return {}
  }
  const commands = {
    doc: newDoc,
    op: ({ c, op }) => {
      const session = docs[c]
      session.u1 = session.u2 = null
      operate(session.doc, session.undo, op)
      return { u1: session.u1 && base64(session.u1), u2: session.u2 && base64(session.u2) }
    },
    apply: ({ c, u }) => {
      for (const update of u) Y.applyUpdate(docs[c].doc, fromBase64(update), 'remote')
      return {}
    },
    position: ({ c, t, i, a }) => {
      const type = t === 'text' ? docs[c].doc.getText('text') : docs[c].doc.getArray('array')
      const position = Y.createRelativePositionFromTypeIndex(type, i, a)
      return { p: base64(Y.encodeRelativePosition(position)), json: Y.relativePositionToJSON(position) }
    },
    resolve: ({ c, p, follow }) => {
      const place = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(fromBase64(p)), docs[c].doc, follow)
      return { i: place && place.index }
    },
    snapshot: ({ c, u }) => {
      const snapshot = Y.snapshot(docs[c].doc)
      const holds = u ? Y.snapshotContainsUpdate(snapshot, fromBase64(u)) : false
      return { s1: base64(Y.encodeSnapshot(snapshot)), s2: base64(Y.encodeSnapshotV2(snapshot)), holds }
    },
    restore: ({ c, s, v2 }) => {
      const snapshot = (v2 ? Y.decodeSnapshotV2 : Y.decodeSnapshot)(fromBase64(s))
      const into = new Y.Doc({ guid: 'g' })
      into.clientID = 1
      const restored = Y.createDocFromSnapshot(docs[c].doc, snapshot, into)
      return { v1: base64(Y.encodeStateAsUpdate(restored)) }
    },
    subdocs: ({ c }) => {
      const session = docs[c]
      const events = session.events
      session.events = []
      return { events, inside: [...session.doc.subdocs].map((each) => each.guid) }
    },
    state: ({ c }) => {
      const doc = docs[c].doc
      const v2 = base64(Y.encodeStateAsUpdateV2(doc))
      return { sv: base64(Y.encodeStateVector(doc)), v1: base64(Y.encodeStateAsUpdate(doc)), v2 }
    },
  }
  return { docs, ask: ({ cmd, ...rest }) => commands[cmd](rest) }
}

const special = (r, doc) => {
  const text = doc.getText('text')
  const xml = doc.getXmlFragment('xml')
  const attributes = () => (r.int(2) ? { attributes: { bold: r.int(2) ? true : null } } : {})
  switch (r.int(6)) {
    case 0:
    case 1: {
      const delta = []
      for (let n = 1 + r.int(4); n > 0; n--) {
        const kind = r.int(4)
        if (kind === 0) delta.push({ retain: 1 + r.int(3), ...attributes() })
        else if (kind === 1) delta.push({ insert: r.word(1, 4), ...attributes() })
        else if (kind === 2) delta.push({ insert: { image: r.word(1, 3) }, ...attributes() })
        else if (text._start) delta.push({ delete: 1 + r.int(3) }) // yjs fails on a text that never held anything
      }
      return ['tdelta', delta]
    }
    case 2: return ['ttype', r.int(text.length + 1)]
    case 3: return ['setDoc', [], `k${r.int(4)}`, `doc-${r.int(1000)}`, r.pick([{}, { autoLoad: true }, { gc: false, meta: { a: 1 } }, { meta: 'm' }])]
    case 4: return ['loadDoc', [], `k${r.int(4)}`]
    default: return ['xhook', r.int(xml.length + 1), r.word(1, 4)]
  }
}

/** One session; `ask` is told each command and gives the answer of yjs. */
export const session = (seed) => {
  const r = rng(seed)
  const worker = yjsWorker()
  const lines = []
  const ask = (command) => {
    const before = JSON.parse(JSON.stringify(command))
    const answer = worker.ask(command)
    lines.push([before, JSON.parse(JSON.stringify(answer))])
    return answer
  }
  const gc = seed % 3 === 0
  const undo = seed % 4 === 1
  for (let c = 0; c < 2; c++) ask({ cmd: 'doc', client: 2_000_000_011 + c * 7919, gc, undo })
  const logs = [[], []]
  const sent = [0, 0]
  const positions = []
  const snapshots = []
  for (let step = 0; step < 70; step++) {
    const c = r.int(2)
    const { doc } = worker.docs[c]
    const kind = r.int(12)
    if (kind === 0) {
      const u = logs[1 - c].slice(sent[c])
      sent[c] += u.length
      if (u.length) ask({ cmd: 'apply', c, u })
    } else if (kind < 3) {
      const t = r.int(2) ? 'text' : 'array'
      const length = t === 'text' ? doc.getText('text').length : doc.getArray('array').length
      positions.push(ask({ cmd: 'position', c, t, i: r.int(length + 1), a: r.int(3) - 1 }).p)
    } else if (kind === 3) {
      const u = r.pick([...logs[0], ...logs[1], null])
      snapshots.push([c, ask({ cmd: 'snapshot', c, u })])
    } else if (kind === 4) {
      ask({ cmd: 'subdocs', c })
    } else {
      const undoing = undo && r.int(4) === 0
      const op = undoing ? [r.pick(['undo', 'undo', 'redo'])] : r.int(3) ? randomOperation(r, doc, { rich: true, xml: true }) : special(r, doc)
      if (!op || (op[0] === 'xattr' && !(doc.getXmlFragment('xml').get(op[1]) instanceof Y.XmlElement))) continue
      const { u1 } = ask({ cmd: 'op', c, op })
      if (u1) logs[c].push(u1)
    }
    if (positions.length && r.int(3) === 0) ask({ cmd: 'resolve', c, p: r.pick(positions), follow: r.int(2) === 1 })
  }
  for (const [c, { s1, s2 }] of gc ? [] : snapshots) {
    const v2 = r.int(2) === 1
    ask({ cmd: 'restore', c, s: v2 ? s2 : s1, v2 })
  }
  for (let c = 0; c < 2; c++) {
    const u = logs[1 - c].slice(sent[c])
    if (u.length) ask({ cmd: 'apply', c, u })
    for (const p of positions) ask({ cmd: 'resolve', c, p, follow: true })
    ask({ cmd: 'subdocs', c })
    ask({ cmd: 'state', c })
  }
  return { seed, lines }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , from = '0', to = '40', file = new URL('places.jsonl.gz', import.meta.url)] = process.argv
  const sessions = []
  for (let seed = Number(from); seed < Number(to); seed++) sessions.push(JSON.stringify(session(seed)))
  writeFileSync(file, gzipSync(sessions.join('\n'), { level: 9 }))
}
