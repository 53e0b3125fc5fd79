// The scene as what anybody's Yjs would write: one update of all of it, or of a part.
import * as Y from 'yjs';
import { place } from './contenders/scene.mjs';

/** Nodes `from` to `to` of n, each by a client of its part, so that parts can be put together in any order. */
export function updateOf(n, from, to, nested = 0) {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 1 + from;
  doc.transact(() => {
    const nodes = doc.getMap('nodes');
    for (let i = from; i < to; i++) {
      const node = new Y.Map();
      nodes.set(`n${i}`, node);
      const at = place(i, n);
      node.set(`@${nested && i > 0 ? `n${Math.floor((i - 1) / nested)}` : ''}`, 1);
      node.set('o', `a${i.toString(36).padStart(5, '0')}V`);
      node.set('k', nested ? 'group' : 'mesh');
      node.set('n', `Node ${i}`);
      node.set('p', nested ? [1, 0, 0] : [at.x, at.y, at.z]);
      if (!nested) {
        node.set('g', at.box ? 'box' : 'sphere');
      }
    }
  });
  return Buffer.from(Y.encodeStateAsUpdate(doc));
}

/** All of it, in characters that cross into the page. */
export const documentOf = (n, nested = 0) => updateOf(n, 0, n, nested).toString('base64');
