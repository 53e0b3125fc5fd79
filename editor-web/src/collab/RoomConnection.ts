import { Backoff } from './backoff';
import { EXTENSION } from './extension';

/** Where the connection to the room stands. `failures` counts attempts in a row that did not succeed. */
export interface ConnectionStatus {
  readonly open: boolean;
  readonly failures: number;
  /** What the server said when it closed the connection, when it said anything. */
  readonly reason: string | null;
}

export interface RoomListeners {
  /** The connection is open; `extended` when the server speaks the extension. */
  onOpen(extended: boolean): void;
  onClose(): void;
  /** One protocol message; keep-alives do not come this far. */
  onMessage(message: Uint8Array): void;
  onStatus(status: ConnectionStatus): void;
}

/** The part of a WebSocket that is used here, so that a test can stand in for it. */
export type Socket = Pick<
  WebSocket,
  'protocol' | 'binaryType' | 'onopen' | 'onclose' | 'onerror' | 'onmessage' | 'send' | 'close' | 'readyState'
>;

/** The server says something every 20 s; after this long without a word the line is dead, in milliseconds. */
const SILENCE_MILLIS = 50_000;
/** A connection that has lasted this long was a success, in milliseconds; a server that is in trouble greets, too, and then hangs up. */
const STEADY_MILLIS = 10_000;
/** 4400 to 4499: the server will say the same again. */
const REFUSED = 4400;
const OPEN = 1;

/** One socket to a room, opened again whenever it closes. Which bytes go over it is the engine's business. */
export class RoomConnection {
  readonly #url: string;
  readonly #listeners: RoomListeners;
  readonly #open: (url: string) => Socket;
  readonly #backoff: Backoff;
  #socket: Socket | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #steady: ReturnType<typeof setTimeout> | undefined;
  #stopped = true;
  #reason: string | null = null;

  constructor(
    url: string,
    listeners: RoomListeners,
    open = (at: string): Socket => new WebSocket(at, offered()),
    backoff = new Backoff(),
  ) {
    this.#url = url;
    this.#listeners = listeners;
    this.#open = open;
    this.#backoff = backoff;
  }

  start(): void {
    this.#stopped = false;
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#socket?.close(1000);
  }

  /** Tries now instead of at the end of the wait: the network is back, or the page is looked at again. */
  retryNow(): void {
    if (!this.#stopped && this.#socket === null) {
      this.#connect();
    }
  }

  /** Closes the socket and opens another: the handshake then settles what both sides have. */
  restart(): void {
    this.#socket?.close(4000, 'resynchronise');
  }

  /** Sends a frame, or drops it when there is no connection: the handshake of the next one makes up for it. */
  send(message: Uint8Array): void {
    if (this.#socket?.readyState === OPEN) {
      this.#socket.send(message as Uint8Array<ArrayBuffer>);
    }
  }

  #connect(): void {
    clearTimeout(this.#retry);
    const socket = this.#open(this.#url);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    this.#heard();
    socket.onopen = () => {
      this.#reason = null;
      this.#heard();
      this.#steady = setTimeout(() => this.#backoff.succeeded(), STEADY_MILLIS);
      this.#listeners.onOpen(socket.protocol === EXTENSION);
      this.#report(true);
    };
    socket.onmessage = (event: MessageEvent) => {
      this.#heard();
      if (event.data instanceof ArrayBuffer) {
        const message = new Uint8Array(event.data);
        if (!isKeepAlive(message)) {
          this.#listeners.onMessage(message);
        }
      }
    };
    socket.onerror = () => undefined;
    socket.onclose = (event: CloseEvent) => this.#closed(socket, event);
  }

  #closed(socket: Socket, event: CloseEvent): void {
    if (this.#socket !== socket) {
      return;
    }
    this.#socket = null;
    clearTimeout(this.#silence);
    clearTimeout(this.#steady);
    this.#reason = event.reason === '' ? null : event.reason;
    this.#listeners.onClose();
    if (event.code >= REFUSED && event.code < REFUSED + 100) {
      this.#backoff.hopeless();
    }
    if (!this.#stopped) {
      this.#retry = setTimeout(() => this.#connect(), this.#backoff.nextMillis());
    }
    this.#report(false);
  }

  /** Starts the wait for the next sign of life; the first is that the socket opens. */
  #heard(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#socket?.close(4001, 'silence'), SILENCE_MILLIS);
  }

  #report(open: boolean): void {
    this.#listeners.onStatus({ open, failures: this.#backoff.failures, reason: this.#reason });
  }
}

/** The extension needs a browser that can unpack. */
function offered(): string[] {
  return typeof DecompressionStream === 'undefined' ? [] : [EXTENSION];
}

/** An awareness message about nobody: what the server sends to keep proxies from closing an idle line. */
export function isKeepAlive(message: Uint8Array): boolean {
  return message.length === 3 && message[0] === 1 && message[1] === 1 && message[2] === 0;
}

/** Address of a room's socket on the server that served the page. */
export function roomUrl(location: { protocol: string; host: string }, room: string): string {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${location.host}/collab/${room.split('/').map(encodeURIComponent).join('/')}`;
}
