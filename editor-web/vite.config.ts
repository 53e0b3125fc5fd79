import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compress } from './compress.ts';
import { shell } from './shell.ts';

const enginePackage = fileURLToPath(new URL('../engine-wasm/target/npm/index.js', import.meta.url));
const engineDouble = fileURLToPath(new URL('src/engine/testing/engineDouble.ts', import.meta.url));
const server = process.env.DIORAMA_URL ?? 'http://localhost:8080';

// The engine is an npm package that the Maven build makes beside this folder. An alias instead of a `file:` dependency, because
// `npm ci` must also work before it is built.
export default defineConfig(({ mode }) => ({
  base: '/',
  plugins: [react(), shell(), compress()],
  resolve: { alias: { '@diorama/engine': mode === 'double' ? engineDouble : enginePackage } },
  build: {
    outDir: 'target/classes/static',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', 'service-worker': 'src/offline/serviceWorker.ts' },
      output: {
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    fs: { allow: ['..'] },
    proxy: { '/collab': { target: server, ws: true }, '/api': { target: server } },
  },
}));
