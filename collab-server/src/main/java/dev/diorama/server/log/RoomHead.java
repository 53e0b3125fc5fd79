package dev.diorama.server.log;

/**
 * How far a room's log reaches.
 *
 * @param head sequence of its last entry, at least 1
 */
public record RoomHead(RoomName room, long head) {}
