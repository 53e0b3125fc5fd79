/** How far each key moves: right, up, forward. Physical keys, so that they lie alike on every keyboard. */
const WAYS: Readonly<Record<string, readonly [number, number, number]>> = {
  KeyW: [0, 0, 1],
  KeyS: [0, 0, -1],
  KeyD: [1, 0, 0],
  KeyA: [-1, 0, 0],
  KeyE: [0, 1, 0],
  KeyQ: [0, -1, 0],
};

/** How much faster with shift. */
const HURRY = 4;

/** Flying through the scene: while the right button is held, keys move the camera. Knows nothing of the page. */
export class Flight {
  readonly #fly: (right: number, up: number, forward: number) => void;
  readonly #down = new Set<string>();
  #held = false;
  #fast = false;
  #told = '0 0 0';

  constructor(fly: (right: number, up: number, forward: number) => void) {
    this.#fly = fly;
  }

  /** The right button went down or up. */
  hold(held: boolean): void {
    this.#held = held;
    if (!held) {
      this.#down.clear();
    }
    this.#tell();
  }

  /** A key went down or up; whether it was meant for the flight, and so is no shortcut. */
  key(code: string, down: boolean, shift: boolean): boolean {
    this.#fast = shift;
    if (WAYS[code] === undefined || !this.#held) {
      this.#tell();
      return false;
    }
    if (down) {
      this.#down.add(code);
    } else {
      this.#down.delete(code);
    }
    this.#tell();
    return true;
  }

  #tell(): void {
    const way = [0, 0, 0];
    for (const code of this.#down) {
      WAYS[code]?.forEach((part, axis) => {
        way[axis] = (way[axis] ?? 0) + part * (this.#fast ? HURRY : 1);
      });
    }
    const [right = 0, up = 0, forward = 0] = way;
    const text = `${right} ${up} ${forward}`;
    if (text !== this.#told) {
      this.#told = text;
      this.#fly(right, up, forward);
    }
  }
}
