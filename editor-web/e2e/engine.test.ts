// The engine's own tests in a browser; they lie beside the engine and run here, where the browser is.
import '../../engine-wasm/src/test/browser/engine.test.mjs';
import '../../engine-wasm/src/test/browser/replay.test.mjs';
import '../../engine-wasm/src/test/browser/boundary.test.mjs';
import '../../engine-wasm/bindgen-tests/src/test/node/probe.test.mjs';
import '../../engine-wasm/src/test/browser/conformance.test.mjs';
import '../../engine-wasm/bindgen-tests/src/test/node/development.test.mjs';
