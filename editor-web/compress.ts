import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXTUAL = /\.(?:js|css|html|svg|wasm)$/;
const SMALLEST = 1024;

/**
 * Writes a `.br` and a `.gz` beside each file that gains from it; the server sends those to who understands them.
 *
 * From the files as they are on disk: what plugins see of a chunk before may still lack what Vite writes into it last.
 */
export function compress(): Plugin {
  return {
    name: 'compress',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        const bytes = entry.isFile() && TEXTUAL.test(entry.name) ? await readFile(path) : Buffer.of();
        if (bytes.length >= SMALLEST) {
          const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
          await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, quality));
          await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
        }
      }
    },
  };
}
