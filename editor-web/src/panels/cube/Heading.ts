import type { Direction } from './faces';

/** Farther than this from where it was sent, in radians, and somebody has turned the camera away. */
const SLACK = 1e-3;
const TURN = 2 * Math.PI;

/** Where the cube has sent the camera: the next key goes on from there, however far the camera has eased yet. */
export class Heading {
  #goal: Direction | null = null;
  #left = 0;

  /** The camera is drawn from `now`, and on its way to `to`. */
  send(to: Direction, now: Direction): void {
    this.#goal = to;
    this.#left = apart(to, now);
  }

  /** The camera is drawn from `now`. One that was sent somewhere comes nearer each time, unless something else has turned it. */
  seen(now: Direction): void {
    if (this.#goal === null) {
      return;
    }
    const left = apart(this.#goal, now);
    if (left > this.#left + SLACK) {
      this.#goal = null;
    }
    this.#left = left;
  }

  /** From where the next key goes on. */
  from(now: Direction): Direction {
    return this.#goal ?? now;
  }
}

/** How far apart two directions are, whole turns aside. */
function apart(one: Direction, other: Direction): number {
  const yaw = Math.abs(one.yaw - other.yaw) % TURN;
  return Math.min(yaw, TURN - yaw) + Math.abs(one.pitch - other.pitch);
}
