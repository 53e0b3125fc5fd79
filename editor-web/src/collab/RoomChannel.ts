import {
  isExtension,
  readExtension,
  type ServerMessage,
  unpack,
  updateOf,
  writeEdit,
  writeJoin,
  writeState,
  writeUpdate,
} from './extension';
import { LogPosition } from './LogPosition';
import type { KeptEdit } from './OfflineStore';

/** What the channel asks of the engine, which speaks the y-websocket protocol and knows of no extension. */
export interface EngineSide {
  connectionOpened(): void;
  connectionClosed(): void;
  receive(message: Uint8Array): void;
  /** Own edits that the engine believes unacknowledged. */
  pending(): number;
}

export interface ChannelListeners {
  send(message: Uint8Array): void;
  /** The server does not take edits from here. */
  onRefused(reason: string): void;
  /** Why the server stores nobody's edits for a while; `null` when it stores them again. */
  onStoring(trouble: string | null): void;
  /** What the server sent makes no sense: the connection is of no use. */
  onNonsense(error: unknown): void;
}

/** A larger update goes as a state, which has no gesture and no time. */
const MAX_EDIT = 4 << 20;
/** The server keeps no path that is longer, in UTF-16 units. */
const MAX_PATH = 8192;
/** "All that you lack is here": the step 2 that makes the engine say that it is synchronised. */
const SYNCED = new Uint8Array([0, 1, 2, 0, 0]);

interface Waiting extends KeptEdit {
  readonly id: number;
}

/**
 * What lies between the engine and the socket.
 *
 * To a server of the plain protocol it is a wire. With the extension it asks only for what happened since it was here last, unpacks
 * the state of a first join, sends each edit with its gesture, and those made without a connection one by one with the time at
 * which they were made. An acknowledgement is a number then; the engine is given the bytes that it waits for.
 */
export class RoomChannel {
  readonly #engine: EngineSide;
  readonly #listeners: ChannelListeners;
  readonly #clock: () => number;
  readonly #position = new LogPosition();
  /** Edits made here that the server has not acknowledged, oldest first. */
  #outbox: Waiting[] = [];
  #nextId = 1;
  #log = '';
  #connection = 0;
  #extended = false;
  #handshaken = false;
  #refused = false;
  /** Server's clock minus ours, in milliseconds. */
  #offset = 0;
  /** The server may lack more than what is in the outbox. */
  #lost = false;
  /** What the engine sent in answer to the server's state vector, as long as the engine waits for it. */
  #difference: { update: Uint8Array; upTo: number } | null = null;
  /** Messages that came while a state is being unpacked. */
  #held: Uint8Array[] | null = null;

  constructor(engine: EngineSide, listeners: ChannelListeners, clock: () => number = Date.now) {
    this.#engine = engine;
    this.#listeners = listeners;
    this.#clock = clock;
  }

  /** A socket is open. Presence goes first: who somebody is has to be known before what they did. */
  opened(extended: boolean): void {
    this.closed();
    this.#extended = extended;
    this.#engine.connectionOpened();
    if (extended) {
      this.#listeners.send(writeJoin(this.#log, this.#position.complete));
    }
  }

  /** How far the engine knows which log: what was known when all of this was kept. */
  get known(): { readonly log: string; readonly sequence: number } {
    return { log: this.#log, sequence: this.#position.complete };
  }

  /** The engine has been given a scene that was kept when so much of a log was known. */
  resumed(log: string, sequence: number): void {
    this.#log = log;
    this.#position.reset();
    this.#position.upTo(log === '' ? 0 : sequence);
  }

  /** Another engine, which knows nothing of the room yet, takes the place of the old one. */
  engineReplaced(): void {
    this.#log = '';
    this.#position.reset();
  }

  closed(): void {
    this.#connection++;
    this.#extended = false;
    this.#handshaken = false;
    this.#refused = false;
    this.#lost = false;
    this.#difference = null;
    this.#held = null;
    this.#engine.connectionClosed();
  }

  /** An edit was made here, or found in the store; told before the engine sends it. */
  kept(edit: KeptEdit): void {
    const waiting = { ...edit, id: this.#nextId++ };
    this.#outbox.push(waiting);
    if (this.#extended && this.#handshaken) {
      this.#send(waiting, 0);
    }
  }

  /** The server has every edit. */
  settled(): void {
    this.#outbox = [];
  }

  /** The engine sends a message. */
  fromEngine(message: Uint8Array): void {
    if (!this.#extended || message[0] !== 0) {
      this.#listeners.send(message);
      return;
    }
    // Step 1 went as a join, and an update goes as an edit.
    const difference = updateOf(message, 1);
    if (difference !== null) {
      this.#answer(difference, message);
    }
  }

  /** The server sends a message. */
  fromServer(message: Uint8Array): void {
    if (this.#held !== null) {
      this.#held.push(message);
      return;
    }
    if (!this.#extended) {
      this.#engine.receive(message);
      return;
    }
    if (isExtension(message)) {
      try {
        this.#take(readExtension(message));
      } catch (error) {
        this.#listeners.onNonsense(error);
      }
      return;
    }
    this.#engine.receive(message);
    if (message[0] === 0 && message[1] === 0 && !this.#handshaken) {
      this.#handshaken = true;
      for (const edit of this.#outbox) {
        this.#send(edit, Math.max(1, Math.round(edit.madeAt + this.#offset)));
      }
    }
  }

  #take(message: ServerMessage): void {
    switch (message.kind) {
      case 'hello':
        this.#meet(message.log, message.head, message.time);
        break;
      case 'acknowledged':
        this.#acknowledged(message.id, message.sequence);
        break;
      case 'entry':
        this.#position.add(message.first, message.last);
        this.#engine.receive(writeUpdate(message.update));
        break;
      case 'state':
        this.#unpack(message.sequence, message.packed);
        break;
      case 'synced':
        this.#position.upTo(message.sequence);
        this.#engine.receive(SYNCED);
        break;
      case 'refused':
        if (!this.#refused) {
          this.#refused = true;
          this.#listeners.onRefused(message.reason);
        }
        break;
      case 'storing':
        this.#listeners.onStoring(message.stores ? null : message.reason);
        break;
      case 'unknown':
        break;
    }
  }

  #meet(log: string, head: number, time: number): void {
    this.#offset = time - this.#clock();
    if (this.#log !== '' && (log !== this.#log || head < this.#position.complete)) {
      // A log from a backup, or another one: what was acknowledged may be gone.
      this.#lost = true;
      this.#position.reset();
    }
    this.#log = log;
  }

  /** The engine's answer to the server's state vector: mostly what is in the outbox anyway, as one update without a time. */
  #answer(update: Uint8Array, message: Uint8Array): void {
    const hasStructs = update[0] !== 0;
    const last = this.#outbox.at(-1);
    if (this.#lost || (last === undefined && (hasStructs || this.#engine.pending() > 0))) {
      this.#listeners.send(message);
    } else if (last !== undefined) {
      this.#difference = { update, upTo: last.id };
    }
  }

  #send(edit: Waiting, claimed: number): void {
    if (edit.update.length > MAX_EDIT) {
      this.#listeners.send(writeState(edit.update));
      return;
    }
    const path = edit.path === null ? '' : JSON.stringify(edit.path);
    this.#listeners.send(
      writeEdit({
        id: edit.id,
        gesture: edit.gesture ?? '',
        claimed,
        path: path.length > MAX_PATH ? '' : path,
        update: edit.update,
      }),
    );
  }

  #acknowledged(id: number, sequence: number): void {
    if (sequence > 0) {
      this.#position.add(sequence, sequence);
    }
    const at = this.#outbox.findIndex((edit) => edit.id === id);
    const [edit] = at < 0 ? [] : this.#outbox.splice(at, 1);
    const difference = this.#difference;
    if (difference !== null && id <= difference.upTo) {
      const first = this.#outbox[0];
      if (first === undefined || first.id > difference.upTo) {
        this.#difference = null;
        this.#engine.receive(writeUpdate(difference.update));
      }
    } else if (edit !== undefined) {
      this.#engine.receive(writeUpdate(edit.update));
    }
  }

  #unpack(sequence: number, packed: Uint8Array): void {
    const connection = this.#connection;
    this.#held = [];
    unpack(packed).then(
      (update) => {
        if (connection !== this.#connection) {
          return;
        }
        const held = this.#held ?? [];
        this.#held = null;
        this.#position.upTo(sequence);
        this.#engine.receive(writeUpdate(update));
        for (const message of held) {
          if (connection === this.#connection) {
            this.fromServer(message);
          }
        }
      },
      (error: unknown) => {
        if (connection === this.#connection) {
          this.#listeners.onNonsense(error);
        }
      },
    );
  }
}
