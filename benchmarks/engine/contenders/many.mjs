// Fills an engine with objects of its own, each a node of the shared document, some thousands in a transaction.
import { place } from './scene.mjs';

const AT_ONCE = 5_000;

export function many(engine, n) {
  for (let from = 0; from < n; from += AT_ONCE) {
    const edits = [];
    for (let i = from; i < Math.min(n, from + AT_ONCE); i++) {
      const at = place(i, n);
      edits.push({ node: `n${i}`, parent: '', index: i, set: { k: 'mesh', g: at.box ? 'box' : 'sphere', n: `Node ${i}`, p: [at.x, at.y, at.z] } });
    }
    engine.write(JSON.stringify(edits));
  }
}
