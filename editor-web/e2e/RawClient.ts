import { Doc, encodeStateVector } from 'yjs';
import { eventually } from './eventually.ts';

const SYNC = 0;
const STEP1 = 0;
const UPDATE = 2;

/** A socket to a room that sends bytes as they are, and remembers which updates came back: those the server has promised to keep. */
export class RawClient {
  readonly #socket: WebSocket;
  readonly #echoed = new Set<string>();
  closed: { code: number; reason: string } | null = null;

  private constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.onerror = () => undefined;
    this.#socket.onclose = ({ code, reason }) => {
      this.closed = { code, reason };
    };
    this.#socket.onmessage = ({ data }) => {
      this.#echoed.add(Buffer.from(data as ArrayBuffer).toString('base64'));
    };
  }

  /** @param url of the room's socket */
  static async connect(url: string): Promise<RawClient> {
    const client = new RawClient(url);
    await eventually('the socket is open', () => client.#socket.readyState === WebSocket.OPEN);
    return client;
  }

  send(...bytes: number[]): void {
    this.#socket.send(new Uint8Array(bytes));
  }

  /** Asks for the room's state, as a client does that joins. */
  join(): void {
    this.send(SYNC, STEP1, ...sized(encodeStateVector(new Doc())));
  }

  /** Sends an update and returns whether it has come back, to be asked later. */
  update(update: Uint8Array): () => boolean {
    const message = [SYNC, UPDATE, ...sized(update)];
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.send(...message);
    }
    const expected = Buffer.from(message).toString('base64');
    return () => this.#echoed.has(expected);
  }

  close(): void {
    this.#socket.close();
  }
}

/** The update of one change to a document. */
export function updateOf(doc: Doc, change: () => void): Uint8Array {
  const updates: Uint8Array[] = [];
  doc.once('update', (update: Uint8Array) => updates.push(update));
  doc.transact(change);
  return updates[0] ?? new Uint8Array();
}

function sized(bytes: Uint8Array): number[] {
  const length: number[] = [];
  let rest = bytes.length;
  while (rest > 127) {
    length.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return [...length, rest, ...bytes];
}
