// A tool's own connection to the relay: the unmodified y-websocket provider, with a document and a presence that are the tool's alone.
import { WebSocket } from 'ws'
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { MAX_FRAME_BYTES } from './frames.mjs'

const SYNC = 0
const UPDATE = 2
const REFUSAL = /Unexpected server response: (4\d\d)/

/** A socket class for the provider: with the tool's token, a limit, and handlers whose failures close the socket and nothing else. */
const socketClass = (authorization, onFailure) =>
  class UpstreamSocket extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols, {
        headers: authorization === undefined ? {} : { Authorization: authorization },
        maxPayload: MAX_FRAME_BYTES,
        perMessageDeflate: false,
        handshakeTimeout: 10_000,
        followRedirects: false,
      })
    }

    get onmessage() {
      return super.onmessage
    }

    set onmessage(handler) {
      super.onmessage =
        handler &&
        ((event) => {
          try {
            handler(event)
          } catch (e) {
            onFailure(e)
            this.close(4500, 'unreadable')
          }
        })
    }
  }

/**
 * @typedef {Object} UpstreamEvents
 * @property {(synced: boolean) => void} onSync
 * @property {(frame: Uint8Array) => void} onEcho a sync frame whose update changed nothing here: the relay has one of ours on its disk
 * @property {(reason: string) => void} onDenied the relay takes no edits from this tool
 * @property {(code: number, reason: string) => void} onRefused for good
 * @property {(e: Error) => void} onFailure
 */

/**
 * Connects; reconnects by itself.
 *
 * @param {{ serverUrl: string, room: string, authorization: string | undefined, protocols: string[] }} target
 * @param {UpstreamEvents} events
 */
export const connectUpstream = ({ serverUrl, room, authorization, protocols }, events) => {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  awareness.setLocalState(null) // the sidecar itself is nobody
  const provider = new WebsocketProvider(`${serverUrl.replace(/^http/, 'ws')}/collab`, encodeURIComponent(room), doc, {
    connect: false,
    awareness,
    protocols,
    disableBc: true,
    WebSocketPolyfill: /** @type {any} */ (socketClass(authorization, events.onFailure)),
  })

  // The provider lets others take part in what comes in; ours listens to echoes and refusals.
  const handlers = provider.messageHandlers
  const sync = handlers[SYNC]
  handlers[SYNC] = (encoder, decoder, ...rest) => {
    const kind = decoder.arr[decoder.pos]
    const frame = decoder.arr
    let changed = false
    const note = () => {
      changed = true
    }
    doc.on('update', note)
    sync(encoder, decoder, ...rest)
    doc.off('update', note)
    if (kind === UPDATE && !changed) events.onEcho(frame)
  }
  const auth = handlers[2]
  handlers[2] = (encoder, decoder, ...rest) => {
    events.onDenied('the server does not take edits from this tool')
    auth(encoder, decoder, ...rest)
  }

  provider.on('sync', events.onSync)
  provider.on('closed', ({ code, reason }) => events.onRefused(code, reason))
  provider.on('connection-error', (event) => {
    const status = REFUSAL.exec(event?.message ?? '')?.[1]
    if (status !== undefined) events.onRefused(4400 + (Number(status) % 100), `the server refuses this tool: ${status}`)
  })
  provider.connect()
  let closed = false

  return {
    doc,
    awareness,
    /** Applies something too large for a message of its own: it goes out in the answer to the relay's question after connecting anew. */
    applyWhole(update, origin) {
      provider.disconnect()
      Y.applyUpdate(doc, update, origin)
      provider.connect()
    },
    /** Bytes on their way to the relay. */
    get bufferedAmount() {
      return provider.ws?.bufferedAmount ?? 0
    },
    close() {
      if (closed) return
      closed = true
      provider.destroy()
      awareness.destroy()
      doc.destroy()
    },
  }
}
