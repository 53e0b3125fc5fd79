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

/** Three angles of a quaternion: Y within -90..90; where X and Z turn about one axis, Z is 0. */
export function eulerOf(quaternion: Quaternion): [number, number, number] {
  // What is stored is rounded to float32: 90 degrees would be shown as 89.99.
  const length = Math.hypot(...quaternion) || 1;
  const [x, y, z, w] = [quaternion[0] / length, quaternion[1] / length, quaternion[2] / length, quaternion[3] / length];
  const m11 = 1 - 2 * (y * y + z * z);
  const m12 = 2 * (x * y - w * z);
  const m13 = 2 * (x * z + w * y);
  const flat = Math.hypot(m11, m12);
  const pitch = Math.atan2(m13, flat);
  if (flat > 1e-6) {
    const roll = Math.atan2(2 * (w * x - y * z), 1 - 2 * (x * x + y * y));
    return [roll * DEGREES, pitch * DEGREES, Math.atan2(-m12, m11) * DEGREES];
  }
  const roll = Math.atan2(2 * (y * z + w * x), 1 - 2 * (x * x + z * z));
  return [roll * DEGREES, pitch * DEGREES, 0];
}

/** Whether two quaternions turn alike, but for the rounding of what is stored; `q` and `-q` do. */
export function sameRotation(a: Quaternion, b: Quaternion): boolean {
  const sign = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] < 0 ? -1 : 1;
  return a.every((component, index) => Math.abs(component - sign * (b[index] ?? 0)) < 1e-6);
}
