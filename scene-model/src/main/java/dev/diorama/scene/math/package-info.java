/**
 * Vector, quaternion and matrix functions over float arrays; the result goes to the last parameter.
 *
 * <p>Conventions, those of glTF: right-handed, +Y up, a camera looks along its -Z, angles in radians, matrices column-major and
 * multiplied with column vectors (the right factor acts first), quaternions x y z w. Clip space is WebGPU's: x to the right, y
 * up, depth 0 to 1, and depth is <em>reversed</em>: 1 on the near plane, 0 far away, so that a nearer thing has the greater
 * depth.
 *
 * <p>Nothing here allocates or keeps state. {@code dest} may be one of the operands unless a method says otherwise.
 */
@NullMarked
package dev.diorama.scene.math;

import org.jspecify.annotations.NullMarked;
