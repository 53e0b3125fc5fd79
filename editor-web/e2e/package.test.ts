// The engine's npm package as others get it; the tests lie beside the engine and run here, where the browser is.
import '../../engine-wasm/src/test/npm/package.test.mjs';
import '../../engine-wasm/src/test/npm/examples.test.mjs';
import '../../engine-wasm/src/test/npm/docs.test.mjs';
