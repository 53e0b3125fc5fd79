// The engine as JavaScript, which browsers without WebAssembly GC get, under the same tests as in WebAssembly.
import '../../engine-wasm/src/test/browser/asJavaScript.mjs';
import '../../engine-wasm/src/test/browser/engine.test.mjs';
import '../../engine-wasm/src/test/browser/replay.test.mjs';
import '../../engine-wasm/src/test/browser/boundary.test.mjs';
import '../../engine-wasm/bindgen-tests/src/test/node/probe.test.mjs';
