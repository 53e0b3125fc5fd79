// Runs a module that TeaVM compiled: what it imports, and nothing that it doesn't.
//
// It stands for TeaVM's own runtime, which makes its small adapters with `new Function` and so needs 'unsafe-eval'. The names are TeaVM's;
// an import that is not here fails the load and is named by the browser.

const OBJECT = Symbol('object of Java');
const FUNCTIONS = Symbol('functions made of it');
const THROWABLE = Symbol('throwable of Java');

// The bodies of @JSBody methods that TeaVM's own classes have; ours have none.
const BODIES = {
  'str|return str;': (str) => str,
  'buffer|return buffer;': (buffer) => buffer,
  'value|return value;': (value) => value,
  'number|return number;': (number) => number,
  '|{return {};}': () => ({}),
};

// Valid where strings of JavaScript are used without a detour; one version of Safari says so and is wrong.
const STRINGS_PROBE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 1, 127, 1, 100, 111, 2, 31, 1, 14, 119, 97, 115, 109, 58, 106, 115, 45, 115, 116, 114, 105,
  110, 103, 12, 102, 114, 111, 109, 67, 104, 97, 114, 67, 111, 100, 101, 0, 0, 3, 1, 0, 5, 4, 1, 1, 0, 0, 7, 10, 1, 6, 109, 101, 109, 111,
  114, 121, 2, 0, 10, 129, 128, 128, 0, 0,
];
const BUILTINS = { builtins: ['js-string'] };

const STRINGS = {
  fromCharCode: (code) => String.fromCharCode(code),
  fromCharCodeArray: () => missing('fromCharCodeArray'),
  intoCharCodeArray: () => missing('intoCharCodeArray'),
  concat: (a, b) => a + b,
  charCodeAt: (text, index) => text.charCodeAt(index),
  length: (text) => text.length,
  substring: (text, from, to) => text.substring(from, to),
};

function missing(what) {
  throw new Error(`runtime.js does not have what the module asks for: ${what}`);
}

async function hasStrings() {
  try {
    const module = await WebAssembly.compile(new Uint8Array(STRINGS_PROBE), BUILTINS);
    await WebAssembly.instantiate(module, {});
    return true;
  } catch {
    return false;
  }
}

const NO_TRACE = { getStack: () => [] };

/** What is printed appears line by line. */
function lines(log) {
  let line = '';
  return (code) => {
    if (code === 10) {
      log(line);
      line = '';
    } else {
      line += String.fromCharCode(code);
    }
  };
}

function global(name) {
  return name in globalThis ? globalThis[name] : missing(`the global ${name}`);
}

/** The value of a custom section that holds JSON. */
function section(module, name) {
  const [bytes] = WebAssembly.Module.customSections(module, name);
  return JSON.parse(new TextDecoder().decode(bytes));
}

function memory(module) {
  const { min, dataSize } = section(module, 'teavm.memoryRequirements');
  const constant = (value) => new WebAssembly.Global({ value: 'i32', mutable: false }, value);
  const linear = new WebAssembly.Memory({ initial: Math.max(min, 1), maximum: 0x8000 });
  return {
    env: { memory: linear },
    teavmMemory: {
      linearMemory: () => linear.buffer,
      notifyHeapResized() {},
      heapOffset: constant((dataSize + 7) & ~7),
      maxSize: constant(0x7fffffff),
    },
  };
}

/**
 * The functions that the module exports by name, and `$thrown`, which makes of what it threw an error of JavaScript.
 *
 * @param adopt what every function that Java gives to the browser passes through
 */
export async function instantiate(bytes, adopt) {
  const module = await WebAssembly.compile(bytes, BUILTINS);
  const strings = await hasStrings();
  let exports;

  // ---- errors ----

  class JavaError extends Error {
    constructor(throwable) {
      super();
      this[THROWABLE] = throwable;
      exports['teavm.setJsException'](throwable, this);
    }
    get message() {
      const text = exports['teavm.exceptionMessage'](this[THROWABLE]);
      return text === null ? '' : exports['teavm.stringToJs'](text);
    }
  }

  function $thrown(error) {
    const tag = exports['teavm.javaException'];
    if (!(error instanceof WebAssembly.Exception) || !error.is(tag)) {
      return error;
    }
    const throwable = error.getArg(tag, 0);
    return exports['teavm.js.extractException'](throwable) ?? exports['teavm.getJsException'](throwable) ?? new JavaError(throwable);
  }

  /** An error of JavaScript goes on as an exception of Java. */
  function toJava(error) {
    const throwable = error?.[THROWABLE];
    exports['teavm.js.throwException'](throwable ?? exports['teavm.js.wrapException'](error));
    throw error;
  }

  /** Calls from Java whose errors are Java's. */
  function guarded(call) {
    return (a, b, c, d, e, f) => {
      try {
        return call(a, b, c, d, e, f);
      } catch (error) {
        return toJava(error);
      }
    };
  }

  function guardedAny(call) {
    return (...args) => {
      try {
        return call(...args);
      } catch (error) {
        return toJava(error);
      }
    };
  }

  // ---- objects of one in the hands of the other ----

  const wrappers = new WeakMap(); // object of Java -> WeakRef of what JavaScript sees of it
  const wrapped = new WeakMap(); // object of JavaScript -> WeakRef of what Java sees of it
  const hashes = new WeakMap();
  let hash = 0;
  const same = (value) => value;
  const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

  const teavmJso = {
    stringBuiltinsSupported: () => strings,
    isUndefined: (value) => value === undefined,
    isPrimitive: (value, type) => value === null || typeof value === type, // biome-ignore lint/suspicious/useValidTypeof: Java says which
    instanceOf: (value, type) => value instanceof type,
    instanceOfOrNull: (value, type) => value === null || value instanceof type,
    sameRef: (a, b) => a === b,
    wrapBoolean: (value) => !!value,
    unwrapBoolean: (value) => (value ? 1 : 0),
    global: guarded(global),
    getProperty: guarded((object, name) => (object === null ? global(name) : object[name])),
    setProperty: guarded((object, name, value) => {
      (object ?? globalThis)[name] = value;
    }),

    // What the bridge exports stays as it is: boundary.js catches what it throws.
    defineFunction: same,

    createClass(_name, parent) {
      function Wrapper(object) {
        if (parent === null) {
          this[OBJECT] = object;
          this[FUNCTIONS] = {};
        } else {
          parent.call(this, object);
        }
      }
      Wrapper.prototype = Object.create(parent?.prototype ?? Object.prototype);
      return Wrapper;
    },

    defineMethod(Wrapper, name, fn) {
      Wrapper.prototype[name] = function (...args) {
        args.length = fn.length - 1;
        try {
          return fn(this, ...args);
        } catch (error) {
          throw $thrown(error);
        }
      };
    },

    defineStaticMethod(Wrapper, name, fn) {
      Wrapper[name] = fn;
    },

    javaObjectToJS(object, Wrapper) {
      if (object === null) {
        return null;
      }
      let wrapper = wrappers.get(object)?.deref();
      if (wrapper === undefined) {
        wrapper = new Wrapper(object);
        wrappers.set(object, new WeakRef(wrapper));
      }
      return wrapper;
    },

    unwrapJavaObject: (wrapper) => wrapper[OBJECT],

    asFunction(instance, name) {
      if (instance === null || instance === undefined) {
        return null;
      }
      instance[FUNCTIONS][name] ??= (...args) => instance[name](...args);
      return adopt(instance[FUNCTIONS][name]);
    },

    wrapObject(value) {
      if (value === null) {
        return null;
      }
      if (!isObject(value)) {
        return exports['teavm.jso.createWrapper'](value);
      }
      let object = value[OBJECT] ?? wrapped.get(value)?.deref();
      if (object === undefined) {
        object = exports['teavm.jso.createWrapper'](value);
        wrapped.set(value, new WeakRef(object));
      }
      return object;
    },

    hashCode(value) {
      if (!isObject(value)) {
        return Number(value) | 0;
      }
      if (!hashes.has(value)) {
        hash = (hash + 0x9e3779b9) | 0;
        hashes.set(value, hash);
      }
      return hashes.get(value);
    },

    getJavaException: (error) => error?.[THROWABLE] ?? null,
    getJSException: (throwable) => exports['teavm.getJsException'](throwable),
  };
  for (const type of ['Byte', 'Short', 'Char', 'Int', 'Long', 'Float', 'Double']) {
    teavmJso[`wrap${type}`] = same;
    teavmJso[`unwrap${type}`] = same;
  }

  // ---- calls from Java, by the number of arguments: rest parameters would make an array for each call of every frame ----

  const methods = [
    (object, name) => (object === null ? global(name)() : object[name]()),
    (object, name, a) => (object === null ? global(name)(a) : object[name](a)),
    (object, name, a, b) => (object === null ? global(name)(a, b) : object[name](a, b)),
    (object, name, a, b, c) => (object === null ? global(name)(a, b, c) : object[name](a, b, c)),
    (object, name, a, b, c, d) => (object === null ? global(name)(a, b, c, d) : object[name](a, b, c, d)),
  ];
  const calls = {
    callMethod: (object, name, ...args) => (object === null ? global(name)(...args) : object[name](...args)),
    callFunction: (fn, ...args) => fn(...args),
    construct: (type, ...args) => new type(...args),
    createFunction: (...texts) => {
      const body = texts.pop();
      return BODIES[`${texts}|${body}`] ?? missing(`the text ${texts}|${body}`);
    },
    arrayOf: (...items) => items,
  };
  const names = {}; // what the packaged module imports as strings
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (from === 's') {
      names[name] = name;
    }
    const [, kind, count] = /^([a-zA-Z]+)(\d)$/.exec(name) ?? [];
    if (from === 'teavmJso' && kind in calls) {
      teavmJso[name] = (kind === 'callMethod' && count in methods && guarded(methods[count])) || guardedAny(calls[kind]);
    }
  }

  const imports = {
    ...memory(module),
    teavmJso,
    s: names,
    teavmMath: Math,
    teavmDate: { currentTimeMillis: Date.now },
    teavmConsole: { putcharStdout: lines(console.log), putcharStderr: lines(console.error) },
    teavm: {
      takeStackTrace: () => NO_TRACE,
      decorateException(throwable) {
        new JavaError(throwable);
      },
    },
  };
  if (!strings) {
    imports['wasm:js-string'] = STRINGS;
  }
  ({ exports } = await WebAssembly.instantiate(module, imports));
  const functions = { $thrown };
  for (const [name, value] of Object.entries(exports)) {
    // The package exports functions; TeaVM's own module has them in globals.
    functions[name] = value instanceof WebAssembly.Global ? value.value : value;
  }
  return functions;
}
