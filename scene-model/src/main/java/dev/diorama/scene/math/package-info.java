/** Vector, quaternion and matrix functions over float arrays; the result goes to the last parameter. */
@NullMarked
package dev.diorama.scene.math;

import org.jspecify.annotations.NullMarked;
