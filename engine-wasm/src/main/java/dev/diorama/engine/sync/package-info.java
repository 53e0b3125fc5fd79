/** One person's connection to a room: the document's updates, and who else is there doing what. No sockets here. */
@NullMarked
package dev.diorama.engine.sync;

import org.jspecify.annotations.NullMarked;
