// What every package has: calls, arrays through the mailbox, promises, listeners, errors. index.js is written around it.
import { checks } from './checks.js';
import { load } from './load.js';

const ARRAYS = [Uint8Array, Int32Array, Float32Array];
// What an array from Java is for; the rest of its number is the array's type.
const RESULT = 0;
const PROMISE = 1;

/** The state of one exported class; `events` are [name, optional, names of bits, what reads the arguments]. */
export function boundary(owner, Failure, address, events = []) {
  const token = Symbol(owner);
  const thing = owner.toLowerCase();
  const check = checks(owner);
  let wasm = null; // functions of the module by name, once loaded
  let loading = null; // the promise that all calls of init share

  // ---- loading ----

  function init(source) {
    loading ??= start(source).catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  async function start(source) {
    const functions = await load(source ?? address(), Failure, adopt);
    functions.$start(host);
    wasm = functions;
  }

  // ---- arrays ----

  let view = null; // Uint8Array over the mailbox in linear memory; empty after the memory grew
  let outgoing = null; // the array that the next call takes with it
  let outgoingType = 0;
  let arriving = null; // what is being put together from pieces
  let result = null; // the array that the last call returned

  function mailbox() {
    if (view === null || view.byteLength === 0) {
      view = wasm.$mailbox();
    }
    return view;
  }

  /** Checks an array and keeps it for the call that comes next. */
  function carry(method, name, value, type) {
    if (!(value instanceof ARRAYS[type])) {
      throw check.wrong(method, name, `a ${ARRAYS[type].name}`, value);
    }
    outgoing = value;
    outgoingType = type;
  }

  function give(array, type) {
    const bytes = type === 0 ? array : new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    wasm.$expect(bytes.length, type);
    for (let from = 0; from < bytes.length; ) {
      const box = mailbox();
      const count = Math.min(box.length, bytes.length - from);
      box.set(bytes.subarray(from, from + count));
      wasm.$take(count);
      from += count;
    }
  }

  // ---- what Java calls ----

  const instances = new Map(); // handle -> state of the instance
  let handles = 0; // the last handle given out; none is used twice
  const waiting = new Map(); // number of a promise -> { self, method, resolve, reject }
  let requests = 0;

  const host = {
    piece(target, kind, total, offset, count) {
      if (offset === 0) {
        arriving = new Uint8Array(total);
      }
      arriving.set(mailbox().subarray(0, count), offset);
      if (offset + count < total) {
        return;
      }
      const array = kind & 3 ? new ARRAYS[kind & 3](arriving.buffer) : arriving;
      arriving = null;
      const purpose = kind >> 2;
      if (purpose === RESULT) {
        result = array;
      } else if (purpose === PROMISE) {
        host.settled(target, array);
      } else {
        told.push(array);
      }
    },
    settled(request, value) {
      waiting.get(request)?.resolve(value);
      waiting.delete(request);
    },
    failed(request, error) {
      const promise = waiting.get(request);
      if (promise !== undefined) {
        waiting.delete(request);
        promise.reject(failure(promise.self, promise.method, error));
      }
    },
    text: (value) => told.push(value),
    number: (value) => told.push(value),
    error: (code, message) => told.push(new Failure(code, message)),
    event(handle, listener) {
      if (happened.length === 0 && depth === 0) {
        queueMicrotask(deliver);
      }
      happened.push([handle, listener, told]);
      told = [];
    },
    flags(handle, listener, bits) {
      if (flags.length === 0 && depth === 0) {
        queueMicrotask(deliver);
      }
      const known = flags.find((each) => each[0] === handle && each[1] === listener);
      if (known === undefined) {
        flags.push([handle, listener, bits]);
      } else {
        known[2] |= bits;
      }
    },
  };

  // Listeners are called when the outermost call has returned, so that they may call anything.
  let depth = 0;
  let current = null; // the instance at work
  let told = []; // the arguments of the next event
  let happened = []; // [handle, listener, arguments] in order
  let flags = []; // [handle, listener, bits that gather]

  function deliver() {
    if (depth > 0 || (happened.length === 0 && flags.length === 0)) {
      return;
    }
    const before = happened;
    const gathered = flags;
    happened = [];
    flags = [];
    for (const [handle, listener, values] of before) {
      const [name, , , readers] = events[listener];
      tell(handle, name, readers === undefined ? values : values.map((value, i) => (readers[i] === null ? value : readers[i](value))));
    }
    for (const [handle, listener, bits] of gathered) {
      const [name, , names] = events[listener];
      tell(handle, name, [names.filter((_, bit) => bits & (1 << bit))]);
    }
  }

  function tell(handle, name, values) {
    const listener = instances.get(handle)?.listener;
    try {
      listener?.[name]?.(...values);
    } catch (error) {
      queueMicrotask(() => {
        throw error; // the listener's own fault: shown as uncaught, and no other listener misses its call
      });
    }
  }

  // ---- errors ----

  function isTrap(error) {
    return (
      error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error?.name === 'InternalError'
    );
  }

  /** What a throw from WebAssembly means for the caller; a trap is the end of the instance. */
  function failure(self, method, thrown) {
    const name = `${owner}.${method}`;
    const error = wasm.$thrown(thrown);
    if (error instanceof Failure) {
      return error;
    }
    if (isTrap(error)) {
      const poisoned = new Failure(
        'POISONED',
        `${name}: a fault inside the ${thing} (${error}); make a new one`,
        { cause: error },
      );
      poison(self, error, poisoned);
      return poisoned;
    }
    if (!(error instanceof Error)) {
      return new Failure('INTERNAL', `${name}: ${error}`, { cause: error });
    }
    const message = wasm.$message(error) ?? error.message;
    return new Failure(wasm.$code(error), `${name}: ${message}`, { cause: error });
  }

  function poison(self, fault, error) {
    if (self !== null && self.poison === null) {
      self.poison = fault;
      abandon(self, error);
    }
  }

  function abandon(self, error) {
    for (const [request, promise] of waiting) {
      if (promise.self === self) {
        waiting.delete(request);
        promise.reject(error);
      }
    }
  }

  function refuseUnusable(self, method) {
    if (self === null) {
      if (wasm === null) {
        throw new Failure(
          'NOT_LOADED',
          `${owner}.${method}() called before the module was loaded: add "await init()" before it`,
        );
      }
    } else if (self.freed) {
      throw new Failure('FREED', `${owner}.${method}: this ${thing} was freed`);
    } else if (self.poison !== null) {
      throw new Failure(
        'POISONED',
        `${owner}.${method}: this ${thing} stopped at a fault (${self.poison}); make a new one`,
        { cause: self.poison },
      );
    }
  }

  // ---- calls ----

  // Every call goes through here: checks that the instance lives, then calls, then delivers what happened.
  function call(self, method, a, b, c, d, e, f, g) {
    const array = outgoing;
    outgoing = null;
    refuseUnusable(self, method);
    const outer = current;
    current = self;
    depth++;
    try {
      if (array !== null) {
        give(array, outgoingType);
      }
      const handle = self === null ? 0 : self.handle;
      return self === null ? wasm[method](a, b, c, d, e, f, g) : wasm[method](handle, a, b, c, d, e, f, g);
    } catch (error) {
      throw failure(self, method, error);
    } finally {
      current = outer;
      if (--depth === 0) {
        deliver();
      }
    }
  }

  const adopted = new WeakMap(); // function of Java -> { self, guarded }

  /** A function that Java gives to the browser works for the instance that made it; a trap in it is that instance's end. */
  function adopt(callback) {
    const self = current;
    if (self === null) {
      return callback;
    }
    if (adopted.get(callback)?.self === self) {
      return adopted.get(callback).guarded; // the same again, so that it can be taken back
    }
    const guarded = function (...args) {
      if (self.poison !== null) {
        return undefined;
      }
      const outer = current;
      current = self;
      depth++;
      try {
        return callback.apply(this, args);
      } catch (error) {
        throw isTrap(error) ? failure(self, 'callback', error) : error;
      } finally {
        current = outer;
        if (--depth === 0) {
          deliver();
        }
      }
    };
    adopted.set(callback, { self, guarded });
    return guarded;
  }

  function promise(self, method, ...args) {
    return new Promise((resolve, reject) => {
      const request = ++requests;
      waiting.set(request, { self, method, resolve, reject });
      try {
        call(self, method, request, ...args);
      } catch (error) {
        waiting.delete(request);
        reject(error);
      }
    });
  }

  // What nobody holds any more is freed, unless a promise of it is still open.
  const forgotten = new FinalizationRegistry((self) => {
    if (![...waiting.values()].some((promise) => promise.self === self)) {
      free(self);
    }
  });

  function free(self) {
    if (self.freed) {
      return;
    }
    self.freed = true;
    instances.delete(self.handle);
    abandon(self, new Failure('FREED', `${owner}: this ${thing} was freed`));
    try {
      wasm.free(self.handle);
    } catch (error) {
      if (self.poison === null) {
        throw failure(self, 'free', error);
      }
    }
  }

  const turns = new WeakMap(); // object of the browser -> when what is being made for it is made

  async function make(Class, method, listener, turn, ...args) {
    const build = async () => {
      await init();
      const self = { handle: ++handles, listener, freed: false, poison: null, ms: new Float64Array(1) };
      instances.set(self.handle, self);
      try {
        await promise(self, method, ...args);
      } catch (error) {
        instances.delete(self.handle);
        throw error;
      }
      const made = new Class(token, self);
      forgotten.register(made, self);
      return made;
    };
    if (turn === null) {
      return build();
    }
    // One after the other, so that the one made last is the one that has the object.
    const made = (turns.get(turn) ?? Promise.resolve()).then(build);
    turns.set(
      turn,
      made.catch(() => {}),
    );
    return made;
  }

  return {
    ...check,
    init,
    carry,
    call,
    promise,
    make,

    /** Of the constructor: only `make` has the token. */
    made(given) {
      if (given !== token) {
        throw new TypeError(`${owner} has no public constructor: use "await ${owner}.create(...)"`);
      }
    },

    array(self, method, ...args) {
      result = null;
      call(self, method, ...args);
      const returned = result;
      result = null;
      return returned;
    },

    free,

    listener(method, name, value) {
      if (typeof value !== 'object' || value === null) {
        throw check.wrong(method, name, 'an object', value);
      }
      for (const [event, optional] of events) {
        if (typeof value[event] !== 'function' && !(optional && value[event] === undefined)) {
          throw check.wrong(method, `${name}.${event}`, 'a function', value[event]);
        }
      }
    },

    each: (read) => (values) => values.map(read),
    values: (read) => (map) => Object.fromEntries(Object.entries(map).map(([name, value]) => [name, read(value)])),
  };
}
