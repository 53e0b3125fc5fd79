package dev.diorama.server.access;

/**
 * Decision about somebody at the door of a room.
 *
 * @param role what they may do
 * @param author name under which the log keeps their edits; the server's word, never the client's
 */
public record Admission(Role role, String author) {}
