// The engine as JavaScript, for browsers without WebAssembly GC: what tells them apart, and what loads it there.

// A module with one struct type and one use of exnref: valid where WebAssembly GC with exceptions runs.
const GC_PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 9, 2, 0x5f, 1, 0x78, 0, 0x60, 1, 0x69, 0];

export function hasWasmGc() {
  return typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array(GC_PROBE));
}

/** The same as a module of its own: its functions by name, and `$thrown`. */
export async function loadFallback(adopt) {
  const { instantiate } = await import('./engine.fallback.js');
  return { ...instantiate(adopt), $thrown: (error) => error };
}
