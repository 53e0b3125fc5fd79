import type { Engine, NodeInfo } from '../engine/EngineHost';
import { asOneStep, readNodes, topmost } from './document';

/** The upper three rows of a transform, row by row. */
type Rows = readonly number[];

const NOTHING: Rows = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

function rowsOf({ position: p, rotation: [x, y, z, w], scale: s }: NodeInfo): Rows {
  return [
    ...[(1 - 2 * (y * y + z * z)) * s[0], 2 * (x * y - w * z) * s[1], 2 * (x * z + w * y) * s[2], p[0]],
    ...[2 * (x * y + w * z) * s[0], (1 - 2 * (x * x + z * z)) * s[1], 2 * (y * z - w * x) * s[2], p[1]],
    ...[2 * (x * z - w * y) * s[0], 2 * (y * z + w * x) * s[1], (1 - 2 * (x * x + y * y)) * s[2], p[2]],
  ];
}

function product(a: Rows, b: Rows): Rows {
  return a.map((_, at) => {
    const row = at - (at % 4);
    const column = at % 4;
    const sum = [0, 1, 2].reduce((total, k) => total + (a[row + k] ?? 0) * (b[4 * k + column] ?? 0), 0);
    return column === 3 ? sum + (a[row + 3] ?? 0) : sum;
  });
}

/** Where a node is in the world. */
function worldOf(engine: Engine, id: string): Rows {
  const node = engine.node(id);
  return node === null ? NOTHING : product(worldOf(engine, node.parent), rowsOf(node));
}

/** How far below its own origin the surface of a shape reaches in the world; `null` for what has none. */
export function depthOf(primitive: string | null, size: Readonly<Record<string, number>>, world: Rows): number | null {
  const [x, y, z] = [Math.abs(world[4] ?? 0), Math.abs(world[5] ?? 0), Math.abs(world[6] ?? 0)];
  const across = Math.hypot(x, z);
  const any = Math.hypot(x, y, z);
  const { radius = 0.5, width = 1, height = 1, depth = 1, tube = 0.2 } = size;
  switch (primitive) {
    case 'box':
      return (x * width + y * height + z * depth) / 2;
    case 'sphere':
      return any * radius;
    case 'plane':
      return (x * width + z * depth) / 2;
    case 'cylinder':
      return across * radius + (y * height) / 2;
    case 'cone': {
      const axis = ((world[5] ?? 0) * height) / 2;
      return Math.max(-axis, axis + across * radius);
    }
    case 'torus':
      return across * radius + any * tube;
    case 'capsule':
      return any * radius + y * Math.max(0, height / 2 - radius);
    default:
      return null;
  }
}

/** How high above the floor the lowest point of a node and of all below it is; its origin, where nothing of it has a surface. */
export function lowest(engine: Engine, id: string): number {
  let found: number | null = null;
  for (const { node } of readNodes(engine, [id])) {
    const info = engine.node(node);
    const world = worldOf(engine, node);
    const depth = info === null ? null : depthOf(info.primitive, info.parameters, world);
    if (depth !== null) {
      found = Math.min(found ?? Number.POSITIVE_INFINITY, (world[7] ?? 0) - depth);
    }
  }
  return found ?? worldOf(engine, id)[7] ?? 0;
}

/** Lets each of some nodes down, or up, until its lowest point is on the floor. */
export function dropToFloor(engine: Engine, ids: readonly string[]): void {
  asOneStep(engine, '', () => {
    for (const id of topmost(engine, ids)) {
      const node = engine.node(id);
      const by = -lowest(engine, id);
      const move = node === null ? null : solve(worldOf(engine, node.parent), by);
      if (node !== null && move !== null && Math.abs(by) > 1e-6) {
        const [x, y, z] = node.position;
        engine.setPosition(id, x + move[0], y + move[1], z + move[2]);
      }
    }
  });
}

/** What a move straight up is below a parent; `null` where the parent is flat. */
function solve(m: Rows, up: number): readonly [number, number, number] | null {
  const [a = 0, b = 0, c = 0, , d = 0, e = 0, f = 0, , g = 0, h = 0, i = 0] = m;
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (Math.abs(determinant) < 1e-12) {
    return null;
  }
  const by = up / determinant;
  return [(c * h - b * i) * by, (a * i - c * g) * by, (b * g - a * h) * by];
}
