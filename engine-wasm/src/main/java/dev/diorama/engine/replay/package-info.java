/** The log of a room played forward and back: which scene it was at which sequence. */
@NullMarked
package dev.diorama.engine.replay;

import org.jspecify.annotations.NullMarked;
