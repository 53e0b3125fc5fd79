// The engine as JavaScript, for browsers without WebAssembly GC: what tells them apart, and what loads it there.

// A module with one struct type and one use of exnref: valid where WebAssembly GC with exceptions runs.
const GC_PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 9, 2, 0x5f, 1, 0x78, 0, 0x60, 1, 0x69, 0];

export function hasWasmGc() {
  return typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array(GC_PROBE));
}

/** The functions of the engine by name, as the module in WebAssembly exports them. */
export async function loadFallback() {
  return { ...(await import('./engine.fallback.js')) };
}
