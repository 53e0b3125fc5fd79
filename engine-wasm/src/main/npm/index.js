// The glue of @diorama/engine: loading, argument checks, bytes through the mailbox, errors. Types and documentation: index.d.ts.
import { bool, bytes, functions, kind, number, oneOf, string, strings, whole, wrong } from './checks.js';
import { load } from './engine-runtime.js';

const TOPICS = ['tree', 'selection', 'node', 'peers', 'scene', 'sync', 'tool', 'camera', 'replay'];
const PRIMITIVES = ['box', 'sphere', 'plane', 'cylinder', 'cone'];
const SELECT_MODES = ['replace', 'add', 'toggle'];
const HANDLES = ['x', 'y', 'z', 'yz', 'xz', 'xy', 'all'];
// As the enums Tool and Output order them.
const TOOLS = ['select', 'move', 'rotate', 'scale'];
const SPACES = ['world', 'local'];
const PIVOTS = ['middle', 'origins'];
const OUTPUTS = ['beauty', 'albedo', 'normal', 'depth', 'id', 'wireframe', 'roughness', 'metallic', 'position'];
// What a piece of bytes from Java is; EngineMain has the same numbers.
const RESULT = 0;
const SEND = 1;
const LOCAL_UPDATE = 2;
const IMAGE = 3;
const LOCAL_EDIT = 4;
// A module with one struct type and one use of exnref: valid where WebAssembly GC with exceptions runs.
const GC_PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 9, 2, 0x5f, 1, 0x78, 0, 0x60, 1, 0x69, 0];
const PRIVATE = Symbol('Engine.create');

export class EngineError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.name = 'EngineError';
    this.code = code;
  }
}

// ---- loading ----

let wasm = null; // exports of the module by name, once loaded
let loading = null; // the promise that all calls of init share

export default function init(source) {
  loading ??= loadModule(source).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function loadModule(source) {
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(new Uint8Array(GC_PROBE))) {
    throw new EngineError(
      'NO_WASM_GC',
      'This browser cannot run WebAssembly GC with exceptions: use Chrome or Edge 137, Firefox 131, Safari 18.4 or newer',
    );
  }
  const [bytes, from] = await fetchModule(source ?? new URL('./engine.wasm', import.meta.url));
  let module;
  try {
    module = await load(bytes, {});
  } catch (cause) {
    throw new EngineError('LOAD_FAILED', `${from} could not be compiled: ${cause.message}`, { cause });
  }
  const functions = {};
  for (const name of Object.getOwnPropertyNames(module.exports)) {
    functions[name] = module.exports[name];
  }
  functions.start(host);
  wasm = functions;
}

async function fetchModule(source) {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return [source, 'The bytes given to init()'];
  }
  if (typeof source !== 'string' && !(source instanceof URL)) {
    throw new TypeError(`init: argument 'source' must be a string, a URL or bytes, got ${kind(source)}`);
  }
  const address = String(source);
  let response;
  try {
    if (address.startsWith('file:')) {
      const { readFile } = await import('node:fs/promises');
      return [await readFile(new URL(address)), address];
    }
    response = await fetch(address);
  } catch (cause) {
    throw new EngineError('LOAD_FAILED', `${address} could not be loaded: ${cause.message}`, { cause });
  }
  const type = response.headers.get('content-type') ?? 'no MIME type';
  if (!response.ok) {
    throw new EngineError('LOAD_FAILED', `${address} could not be loaded: status ${response.status}, ${type}`);
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] !== 0 || bytes[1] !== 97 || bytes[2] !== 115 || bytes[3] !== 109) {
    throw new EngineError(
      'LOAD_FAILED',
      `${address} is not WebAssembly: status ${response.status}, ${type}, ${bytes.length} bytes`,
    );
  }
  return [bytes, address];
}

// ---- bytes ----

let view = null; // Uint8Array over the mailbox in linear memory; empty after the memory grew

function mailbox() {
  if (view === null || view.byteLength === 0) {
    view = wasm.mailbox();
  }
  return view;
}

/** Puts bytes where the next call finds them. */
function give(bytes) {
  wasm.expect(bytes.length);
  for (let from = 0; from < bytes.length; ) {
    const box = mailbox();
    const count = Math.min(box.length, bytes.length - from);
    box.set(bytes.subarray(from, from + count));
    wasm.take(count);
    from += count;
  }
}

let arriving = null; // what is being put together from pieces
let result = null; // the bytes that the last call returned
let about = null; // what the next local update is about

// ---- what Java calls ----

const engines = new Map(); // handle -> its listeners
let handles = 0; // the last handle given out; none is used twice
const making = new WeakMap(); // canvas -> when the engine being made for it is made
const images = new Map(); // number of a request for an image -> { handle, resolve, reject }
let requests = 0;

const host = {
  piece(target, what, total, offset, count) {
    if (offset === 0) {
      arriving = new Uint8Array(total);
    }
    arriving.set(mailbox().subarray(0, count), offset);
    if (offset + count < total) {
      return;
    }
    const bytes = arriving;
    arriving = null;
    if (what === RESULT) {
      result = bytes;
    } else if (what === SEND) {
      later(target, 'onSend', bytes);
    } else if (what === LOCAL_UPDATE) {
      later(target, 'onLocalUpdate', bytes, about);
    } else if (what === LOCAL_EDIT) {
      about = JSON.parse(new TextDecoder().decode(bytes));
    } else if (what === IMAGE) {
      const image = images.get(target);
      if (bytes.length > 0) {
        image?.resolve(bytes);
      } else {
        image?.reject(new EngineError('DEVICE_LOST', 'Engine.renderImage: the graphics device was lost'));
      }
      images.delete(target);
    }
  },
  changed(handle, mask) {
    if (changes.size === 0 && depth === 0) {
      queueMicrotask(deliver);
    }
    changes.set(handle, (changes.get(handle) ?? 0) | mask);
  },
  deviceError(handle, code, message) {
    const error = new EngineError(code, message);
    if (code === 'DEVICE_LOST') {
      rejectImages(handle, error);
    }
    later(handle, 'onDeviceError', error);
  },
  random: () => crypto.getRandomValues(new Int32Array(1))[0],
};

function rejectImages(handle, error) {
  for (const [request, image] of images) {
    if (image.handle === handle) {
      images.delete(request);
      image.reject(error);
    }
  }
}

// Listeners are called when the outermost call into the engine has returned, so that they may call anything.
let depth = 0;
let events = []; // [handle, listener, argument] in the order they happened
const changes = new Map(); // handle -> mask of topics

function later(handle, listener, ...rest) {
  if (events.length === 0 && depth === 0) {
    queueMicrotask(deliver);
  }
  events.push([handle, listener, ...rest]);
}

function deliver() {
  if (depth > 0 || (events.length === 0 && changes.size === 0)) {
    return;
  }
  const happened = events;
  const changed = [...changes];
  events = [];
  changes.clear();
  for (const [handle, listener, ...rest] of happened) {
    tell(handle, listener, ...rest);
  }
  for (const [handle, mask] of changed) {
    tell(
      handle,
      'onChange',
      TOPICS.filter((_, bit) => mask & (1 << bit)),
    );
  }
}

function tell(handle, listener, ...rest) {
  const listeners = engines.get(handle);
  try {
    listeners?.[listener]?.(...rest);
  } catch (error) {
    queueMicrotask(() => {
      throw error; // the listener's own fault: shown as uncaught, and no other listener misses its call
    });
  }
}

/** What a throw from WebAssembly means for the caller; `null` when it was a trap. */
function failure(method, error) {
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
    return null;
  }
  if (!(error instanceof Error)) {
    return new EngineError('INTERNAL', `Engine.${method}: ${error}`, { cause: error });
  }
  const message = wasm.errorMessage(error) ?? error.message;
  return new EngineError(wasm.errorCode(error), `Engine.${method}: ${message}`, { cause: error });
}

// ---- the engine ----

export class Engine {
  #handle;
  #canvas;
  #freed = false;
  #cpuMs = 0; // of the last frame
  #poison = null; // the trap that ended this engine

  constructor(token, handle, canvas) {
    if (token !== PRIVATE) {
      throw new TypeError('Engine has no public constructor: use "await Engine.create(canvas, listeners)"');
    }
    this.#handle = handle;
    this.#canvas = canvas;
  }

  static async create(canvas, listeners) {
    if (typeof canvas?.getContext !== 'function') {
      throw wrong('create', 'canvas', 'a canvas', canvas);
    }
    functions(listeners);
    const gpu = globalThis.navigator?.gpu;
    if (!gpu) {
      throw new EngineError(
        'NO_WEBGPU',
        globalThis.isSecureContext === false
          ? 'WebGPU needs a secure page: open it over https, or on localhost'
          : 'This browser has no WebGPU: use a browser that has it, and see that hardware acceleration is on',
      );
    }
    // One after the other on one canvas, so that the engine made last is the one that draws to it.
    const made = (making.get(canvas) ?? Promise.resolve()).then(() => Engine.#make(gpu, canvas, listeners));
    making.set(
      canvas,
      made.catch(() => {}),
    );
    return made;
  }

  static async #make(gpu, canvas, listeners) {
    await init();
    const handle = ++handles;
    engines.set(handle, listeners);
    try {
      await wasm.create(handle, gpu, canvas, crypto.getRandomValues(new Uint32Array(1))[0]);
    } catch (error) {
      engines.delete(handle);
      throw failure('create', error) ?? new EngineError('INTERNAL', `Engine.create: ${error}`, { cause: error });
    }
    const engine = new Engine(PRIVATE, handle, canvas);
    engine.resize(canvas.width, canvas.height);
    return engine;
  }

  // Every call goes through here, renderFrame too: checks that the engine lives, then calls, then delivers what happened.
  #call(method, a, b, c, d, e) {
    if (this.#freed) {
      throw new EngineError('FREED', `Engine.${method}: this engine was freed`);
    }
    if (this.#poison !== null) {
      throw new EngineError(
        'POISONED',
        `Engine.${method}: this engine stopped at a fault (${this.#poison}); make a new one and give it the stored updates`,
        { cause: this.#poison },
      );
    }
    depth++;
    try {
      return wasm[method](this.#handle, a, b, c, d, e);
    } catch (error) {
      const expected = failure(method, error);
      if (expected !== null) {
        throw expected;
      }
      this.#poison = error;
      throw new EngineError(
        'POISONED',
        `Engine.${method}: a fault inside the engine (${error}); make a new one and give it the stored updates`,
        { cause: error },
      );
    } finally {
      if (--depth === 0) {
        deliver();
      }
    }
  }

  #bytes(method, a) {
    result = null;
    this.#call(method, a);
    const returned = result;
    result = null;
    return returned;
  }

  #give(method, value) {
    if (this.#freed || this.#poison !== null) {
      this.#call(method); // throws
    }
    give(value);
    this.#call(method);
  }

  renderFrame(dt) {
    number('renderFrame', 'dt', dt);
    const start = performance.now();
    this.#call('renderFrame', dt);
    this.#cpuMs = performance.now() - start;
  }

  resize(width, height) {
    whole('resize', 'width', width, 0);
    whole('resize', 'height', height, 0);
    if (this.#canvas.width !== width) {
      this.#canvas.width = width;
    }
    if (this.#canvas.height !== height) {
      this.#canvas.height = height;
    }
    this.#call('resize', width, height);
  }

  pointerDown(x, y, button, modifiers) {
    this.#pointer('pointerDown', x, y, 'button', button, modifiers);
  }

  pointerMove(x, y, buttons, modifiers) {
    this.#pointer('pointerMove', x, y, 'buttons', buttons, modifiers);
  }

  pointerUp(x, y, button, modifiers) {
    this.#pointer('pointerUp', x, y, 'button', button, modifiers);
  }

  #pointer(method, x, y, third, value, modifiers) {
    number(method, 'x', x);
    number(method, 'y', y);
    whole(method, third, value);
    whole(method, 'modifiers', modifiers);
    this.#call(method, x, y, value, modifiers);
  }

  pointerCancel() {
    this.#call('pointerCancel');
  }

  wheel(x, y, deltaY, modifiers) {
    number('wheel', 'x', x);
    number('wheel', 'y', y);
    number('wheel', 'deltaY', deltaY);
    whole('wheel', 'modifiers', modifiers);
    this.#call('wheel', x, y, deltaY, modifiers);
  }

  connectionOpened() {
    this.#call('connectionOpened');
  }

  connectionClosed() {
    this.#call('connectionClosed');
  }

  receive(message) {
    bytes('receive', 'message', message);
    this.#give('receive', message);
  }

  loadUpdate(update) {
    bytes('loadUpdate', 'update', update);
    this.#give('loadUpdate', update);
  }

  encodeState() {
    return this.#bytes('encodeState');
  }

  keepAlive() {
    this.#call('keepAlive');
  }

  setUser(name, color) {
    string('setUser', 'name', name);
    string('setUser', 'color', color);
    this.#call('setUser', name, color);
  }

  addPrimitive(primitive) {
    return this.#call('addPrimitive', oneOf('addPrimitive', 'primitive', primitive, PRIMITIVES));
  }

  addGroup() {
    return this.#call('addGroup');
  }

  deleteSelection() {
    this.#call('deleteSelection');
  }

  undo() {
    this.#call('undo');
  }

  redo() {
    this.#call('redo');
  }

  canUndo() {
    return Boolean(this.#call('canUndo'));
  }

  canRedo() {
    return Boolean(this.#call('canRedo'));
  }

  rename(id, name) {
    string('rename', 'id', id);
    string('rename', 'name', name);
    this.#call('rename', id, name);
  }

  setPosition(id, x, y, z) {
    this.#vector('setPosition', id, x, y, z);
    this.#call('setPosition', id, x, y, z);
  }

  setRotation(id, x, y, z, w) {
    this.#vector('setRotation', id, x, y, z);
    number('setRotation', 'w', w);
    this.#call('setRotation', id, x, y, z, w);
  }

  setScale(id, x, y, z) {
    this.#vector('setScale', id, x, y, z);
    this.#call('setScale', id, x, y, z);
  }

  #vector(method, id, x, y, z) {
    string(method, 'id', id);
    number(method, 'x', x);
    number(method, 'y', y);
    number(method, 'z', z);
  }

  setParameter(id, name, value) {
    string('setParameter', 'id', id);
    string('setParameter', 'name', name);
    number('setParameter', 'value', value);
    this.#call('setParameter', id, name, value);
  }

  setSphereRadius(id, radius) {
    string('setSphereRadius', 'id', id);
    number('setSphereRadius', 'radius', radius);
    this.#call('setSphereRadius', id, radius);
  }

  setBackground(r, g, b) {
    number('setBackground', 'r', r);
    number('setBackground', 'g', g);
    number('setBackground', 'b', b);
    this.#call('setBackground', r, g, b);
  }

  setSceneName(name) {
    string('setSceneName', 'name', name);
    this.#call('setSceneName', name);
  }

  moveNode(id, parent, index) {
    string('moveNode', 'id', id);
    string('moveNode', 'parent', parent);
    whole('moveNode', 'index', index, 0);
    this.#call('moveNode', id, parent, index);
  }

  select(id, mode) {
    string('select', 'id', id);
    this.#call('select', id, oneOf('select', 'mode', mode, SELECT_MODES));
  }

  clearSelection() {
    this.#call('clearSelection');
  }

  frameSelection() {
    this.#call('frameSelection');
  }

  treeRowCount() {
    return this.#call('treeRowCount');
  }

  treeRows(first, count) {
    whole('treeRows', 'first', first, 0);
    whole('treeRows', 'count', count, 0);
    return JSON.parse(this.#call('treeRows', first, count));
  }

  setExpanded(id, expanded) {
    string('setExpanded', 'id', id);
    bool('setExpanded', 'expanded', expanded);
    this.#call('setExpanded', id, expanded);
  }

  revealInTree(id) {
    string('revealInTree', 'id', id);
    return this.#call('revealInTree', id);
  }

  node(id) {
    string('node', 'id', id);
    return JSON.parse(this.#call('node', id));
  }

  selection() {
    return JSON.parse(this.#call('selection'));
  }

  peers() {
    return JSON.parse(this.#call('peers'));
  }

  syncState() {
    return JSON.parse(this.#call('syncState'));
  }

  sceneInfo() {
    return JSON.parse(this.#call('sceneInfo'));
  }

  screenPosition(id) {
    string('screenPosition', 'id', id);
    return JSON.parse(this.#call('screenPosition', id));
  }

  gizmoHandle(handle) {
    return JSON.parse(this.#call('gizmoHandle', oneOf('gizmoHandle', 'handle', handle, HANDLES)));
  }

  setTool(tool) {
    this.#call('setTool', oneOf('setTool', 'tool', tool, TOOLS));
  }

  setToolSpace(space) {
    this.#call('setToolSpace', oneOf('setToolSpace', 'space', space, SPACES));
  }

  setToolPivot(pivot) {
    this.#call('setToolPivot', oneOf('setToolPivot', 'pivot', pivot, PIVOTS));
  }

  setSnapping(snapping) {
    bool('setSnapping', 'snapping', snapping);
    this.#call('setSnapping', snapping);
  }

  setHoverOutline(hover) {
    bool('setHoverOutline', 'hover', hover);
    this.#call('setHoverOutline', hover);
  }

  setOutput(output) {
    this.#call('setOutput', oneOf('setOutput', 'output', output, OUTPUTS));
  }

  setOrthographic(orthographic) {
    bool('setOrthographic', 'orthographic', orthographic);
    this.#call('setOrthographic', orthographic);
  }

  viewFrom(yaw, pitch) {
    number('viewFrom', 'yaw', yaw);
    number('viewFrom', 'pitch', pitch);
    this.#call('viewFrom', yaw, pitch);
  }

  fly(right, up, forward) {
    number('fly', 'right', right);
    number('fly', 'up', up);
    number('fly', 'forward', forward);
    this.#call('fly', right, up, forward);
  }

  camera() {
    return JSON.parse(this.#call('camera'));
  }

  openReplay() {
    this.#call('openReplay');
  }

  appendReplay(updates) {
    bytes('appendReplay', 'updates', updates);
    this.#give('appendReplay', updates);
  }

  replayEnd() {
    return this.#call('replayEnd');
  }

  replayReady() {
    return this.#call('replayReady');
  }

  replayPosition() {
    return this.#call('replayPosition');
  }

  seekReplay(sequence) {
    whole('seekReplay', 'sequence', sequence, 0);
    this.#call('seekReplay', sequence);
  }

  replayChanges() {
    return JSON.parse(this.#call('replayChanges'));
  }

  replayStateHash() {
    return this.#call('replayStateHash');
  }

  restoreReplay() {
    return Boolean(this.#call('restoreReplay'));
  }

  closeReplay() {
    this.#call('closeReplay');
  }

  flash(ids, color, seconds) {
    strings('flash', 'ids', ids);
    string('flash', 'color', color);
    number('flash', 'seconds', seconds);
    this.#call('flash', JSON.stringify(ids), color, seconds);
  }

  stateHash() {
    return this.#call('stateHash');
  }

  renderImage(width, height, options) {
    return new Promise((resolve, reject) => {
      const output = oneOf('renderImage', 'options.output', options?.output ?? 'beauty', OUTPUTS);
      const overlays = options?.overlays ?? true;
      bool('renderImage', 'options.overlays', overlays);
      whole('renderImage', 'width', width, 1);
      whole('renderImage', 'height', height, 1);
      const request = ++requests;
      images.set(request, { handle: this.#handle, resolve, reject });
      try {
        this.#call('renderImage', request, width, height, output, overlays);
      } catch (error) {
        images.delete(request);
        throw error;
      }
    });
  }

  stats() {
    return { ...JSON.parse(this.#call('stats')), cpuMs: this.#cpuMs };
  }

  free() {
    if (this.#freed) {
      return;
    }
    this.#freed = true;
    engines.delete(this.#handle);
    rejectImages(this.#handle, new EngineError('FREED', 'Engine.renderImage: this engine was freed'));
    try {
      wasm.free(this.#handle);
    } catch (error) {
      if (this.#poison === null) {
        throw failure('free', error) ?? error;
      }
    }
  }
}
