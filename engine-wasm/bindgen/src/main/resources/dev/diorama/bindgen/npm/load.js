// Fetches and compiles the module. Every way in which that fails has a message of its own.
import { kind } from './checks.js';
import { hasWasmGc, loadFallback } from './fallback.js';
import { instantiate } from './runtime.js';
import { prepare } from './trace.js';

/**
 * The functions that the module exports, by name, and `$thrown`: what an error of theirs is to JavaScript.
 *
 * @param source where it is, or its bytes
 * @param Failure the package's class of errors
 * @param adopt what every function that Java gives to the browser passes through
 */
export async function load(source, Failure, adopt) {
  if (!hasWasmGc()) {
    return loadFallback(adopt).catch((cause) => {
      throw new Failure(
        'NO_WASM_GC',
        `This browser cannot run WebAssembly GC with exceptions, and the engine as JavaScript could not be loaded (${cause.message}): use Chrome or Edge 137, Firefox 131, Safari 18.4 or newer`,
        { cause },
      );
    });
  }
  const [bytes, from] = await fetchModule(source, Failure);
  await prepare();
  try {
    return await instantiate(bytes, adopt);
  } catch (cause) {
    throw new Failure('LOAD_FAILED', `${from} could not be compiled: ${cause.message}`, { cause });
  }
}

async function fetchModule(source, Failure) {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return [source, 'The bytes given to init()'];
  }
  if (typeof source !== 'string' && !(source instanceof URL)) {
    throw new TypeError(`init: argument 'source' must be a string, a URL or bytes, got ${kind(source)}`);
  }
  const address = String(source);
  let response;
  try {
    if (address.startsWith('file:')) {
      const { readFile } = process.getBuiltinModule('node:fs/promises'); // not an import: bundlers for browsers would follow it
      return [await readFile(new URL(address)), address];
    }
    response = await fetch(address);
  } catch (cause) {
    throw new Failure('LOAD_FAILED', `${address} could not be loaded: ${cause.message}`, { cause });
  }
  const type = response.headers.get('content-type') ?? 'no MIME type';
  if (!response.ok) {
    throw new Failure('LOAD_FAILED', `${address} could not be loaded: status ${response.status}, ${type}`);
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] !== 0 || bytes[1] !== 97 || bytes[2] !== 115 || bytes[3] !== 109) {
    throw new Failure(
      'LOAD_FAILED',
      `${address} is not WebAssembly: status ${response.status}, ${type}, ${bytes.length} bytes`,
    );
  }
  return [bytes, address];
}
