/** The messages of the y-websocket wire: sync, awareness, auth. No I/O. */
@NullMarked
package dev.diorama.scene.protocol;

import org.jspecify.annotations.NullMarked;
