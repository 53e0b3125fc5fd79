/** The messages of the extension `diorama.v1`, as bytes; `docs/PROTOCOL.md` describes them. */

/** The subprotocol that a page asks for. */
export const EXTENSION = 'diorama.v1';

const TYPE = 100;
const JOIN = 0;
const EDIT = 1;
const ZLIB = 1;

/** What the server says beside the y-websocket protocol. */
export type ServerMessage =
  | { readonly kind: 'hello'; readonly log: string; readonly head: number; readonly time: number }
  | { readonly kind: 'acknowledged'; readonly id: number; readonly sequence: number }
  | { readonly kind: 'entry'; readonly first: number; readonly last: number; readonly update: Uint8Array }
  | { readonly kind: 'state'; readonly sequence: number; readonly packed: Uint8Array }
  | { readonly kind: 'synced'; readonly sequence: number }
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string }
  | { readonly kind: 'storing'; readonly stores: boolean; readonly reason: string }
  | { readonly kind: 'unknown' };

/** An edit on its way to the server. */
export interface NumberedEdit {
  readonly id: number;
  readonly gesture: string;
  /** When it was made, in milliseconds since 1970; 0 says now. */
  readonly claimed: number;
  /** JSON, or nothing. */
  readonly path: string;
  readonly update: Uint8Array;
}

/** Whether a message is one of the extension. */
export function isExtension(message: Uint8Array): boolean {
  return message[0] === TYPE;
}

/** @throws RangeError when bytes are missing */
export function readExtension(message: Uint8Array): ServerMessage {
  const reader = new Reader(message);
  reader.number();
  switch (reader.number()) {
    case 0:
      reader.number();
      return { kind: 'hello', log: reader.text(), head: reader.number(), time: reader.number() };
    case 1:
      return { kind: 'acknowledged', id: reader.number(), sequence: reader.number() };
    case 2:
      return { kind: 'entry', first: reader.number(), last: reader.number(), update: reader.bytes() };
    case 3: {
      const sequence = reader.number();
      if (reader.number() !== ZLIB) {
        throw new RangeError('a state in a packing that was not agreed upon');
      }
      reader.number();
      return { kind: 'state', sequence, packed: reader.bytes() };
    }
    case 4:
      return { kind: 'synced', sequence: reader.number() };
    case 6:
      return { kind: 'refused', id: reader.number(), reason: reader.text() };
    case 7:
      return { kind: 'storing', stores: reader.number() !== 0, reason: reader.text() };
    default:
      return { kind: 'unknown' };
  }
}

/** Asks for everything behind an entry of a log; of the log `''` for everything. */
export function writeJoin(log: string, sequence: number): Uint8Array {
  return new Writer().number(TYPE).number(JOIN).text(log).number(sequence).done();
}

export function writeEdit(edit: NumberedEdit): Uint8Array {
  return new Writer()
    .number(TYPE)
    .number(EDIT)
    .number(edit.id)
    .text(edit.gesture)
    .number(edit.claimed)
    .text(edit.path)
    .bytes(edit.update)
    .done();
}

/** An update as a message of the y-websocket protocol, for the engine. */
export function writeUpdate(update: Uint8Array): Uint8Array {
  return new Writer().number(0).number(2).bytes(update).done();
}

/** An update as an answer to the server's state vector: it may be larger than others. */
export function writeState(update: Uint8Array): Uint8Array {
  return new Writer().number(0).number(1).bytes(update).done();
}

/** The update in a sync message, or `null` when it is another message. */
export function updateOf(message: Uint8Array, kind: 1 | 2): Uint8Array | null {
  if (message[0] !== 0 || message[1] !== kind) {
    return null;
  }
  const reader = new Reader(message);
  reader.number();
  reader.number();
  return reader.bytes();
}

/** A packed state's update. */
export async function unpack(packed: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined || scale > Number.MAX_SAFE_INTEGER) {
        throw new RangeError('a message that ends too early');
      }
      value += (byte & 127) * scale;
      if (byte < 128) {
        return value;
      }
    }
  }

  bytes(): Uint8Array {
    const length = this.number();
    if (length > this.#bytes.length - this.#at) {
      throw new RangeError('a message that ends too early');
    }
    this.#at += length;
    return this.#bytes.slice(this.#at - length, this.#at);
  }

  text(): string {
    return new TextDecoder().decode(this.bytes());
  }
}

class Writer {
  #bytes = new Uint8Array(64);
  #size = 0;

  number(value: number): this {
    let rest = value;
    while (rest > 127) {
      this.#put((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    this.#put(rest);
    return this;
  }

  bytes(value: Uint8Array): this {
    this.number(value.length);
    this.#reserve(value.length);
    this.#bytes.set(value, this.#size);
    this.#size += value.length;
    return this;
  }

  text(value: string): this {
    return this.bytes(new TextEncoder().encode(value));
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#size);
  }

  #put(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#size++] = byte;
  }

  #reserve(count: number): void {
    if (this.#size + count > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.#size + count));
      larger.set(this.#bytes.subarray(0, this.#size));
      this.#bytes = larger;
    }
  }
}
