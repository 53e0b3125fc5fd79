import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const WORKER = 'service-worker.js';
/** Not under `assets`, and part of every page. */
const PLAIN = ['/first-paint.js', '/icon.svg'];
/** Few browsers need it: those keep it when they do. */
const RARE = /\/engine\.fallback-/;

/** Tells the service worker of which files this version of the page is made. */
export function shell(): Plugin {
  return {
    name: 'shell',
    apply: 'build',
    generateBundle(_options, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== 'chunk' || worker.imports.length > 0) {
        this.error(`${WORKER} must be one chunk of its own`);
      }
      const names = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
      const files = [...PLAIN, ...names.map((name) => `/${name}`).filter((name) => !RARE.test(name))].sort();
      const parts = [files.join(' '), worker.code, ...PLAIN.map((name) => readFileSync(`public${name}`, 'utf8'))];
      const version = createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
      worker.code = `self.SHELL=${JSON.stringify({ version, files })};${worker.code}`;
    },
  };
}
