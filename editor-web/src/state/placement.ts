import type { Engine } from '../engine/EngineHost';

export type Triple = readonly [number, number, number];
export type Quaternion = readonly [number, number, number, number];

/** Where something stands: position, rotation, scale. */
export interface Place {
  readonly p: Triple;
  readonly r: Quaternion;
  readonly s: Triple;
}

export const HERE: Place = { p: [0, 0, 0], r: [0, 0, 0, 1], s: [1, 1, 1] };

/**
 * Where a node stands in the world. Under parents that are turned within an uneven scale there is no exact answer in these terms; then sizes
 * are near.
 */
export function inWorld(engine: Engine, id: string): Place {
  let place = HERE;
  for (let node = engine.node(id); node !== null; node = engine.node(node.parent)) {
    place = below({ p: node.position, r: node.rotation, s: node.scale }, place);
  }
  return place;
}

/** A place that is told relative to `above`, told as `above` is. */
export function below(above: Place, place: Place): Place {
  return {
    p: add(above.p, turned(above.r, times(above.s, place.p))),
    r: product(above.r, place.r),
    s: times(above.s, place.s),
  };
}

/** The other way round: a place told as `above` is, told relative to `above`. */
export function relativeTo(above: Place, place: Place): Place {
  const back: Quaternion = [-above.r[0], -above.r[1], -above.r[2], above.r[3]];
  const inverse: Triple = [1 / (above.s[0] || 1), 1 / (above.s[1] || 1), 1 / (above.s[2] || 1)];
  const away: Triple = [place.p[0] - above.p[0], place.p[1] - above.p[1], place.p[2] - above.p[2]];
  return {
    p: times(inverse, turned(back, away)),
    r: product(back, place.r),
    s: times(inverse, place.s),
  };
}

function add(a: Triple, b: Triple): Triple {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function times(a: Triple, b: Triple): Triple {
  return [a[0] * b[0], a[1] * b[1], a[2] * b[2]];
}

function product(a: Quaternion, b: Quaternion): Quaternion {
  return [
    a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
    a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
    a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
    a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2],
  ];
}

/** `v` turned by `q`. */
function turned(q: Quaternion, v: Triple): Triple {
  const w: Quaternion = product(product(q, [...v, 0]), [-q[0], -q[1], -q[2], q[3]]);
  return [w[0], w[1], w[2]];
}
