import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXTUAL = /\.(?:js|css|html|svg|wasm)$/;
const SMALLEST = 1024;

/** Writes a `.br` and a `.gz` beside each file that gains from it; the server sends those to who understands them. */
export function compress(): Plugin {
  return {
    name: 'compress',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const source = file.type === 'chunk' ? file.code : file.source;
        const bytes = Buffer.from(source);
        if (!TEXTUAL.test(file.fileName) || bytes.length < SMALLEST) {
          continue;
        }
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
        this.emitFile({
          type: 'asset',
          fileName: `${file.fileName}.br`,
          source: await promisify(brotliCompress)(bytes, quality),
        });
        this.emitFile({
          type: 'asset',
          fileName: `${file.fileName}.gz`,
          source: await promisify(gzip)(bytes, { level: 9 }),
        });
      }
    },
  };
}
