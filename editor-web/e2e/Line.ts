import type { Page, WebSocketRoute } from 'playwright-core';

/** The line between a page and the server: slow, and cut and mended at will. What is sent arrives in its order. */
export class Line {
  #cut = false;
  readonly #delay: () => number;
  readonly #open = new Set<WebSocketRoute>();

  /** @param delay how long the next message takes, in milliseconds */
  constructor(delay: () => number = () => 0) {
    this.#delay = delay;
  }

  async lay(page: Page): Promise<void> {
    await page.routeWebSocket(/\/collab\//, (socket) => {
      if (this.#cut) {
        void socket.close({ code: 1001, reason: 'cut' });
        return;
      }
      const server = socket.connectToServer();
      this.#open.add(socket);
      socket.onMessage(this.#later((message) => server.send(message)));
      server.onMessage(this.#later((message) => socket.send(message)));
      socket.onClose((code, reason) => {
        this.#open.delete(socket);
        void server.close({ ...(code === undefined ? {} : { code: 1000 }), reason: reason ?? '' });
      });
      server.onClose(() => {
        this.#open.delete(socket);
        void socket.close({ code: 1001, reason: 'closed' });
      });
    });
  }

  /** The socket that is open is closed, and no other one opens. */
  async cut(): Promise<void> {
    this.#cut = true;
    await Promise.all([...this.#open].map((socket) => socket.close({ code: 1001, reason: 'cut' })));
    this.#open.clear();
  }

  mend(): void {
    this.#cut = false;
  }

  /** Hands messages on after their delay, none before the one that came before it. */
  #later(hand: (message: string | Buffer) => void): (message: string | Buffer) => void {
    let free = 0;
    return (message) => {
      const at = Math.max(free, Date.now() + this.#delay());
      free = at;
      setTimeout(
        () => {
          if (!this.#cut) {
            hand(message);
          }
        },
        Math.max(0, at - Date.now()),
      );
    };
  }
}
