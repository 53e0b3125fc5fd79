/** Who may enter a room, and from where. */
@NullMarked
package dev.diorama.server.access;

import org.jspecify.annotations.NullMarked;
