import assert from 'node:assert/strict';
import { test } from 'node:test';
// The recorded corpus of the CRDT lies beside its WebAssembly and is played here, where the browser is.
import { playInBrowser } from '../../benchmarks/crdt/node/browserCorpus.mjs';
import { openProfile } from './browser.ts';

test('the CRDT in the browser gives the bytes that yjs recorded', async () => {
  const profile = await openProfile();
  try {
    const page = profile.pages()[0] ?? (await profile.newPage());
    assert.ok((await playInBrowser(page)) > 10_000);
  } finally {
    await profile.close();
  }
});
