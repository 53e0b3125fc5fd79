// The npm providers against a server: node providers.mjs PROVIDER SCENARIO PORT ROOM. Says "passed" or why not.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import { WebsocketProvider as Provider3 } from 'y-websocket';
import { WebsocketProvider as Provider2 } from 'y-websocket-2';
import * as Y13 from 'yjs';

const [which, scenario, port, room] = process.argv.slice(2);
const PATIENCE = 20_000;
const open = new Set();

/** Yjs of the provider's generation, and the provider. */
async function generation() {
  if (which === 'y-websocket-4') {
    return { Y: await import('@y/y'), Provider: (await import('@y/websocket')).WebsocketProvider };
  }
  return { Y: Y13, Provider: which === 'y-websocket-2' ? Provider2 : Provider3 };
}

const { Y, Provider } = await generation();

async function until(what, condition, patience = PATIENCE) {
  const end = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`not within ${patience} ms: ${what}`);
    }
    await sleep(10);
  }
}

/** The map of a document; the newest Yjs has one kind of type for all. */
const map = (doc) => (doc.getMap ? doc.getMap('m') : doc.get('m'));
const set = (doc, key, value) => (map(doc).set ? map(doc).set(key, value) : map(doc).setAttr(key, value));
const get = (doc, key) => (map(doc).get && doc.getMap ? map(doc).get(key) : map(doc).getAttr(key));

/** A client of the stock provider; `client.synced()`, `client.acknowledged()`. */
function client(name = room, options = {}) {
  const doc = new Y.Doc();
  const provider = new Provider(`ws://127.0.0.1:${port}/collab`, name, doc, {
    WebSocketPolyfill: WebSocket,
    disableBc: true,
    ...options,
  });
  let closes = 0;
  const codes = [];
  const denied = [];
  provider.on('connection-close', (event) => {
    if (event !== null) {
      closes++;
      codes.push([event.code, event.reason?.toString()]);
    }
  });
  const warn = console.warn;
  console.warn = (...text) => (text.join(' ').includes('Permission denied') ? denied.push(text.join(' ')) : warn(...text));
  const self = {
    doc,
    provider,
    codes,
    denied,
    closes: () => closes,
    synced: () => until('synced', () => provider.synced),
    has: (key, value) => until(`${key} = ${value}`, () => JSON.stringify(get(doc, key)) === JSON.stringify(value)),
    destroy: () => {
      provider.destroy();
      open.delete(self);
    },
  };
  open.add(self);
  return self;
}

/** A document over Hocuspocus's provider. */
function hocuspocus(name = room, options = {}) {
  const doc = new Y13.Doc();
  const scopes = [];
  const failures = [];
  const provider = new HocuspocusProvider({
    name,
    document: doc,
    token: 'none',
    onAuthenticated: ({ scope }) => scopes.push(scope),
    onAuthenticationFailed: ({ reason }) => failures.push(reason),
    ...(options.websocketProvider ? {} : { url: `ws://127.0.0.1:${port}/hocuspocus`, WebSocketPolyfill: WebSocket, delay: 100, minDelay: 50 }),
    ...options,
  });
  if (options.websocketProvider) {
    provider.attach();
  }
  const self = {
    doc,
    provider,
    scopes,
    failures,
    synced: () => until('synced', () => provider.synced && !provider.hasUnsyncedChanges),
    has: (key, value) =>
      until(`${key} = ${value}`, () => JSON.stringify(doc.getMap('m').get(key)) === JSON.stringify(value)),
    destroy: () => {
      provider.destroy();
      open.delete(self);
    },
  };
  open.add(self);
  return self;
}

/** Frames as they are. */
async function raw(path = `/collab/${encodeURIComponent(room)}`, protocols = []) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols);
  socket.binaryType = 'nodebuffer';
  const frames = [];
  const closed = new Promise((resolve) => socket.on('close', (code, reason) => resolve([code, reason.toString()])));
  socket.on('message', (data) => frames.push(new Uint8Array(data)));
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  return { socket, frames, closed };
}

function frame(...parts) {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') {
      encoding.writeVarUint(encoder, part);
    } else {
      encoding.writeVarUint8Array(encoder, part);
    }
  }
  return encoding.toUint8Array(encoder);
}

/** Asks a parent for something by a line, and waits for its answer. */
async function ask(what) {
  console.log(`ask ${what}`);
  await new Promise((resolve) => process.stdin.once('data', resolve));
}

const present = (provider, id) => provider.awareness.getStates().has(id);

const scenarios = {
  async empty() {
    const a = client();
    await a.synced();
    assert.deepEqual(map(a.doc).toJSON?.() ?? {}, map(a.doc).toJSON?.() ?? {});
    set(a.doc, 'k', 1);
    const b = client();
    await b.synced();
    await b.has('k', 1);
  },

  async large() {
    const a = client();
    await a.synced();
    const text = 'x'.repeat(1000);
    for (let i = 0; i < 50; i++) {
      a.doc.transact(() => {
        for (let k = 0; k < 100; k++) {
          set(a.doc, `k${i}-${k}`, text);
        }
      });
    }
    set(a.doc, 'last', 1);
    const b = client();
    await b.synced();
    await b.has('last', 1);
    const c = client();
    await c.synced();
    assert.ok(Y.encodeStateAsUpdate(c.doc).length > 5_000_000);
    await c.has('k49-99', text);
  },

  async offline() {
    const a = client();
    const b = client();
    await Promise.all([a.synced(), b.synced()]);
    a.provider.disconnect();
    set(a.doc, 'a', 'offline');
    set(b.doc, 'b', 'online');
    await sleep(100);
    set(a.doc, 'a2', 'offline, too');
    a.provider.connect();
    await Promise.all([a.has('b', 'online'), b.has('a', 'offline'), b.has('a2', 'offline, too')]);
  },

  async alone() {
    const a = client();
    await a.synced();
    await sleep(76_000);
    assert.equal(a.closes(), 0);
    assert.ok(a.provider.wsconnected);
  },

  async maps() {
    const all = Array.from({ length: 4 }, () => client());
    await Promise.all(all.map((each) => each.synced()));
    for (let i = 0; i < 25; i++) {
      for (const [n, each] of all.entries()) {
        set(each.doc, `k${i % 5}`, `${n} ${i}`);
        set(each.doc, `own${n}`, i);
      }
    }
    const state = (each) => JSON.stringify([...Array(5).keys()].map((i) => get(each.doc, `k${i}`)));
    await until('the same on all', () =>
      all.every((each) => state(each) === state(all[0]) && [0, 1, 2, 3].every((n) => get(each.doc, `own${n}`) === 24)),
    );
  },

  async awareness() {
    const a = client();
    const b = client();
    await Promise.all([a.synced(), b.synced()]);
    a.provider.awareness.setLocalStateField('user', { name: 'Ada' });
    await until('b sees a', () => b.provider.awareness.getStates().get(a.doc.clientID)?.user?.name === 'Ada');
    const c = client();
    await until('a late one sees both', () => present(c.provider, a.doc.clientID) && present(c.provider, b.doc.clientID));
    const id = a.doc.clientID;
    a.provider.ws.terminate?.() ?? a.provider.ws.close();
    a.destroy();
    await until('a is gone', () => !present(b.provider, id) && !present(c.provider, id));
  },

  /** Whoever comes back is seen at once, though the clock of their presence has not moved. */
  async comeback() {
    const a = client();
    const b = client();
    await Promise.all([a.synced(), b.synced()]);
    a.provider.awareness.setLocalStateField('user', { name: 'Ada' });
    const id = a.doc.clientID;
    await until('b sees a', () => present(b.provider, id));
    for (let i = 0; i < 3; i++) {
      a.provider.ws.close();
      await until('b sees a go', () => !present(b.provider, id));
      await until('b sees a again', () => present(b.provider, id), 8_000);
    }
    a.provider.awareness.setLocalStateField('user', { name: 'Ada L.' });
    await until('b hears of changes', () => b.provider.awareness.getStates().get(id)?.user?.name === 'Ada L.', 8_000);
  },

  async readonly() {
    const a = client();
    await a.synced();
    await a.has('k', 'before');
    a.provider.awareness.setLocalStateField('user', { name: 'Viewer' });
    set(a.doc, 'mine', 1);
    set(a.doc, 'mine', 2);
    await until('denied', () => a.denied.length > 0);
    await ask('role editor');
    const b = client();
    await b.synced();
    await until('presence is seen', () => present(b.provider, a.doc.clientID));
    assert.equal(get(b.doc, 'mine'), undefined);
    assert.equal(a.denied.length, 1);
    assert.equal(a.closes(), 0);
    assert.match(a.denied[0], /look at this scene/);
  },

  async kick() {
    const a = client();
    await a.synced();
    await ask('kick');
    await until('closed', () => a.closes() > 0);
    assert.equal(a.codes[0][0], 4403);
    assert.equal(a.codes[0][1], 'you may no longer be here');
  },

  async restart() {
    const a = client();
    await a.synced();
    set(a.doc, 'before', 1);
    const b = client();
    await b.has('before', 1);
    await ask('stop');
    set(a.doc, 'meanwhile', 2);
    await ask('start');
    await b.has('meanwhile', 2);
    assert.ok(a.codes.some(([code]) => code === 1012), JSON.stringify(a.codes));
    const c = client();
    await c.synced();
    await c.has('before', 1);
    await c.has('meanwhile', 2);
  },

  async oddities() {
    const a = client();
    await a.synced();
    const { socket, frames } = await raw();
    socket.send(frame(102, 1, 2));
    socket.send(frame(0, 1, new Uint8Array([0, 0])));
    socket.send(frame(0, 0, new Uint8Array([0])));
    const doc = new Y13.Doc();
    doc.getMap('m').set('raw', 1);
    const update = Y13.encodeStateAsUpdate(doc);
    for (let i = 0; i < 3; i++) {
      socket.send(frame(0, 2, update));
    }
    await a.has('raw', 1);
    await until('three echoes', () => frames.filter((each) => each[0] === 0 && each[1] === 2).length === 3);
    a.provider.awareness.setLocalStateField('user', { name: 'Ada' });
    await sleep(200);
    const before = frames.length;
    socket.send(frame(3));
    await until('everybody', () => frames.slice(before).some((each) => each[0] === 1 && each.length > 5));
    assert.equal(a.closes(), 0);
    socket.close();
  },

  /** A day's work of 50 MB in one step 2. */
  async burst() {
    const a = client();
    await a.synced();
    a.provider.disconnect();
    const text = 'y'.repeat(100_000);
    a.doc.transact(() => {
      for (let i = 0; i < 500; i++) {
        set(a.doc, `k${i}`, text);
      }
    });
    a.provider.connect();
    const b = client();
    await until('it is on the other side', () => get(b.doc, 'k499') === text, 60_000);
    assert.equal(a.codes.filter(([code]) => code >= 4000).length, 0);
  },

  async text() {
    const { socket, closed } = await raw();
    socket.send('hello');
    assert.equal((await closed)[0], 1003);
  },

  async keepalive() {
    const { socket, frames } = await raw();
    await sleep(45_000);
    // The server's clock does not start with the socket: of signs every 20 s two or three fall into 45 s.
    const signs = frames.filter((each) => each.length === 3 && each.join() === '1,1,0').length;
    assert.ok(signs === 2 || signs === 3, `${signs} signs of life`);
    socket.close();
  },

  async subprotocol() {
    const { socket } = await raw(undefined, ['yauth-abc', 'second']);
    assert.equal(socket.protocol, 'yauth-abc');
    socket.close();
    const a = client(room, { protocols: ['token-1'] });
    await a.synced();
  },

  async malformed() {
    const { socket, closed } = await raw();
    socket.send(frame(0, 2, new Uint8Array([1, 1, 1, 1])));
    const [code, reason] = await closed;
    assert.equal(code, 4400);
    assert.match(reason, /malformed/);
  },

  // ---- Hocuspocus's provider ----

  async hocuspocus() {
    const a = client();
    await a.synced();
    set(a.doc, 'before', 1);
    const h = hocuspocus();
    await h.synced();
    await h.has('before', 1);
    assert.deepEqual(h.scopes, ['read-write']);
    h.doc.getMap('m').set('from hocuspocus', 2);
    await a.has('from hocuspocus', 2);
    await until('acknowledged', () => !h.provider.hasUnsyncedChanges);
    set(a.doc, 'back', 3);
    await h.has('back', 3);
    h.provider.setAwarenessField('user', { name: 'Hugo' });
    a.provider.awareness.setLocalStateField('user', { name: 'Ada' });
    await until('a sees h', () => a.provider.awareness.getStates().get(h.doc.clientID)?.user?.name === 'Hugo');
    await until('h sees a', () => h.provider.awareness.getStates().get(a.doc.clientID)?.user?.name === 'Ada');
    const id = h.doc.clientID;
    h.destroy();
    await until('h is gone', () => !present(a.provider, id));
  },

  async 'hocuspocus-many'() {
    const socket = new HocuspocusProviderWebsocket({ url: `ws://127.0.0.1:${port}/hocuspocus`, WebSocketPolyfill: WebSocket });
    const documents = Array.from({ length: 5 }, (_, n) => hocuspocus(`${room}/${n}`, { websocketProvider: socket }));
    const sessions = [1, 2].map(() => hocuspocus(`${room}/0`, { websocketProvider: socket, sessionAwareness: true }));
    await Promise.all([...documents, ...sessions].map((each) => each.synced()));
    for (const [n, each] of documents.entries()) {
      each.doc.getMap('m').set('n', n);
    }
    for (const n of documents.keys()) {
      const a = client(`${room}/${n}`);
      await a.has('n', n);
    }
    for (const each of sessions) {
      await each.has('n', 0);
    }
    documents[1].destroy();
    documents[2].doc.getMap('m').set('still', true);
    await client(`${room}/2`).has('still', true);
    for (const each of [...documents, ...sessions]) {
      each.destroy();
    }
    socket.destroy();
  },

  async 'hocuspocus-reconnect'() {
    const h = hocuspocus();
    await h.synced();
    h.doc.getMap('m').set('one', 1);
    await h.synced();
    h.provider.configuration.websocketProvider.webSocket.close();
    h.doc.getMap('m').set('two', 2);
    const a = client();
    await a.has('one', 1);
    await a.has('two', 2);
    await h.synced();
  },

  async 'hocuspocus-empty'() {
    const h = hocuspocus();
    await h.synced();
    assert.deepEqual(h.doc.getMap('m').toJSON(), {});
    h.doc.getMap('m').set('k', 1);
    const other = hocuspocus();
    await other.has('k', 1);
  },

  async 'hocuspocus-large'() {
    const text = 'x'.repeat(1000);
    const a = hocuspocus();
    await a.synced();
    for (let i = 0; i < 50; i++) {
      a.doc.transact(() => {
        for (let k = 0; k < 100; k++) {
          a.doc.getMap('m').set(`k${i}-${k}`, text);
        }
      });
    }
    await a.synced();
    const b = hocuspocus();
    await b.synced();
    await b.has('k49-99', text);
    assert.ok(Y13.encodeStateAsUpdate(b.doc).length > 5_000_000);
  },

  async 'hocuspocus-offline'() {
    const a = hocuspocus();
    const b = hocuspocus();
    await Promise.all([a.synced(), b.synced()]);
    a.provider.configuration.websocketProvider.disconnect();
    a.doc.getMap('m').set('a', 'offline');
    b.doc.getMap('m').set('b', 'online');
    await sleep(100);
    a.doc.getMap('m').set('a2', 'offline, too');
    await a.provider.configuration.websocketProvider.connect();
    await Promise.all([a.has('b', 'online'), b.has('a', 'offline'), b.has('a2', 'offline, too')]);
    await a.synced();
  },

  async 'hocuspocus-maps'() {
    const all = Array.from({ length: 4 }, () => hocuspocus());
    await Promise.all(all.map((each) => each.synced()));
    for (let i = 0; i < 25; i++) {
      for (const [n, each] of all.entries()) {
        each.doc.getMap('m').set(`k${i % 5}`, `${n} ${i}`);
        each.doc.getMap('m').set(`own${n}`, i);
      }
    }
    const state = (each) => JSON.stringify([...Array(5).keys()].map((i) => each.doc.getMap('m').get(`k${i}`)));
    await until('the same on all', () =>
      all.every((each) => state(each) === state(all[0]) && [0, 1, 2, 3].every((n) => each.doc.getMap('m').get(`own${n}`) === 24)),
    );
  },

  async 'hocuspocus-kick'() {
    const h = hocuspocus();
    await h.synced();
    const closed = new Promise((resolve) => h.provider.configuration.websocketProvider.on('close', ({ event }) => resolve(event)));
    await ask('kick');
    const { code, reason } = await closed;
    assert.deepEqual([code, reason.toString()], [4403, 'you may no longer be here']);
  },

  async 'hocuspocus-restart'() {
    const a = hocuspocus();
    await a.synced();
    a.doc.getMap('m').set('before', 1);
    await a.synced();
    await ask('stop');
    a.doc.getMap('m').set('meanwhile', 2);
    await ask('start');
    const b = hocuspocus();
    await b.has('before', 1);
    await b.has('meanwhile', 2);
    await a.synced();
  },

  async 'hocuspocus-readonly'() {
    const h = hocuspocus(room, { token: 'viewer' });
    await h.has('k', 'before');
    assert.deepEqual(h.scopes, ['readonly']);
    h.doc.getMap('m').set('mine', 1);
    h.provider.setAwarenessField('user', { name: 'Hugo' });
    const e = hocuspocus(room, { token: 'editor' });
    await e.synced();
    assert.deepEqual(e.scopes, ['read-write']);
    await until('presence is seen', () => present(e.provider, h.doc.clientID));
    await sleep(300);
    assert.equal(e.doc.getMap('m').get('mine'), undefined);
    assert.ok(h.provider.hasUnsyncedChanges);
    const nobody = hocuspocus(room, { token: 'wrong' });
    await until('refused', () => nobody.failures.length > 0);
    assert.deepEqual(nobody.failures, ['permission-denied']);
    assert.equal(nobody.provider.synced, false);
  },

  async 'hocuspocus-idle'() {
    const h = hocuspocus();
    await h.synced();
    let closes = 0;
    h.provider.on('close', () => closes++);
    await sleep(76_000);
    assert.equal(closes, 0);
  },
};

try {
  await scenarios[scenario]();
  console.log('passed');
} catch (error) {
  console.log('failed', error);
}
for (const each of open) {
  each.destroy();
}
process.exit(0);
