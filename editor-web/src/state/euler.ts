/** Rotations as people type them: degrees about X, then Y, then Z of the turned object (intrinsic XYZ), as three.js shows them too. */
export type Euler = readonly [x: number, y: number, z: number];
export type Quaternion = readonly [x: number, y: number, z: number, w: number];

const DEGREES = 180 / Math.PI;

/** The unit quaternion of three angles. */
export function quaternionOf([x, y, z]: Euler): [number, number, number, number] {
  const [cx, cy, cz] = [Math.cos(x / 2 / DEGREES), Math.cos(y / 2 / DEGREES), Math.cos(z / 2 / DEGREES)];
  const [sx, sy, sz] = [Math.sin(x / 2 / DEGREES), Math.sin(y / 2 / DEGREES), Math.sin(z / 2 / DEGREES)];
  return [
    sx * cy * cz + cx * sy * sz,
    cx * sy * cz - sx * cy * sz,
    cx * cy * sz + sx * sy * cz,
    cx * cy * cz - sx * sy * sz,
  ];
}

/** Three angles of a unit quaternion: Y within -90..90; where X and Z turn about one axis, Z is 0. */
export function eulerOf([x, y, z, w]: Quaternion): [number, number, number] {
  const m13 = 2 * (x * z + w * y);
  const pitch = Math.asin(Math.min(1, Math.max(-1, m13)));
  if (Math.abs(m13) < 0.999999) {
    const roll = Math.atan2(2 * (w * x - y * z), 1 - 2 * (x * x + y * y));
    const yaw = Math.atan2(2 * (w * z - x * y), 1 - 2 * (y * y + z * z));
    return [roll * DEGREES, pitch * DEGREES, yaw * DEGREES];
  }
  const roll = Math.atan2(2 * (y * z + w * x), 1 - 2 * (x * x + z * z));
  return [roll * DEGREES, pitch * DEGREES, 0];
}

/** Whether two quaternions turn alike; `q` and `-q` do. */
export function sameRotation(a: Quaternion, b: Quaternion, tolerance = 1e-5): boolean {
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
  return Math.abs(dot) > 1 - tolerance * tolerance * 10;
}
