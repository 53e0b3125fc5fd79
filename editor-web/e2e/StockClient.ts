import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
// The state hash as the sidecar defines it, over plain Yjs.
import { stateHash } from '../../yjs-sidecar/src/stateHash.mjs';
import { eventually } from './eventually.ts';

export type SceneNode = Y.Map<unknown>;

/** A Yjs client with no code of ours: `yjs` and `y-websocket` as they come from npm. */
export class StockClient {
  readonly doc = new Y.Doc();
  readonly nodes = this.doc.getMap<SceneNode>('nodes');
  readonly #provider: WebsocketProvider;

  private constructor(url: string, room: string) {
    this.#provider = new WebsocketProvider(`${url.replace(/^http/, 'ws')}/collab`, room, this.doc, {
      disableBc: true,
    });
  }

  static async join(url: string, room: string): Promise<StockClient> {
    const client = new StockClient(url, room);
    await eventually('the stock client has joined', () => client.#provider.synced);
    return client;
  }

  stateHash(): string {
    return stateHash(this.doc);
  }

  /** Writes a node as the scene's schema wants it, and returns its map. */
  node(id: string, parent: string, values: Record<string, unknown>): SceneNode {
    const node: SceneNode = new Y.Map();
    this.nodes.set(id, node);
    for (const [key, value] of Object.entries({ [`@${parent}`]: 0, ...values })) {
      node.set(key, value);
    }
    return node;
  }

  leave(): void {
    this.#provider.destroy();
    this.doc.destroy();
  }
}
