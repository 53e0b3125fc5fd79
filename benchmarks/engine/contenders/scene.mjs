// The scene that everybody draws: a cubic grid of boxes and balls in turn, each an object of its own; one in a hundred is moved.

/** Where object i of n stands, and whether it is a box. */
export function place(i, n) {
  const side = Math.ceil(Math.cbrt(n));
  const half = (side - 1) / 2;
  const x = ((i % side) - half) * 1.6;
  const y = ((Math.floor(i / side) % side) - half) * 1.6;
  const z = (Math.floor(i / (side * side)) - half) * 1.6;
  return { x, y, z, box: i % 2 === 0 };
}

/** How far the camera is from the middle of the grid: it sees all of it, as an editor does that brings everything into view. */
export const distance = (n) => Math.ceil(Math.cbrt(n)) * 1.6 * 2.3;

/** The objects that are moved each frame: one in a hundred, scattered. */
export function edited(n) {
  const found = [];
  for (let k = 0; k < n / 100; k++) {
    found.push((k * 7919 + 1) % n);
  }
  return found;
}

/** How far they are moved in frame f. */
export const shift = (f) => 0.2 * Math.sin(f + 1);

export const BOX_COLOR = 0xc79a6b;
export const BALL_COLOR = 0xf3eee6;
export const BACKGROUND = 0x383b42;
