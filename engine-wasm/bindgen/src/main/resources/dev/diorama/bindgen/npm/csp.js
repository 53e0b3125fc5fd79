// Lets TeaVM's runtime run under a Content-Security-Policy without 'unsafe-eval'.
//
// The runtime makes its small adapters with `new Function(text)`. The build puts one line before it, `import { Fn as Function } from
// './csp.js'`, so that these calls arrive here: each shape of text it uses has a closure that does the same, and the bodies of
// @JSBody methods, which come out of the module, are listed below. A text that is not known fails the load and names it.

const bodies = {
  // parameters|body
  'str|return str;': (str) => str,
  'buffer|return buffer;': (buffer) => buffer,
  'value|return value;': (value) => value,
  'number|return number;': (number) => number,
  '|{return {};}': () => ({}),
};

// Java calls a method, by the number of arguments: rest parameters would make an array for each call of every frame.
const callMethod = [
  (rethrow, global, object, method) => {
    try {
      return object !== null ? object[method]() : global(method)();
    } catch (error) {
      rethrow(error);
    }
  },
  (rethrow, global, object, method, a) => {
    try {
      return object !== null ? object[method](a) : global(method)(a);
    } catch (error) {
      rethrow(error);
    }
  },
  (rethrow, global, object, method, a, b) => {
    try {
      return object !== null ? object[method](a, b) : global(method)(a, b);
    } catch (error) {
      rethrow(error);
    }
  },
  (rethrow, global, object, method, a, b, c) => {
    try {
      return object !== null ? object[method](a, b, c) : global(method)(a, b, c);
    } catch (error) {
      rethrow(error);
    }
  },
  (rethrow, global, object, method, a, b, c, d) => {
    try {
      return object !== null ? object[method](a, b, c, d) : global(method)(a, b, c, d);
    } catch (error) {
      rethrow(error);
    }
  },
  (rethrow, global, object, method, a, b, c, d, e) => {
    try {
      return object !== null ? object[method](a, b, c, d, e) : global(method)(a, b, c, d, e);
    } catch (error) {
      rethrow(error);
    }
  },
];

function callMethodWithAny(rethrow, global, object, method, ...args) {
  try {
    return object !== null ? object[method](...args) : global(method)(...args);
  } catch (error) {
    rethrow(error);
  }
}

function exported(rethrow, fn, count, withThis) {
  const guarded = (call) =>
    function (...args) {
      try {
        return call(this, args);
      } catch (error) {
        rethrow(error);
      }
    };
  if (withThis) {
    return guarded((self, args) => {
      args.length = count;
      return fn(self, ...args);
    });
  }
  switch (count) {
    case 0:
      return () => {
        try {
          return fn();
        } catch (error) {
          rethrow(error);
        }
      };
    case 1:
      return (a) => {
        try {
          return fn(a);
        } catch (error) {
          rethrow(error);
        }
      };
    case 2:
      return (a, b) => {
        try {
          return fn(a, b);
        } catch (error) {
          rethrow(error);
        }
      };
    case 3:
      return (a, b, c) => {
        try {
          return fn(a, b, c);
        } catch (error) {
          rethrow(error);
        }
      };
    default:
      return (...args) => {
        try {
          return fn(...args);
        } catch (error) {
          rethrow(error);
        }
      };
  }
}

function parameters(text) {
  const list = text.slice(text.indexOf('(') + 1, text.indexOf(')')).trim();
  if (list.includes('...')) {
    unknown([text]);
  }
  return list === '' ? 0 : list.split(',').length;
}

function named(create, text) {
  const name = text.slice('return function '.length, text.indexOf('('));
  const result = function (marker, javaObject) {
    return create.call(this, marker, javaObject);
  };
  return Object.defineProperty(result, 'name', { value: name });
}

function lookup(texts) {
  const parts = [...texts];
  const body = parts.pop();
  const key = `${parts.join(',')}|${body}`;
  return bodies[key] ?? unknown([key]);
}

function unknown(texts) {
  throw new Error(`csp.js does not know this function text of the module: ${texts.join(' // ')}`);
}

const KEYWORDS = { this: globalThis, null: null, undefined };

function global(name) {
  if (!/^[\w$]+$/.test(name)) {
    unknown([name]);
  }
  if (name in KEYWORDS) {
    return KEYWORDS[name];
  }
  if (!(name in globalThis)) {
    throw new ReferenceError(`${name} is not defined`);
  }
  return globalThis[name];
}

/** Stands for the global `Function` in TeaVM's runtime. */
export function Fn(...texts) {
  const body = texts[texts.length - 1];
  switch (texts[0]) {
    case 'rethrowJavaAsJs': {
      const count = parameters(body);
      const withThis = body.includes('fn(this');
      return (rethrow, fn) => exported(rethrow, fn, count, withThis);
    }
    case 'constructor':
      return (create) => named(create, body);
    case 'wrapCallFromJavaToJs':
      return (_wrap, ...parts) => lookup(parts);
    case 'rethrowJsAsJava':
      if (texts[1] === 'getGlobalName') {
        return callMethod[texts.length - 5] ?? callMethodWithAny;
      }
      return (rethrow, target, ...args) => {
        try {
          return texts[1] === 'constructor' ? new target(...args) : target(...args);
        } catch (error) {
          rethrow(error);
        }
      };
    case 'value':
      return (value) => {
        globalThis[body.slice(0, body.indexOf(' '))] = value;
      };
    default:
      if (body.startsWith('return [')) {
        return (...items) => items;
      }
      if (texts.length === 1 && body.startsWith('return ') && body.endsWith(';')) {
        return () => global(body.slice('return '.length, -1));
      }
      return unknown(texts);
  }
}
