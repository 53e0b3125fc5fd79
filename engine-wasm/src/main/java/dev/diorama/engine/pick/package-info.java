/** What is under a pixel: one texel of the id target, read back asynchronously. */
@NullMarked
package dev.diorama.engine.pick;

import org.jspecify.annotations.NullMarked;
