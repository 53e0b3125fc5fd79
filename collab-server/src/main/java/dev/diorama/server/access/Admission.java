package dev.diorama.server.access;

import dev.diorama.server.log.Author;
import org.jspecify.annotations.Nullable;

/**
 * Decision about somebody at the door of a room.
 *
 * @param role what they may do
 * @param account under which the log keeps their edits, the server's word and never the client's; null for a guest, who is whom their
 *     presence shows
 */
public record Admission(Role role, @Nullable Author account) {}
