// The checks of arguments: what is wrong becomes a TypeError that names method, argument, what it must be and what it was.

export function kind(value) {
  if (value === null) {
    return 'null';
  }
  return typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value;
}

export function wrong(method, name, wanted, value) {
  return new TypeError(`Engine.${method}: argument '${name}' must be ${wanted}, got ${kind(value)}`);
}

export function number(method, name, value) {
  if (typeof value !== 'number') {
    throw wrong(method, name, 'a number', value);
  }
  if (!Number.isFinite(value)) {
    throw new TypeError(`Engine.${method}: argument '${name}' must be a finite number, got ${value}`);
  }
}

export function whole(method, name, value, least = -0x80000000) {
  number(method, name, value);
  if (!Number.isInteger(value) || value < least || value > 0x7fffffff) {
    throw new TypeError(`Engine.${method}: argument '${name}' must be a whole number from ${least}, got ${value}`);
  }
}

export function string(method, name, value) {
  if (typeof value !== 'string') {
    throw wrong(method, name, 'a string', value);
  }
}

export function strings(method, name, value) {
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) {
    throw wrong(method, name, 'an array of strings', value);
  }
}

export function bool(method, name, value) {
  if (typeof value !== 'boolean') {
    throw wrong(method, name, 'a boolean', value);
  }
}

export function bytes(method, name, value) {
  if (!(value instanceof Uint8Array)) {
    throw wrong(method, name, 'a Uint8Array', value);
  }
}

export function oneOf(method, name, value, allowed) {
  const index = allowed.indexOf(value);
  if (index < 0) {
    const got = typeof value === 'string' ? `'${value}'` : kind(value);
    throw new TypeError(`Engine.${method}: argument '${name}' must be one of '${allowed.join("', '")}', got ${got}`);
  }
  return index;
}

export function functions(listeners) {
  if (typeof listeners !== 'object' || listeners === null) {
    throw wrong('create', 'listeners', 'an object', listeners);
  }
  for (const name of ['onSend', 'onChange', 'onLocalUpdate', 'onDeviceError']) {
    const optional = name === 'onLocalUpdate' || name === 'onDeviceError';
    if (typeof listeners[name] !== 'function' && !(optional && listeners[name] === undefined)) {
      throw wrong('create', `listeners.${name}`, 'a function', listeners[name]);
    }
  }
}
