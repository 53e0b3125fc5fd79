/** The faces of the view cube, and the directions from which one looks at their middles, edges and corners. */

type Axis = readonly [number, number, number];

export interface Face {
  readonly id: 'front' | 'right' | 'top' | 'back' | 'left' | 'bottom';
  /** Out of the face, and on it to the right and up, as one looks at it. */
  readonly out: Axis;
  readonly right: Axis;
  readonly up: Axis;
  /** How the style sheet turns a face that looks at the reader into this one. */
  readonly turn: string;
}

export const FACES: readonly Face[] = [
  { id: 'front', out: [0, 0, 1], right: [1, 0, 0], up: [0, 1, 0], turn: 'rotateY(0deg)' },
  { id: 'right', out: [1, 0, 0], right: [0, 0, -1], up: [0, 1, 0], turn: 'rotateY(90deg)' },
  { id: 'top', out: [0, 1, 0], right: [1, 0, 0], up: [0, 0, -1], turn: 'rotateX(90deg)' },
  { id: 'back', out: [0, 0, -1], right: [-1, 0, 0], up: [0, 1, 0], turn: 'rotateY(180deg)' },
  { id: 'left', out: [-1, 0, 0], right: [0, 0, 1], up: [0, 1, 0], turn: 'rotateY(-90deg)' },
  { id: 'bottom', out: [0, -1, 0], right: [1, 0, 0], up: [0, 0, 1], turn: 'rotateX(-90deg)' },
];

/** A direction to look from, as the engine takes it: yaw about +Y, pitch above the ground. */
export interface Direction {
  readonly yaw: number;
  readonly pitch: number;
}

/** So much of a face beside its middle belongs to the edge. */
const RIM = 0.24;
const QUARTER = Math.PI / 2;

/** Which third of a face a place is in, from its left or top at 0 to the other side at 1: -1, 0 or 1. */
export function third(place: number): -1 | 0 | 1 {
  return place < RIM ? -1 : place > 1 - RIM ? 1 : 0;
}

/**
 * From where one sees a part of a face straight on: its middle, an edge or a corner.
 *
 * @param across -1 at the left edge, 0, 1 at the right one
 * @param down -1 at the upper edge, 0, 1 at the lower one
 * @param yaw of the camera now: who looks from straight above or below keeps the nearest quarter of it
 */
export function directionOf(face: Face, across: number, down: number, yaw: number): Direction {
  const [x, y, z] = face.out.map(
    (value, axis) => value + across * (face.right[axis] ?? 0) - down * (face.up[axis] ?? 0),
  ) as [number, number, number];
  const level = Math.hypot(x, z);
  return {
    yaw: level === 0 ? QUARTER * Math.round(yaw / QUARTER) : Math.atan2(x, z),
    pitch: Math.atan2(y, level),
  };
}

/** The face that is seen most straight on. */
export function facing({ yaw, pitch }: Direction): Face {
  const eye = [Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch)];
  const seen = (face: Face): number => face.out.reduce((sum, value, axis) => sum + value * (eye[axis] ?? 0), 0);
  return FACES.reduce((best, face) => (seen(face) > seen(best) + 1e-6 ? face : best));
}

/** The direction after a press of an arrow key: on to the next eighth of a turn that way. `null` for other keys. */
export function turnedBy(key: string, { yaw, pitch }: Direction): Direction | null {
  const eighth = QUARTER / 2;
  const next = (angle: number, way: number): number =>
    eighth * (way > 0 ? Math.floor(angle / eighth + 1.01) : Math.ceil(angle / eighth - 1.01));
  switch (key) {
    case 'ArrowLeft':
      return { yaw: next(yaw, -1), pitch };
    case 'ArrowRight':
      return { yaw: next(yaw, 1), pitch };
    case 'ArrowUp':
      return { yaw, pitch: Math.min(QUARTER, next(pitch, 1)) };
    case 'ArrowDown':
      return { yaw, pitch: Math.max(-QUARTER, next(pitch, -1)) };
    default:
      return null;
  }
}
