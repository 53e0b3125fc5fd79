/** What happened in a room, read from the log. */
@NullMarked
package dev.diorama.server.history;

import org.jspecify.annotations.NullMarked;
