// A WebGPU that does nothing, for what concerns the boundary alone: Node has none. Its objects answer every call with another of them.
const SIZE = 256;

function nothing(members = {}) {
  const made = new Map();
  return new Proxy(members, {
    get(target, name) {
      if (name in target || typeof name === 'symbol' || name === 'then') {
        return target[name];
      }
      if (!made.has(name)) {
        // Nothing was ever drawn, so nothing can be read.
        const result = name === 'mapAsync' ? new Promise(() => {}) : nothing();
        made.set(name, () => result);
      }
      return made.get(name);
    },
    set(target, name, value) {
      target[name] = value;
      return true;
    },
  });
}

/** Calls of the queue are counted in `submits`. */
export function installNullGpu() {
  const counts = { submits: 0 };
  const limits = { maxTextureDimension2D: 8192, maxBufferSize: 2 ** 28, maxStorageBufferBindingSize: 2 ** 27 };
  const queue = nothing({
    submit() {
      counts.submits++;
    },
  });
  const device = nothing({ queue, limits, features: new Set(['indirect-first-instance']), lost: new Promise(() => {}) });
  const adapter = {
    info: { isFallbackAdapter: true },
    features: new Set(['indirect-first-instance']),
    limits,
    requestDevice: async () => device,
  };
  const gpu = { requestAdapter: async () => adapter, getPreferredCanvasFormat: () => 'rgba8unorm' };
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
  return counts;
}

export function nullCanvas() {
  const context = nothing();
  return { [Symbol.toStringTag]: 'OffscreenCanvas', width: SIZE, height: SIZE, getContext: () => context };
}
