package dev.diorama.engine.editor;

/**
 * How far this person's edits have come.
 *
 * @param synced connected, and the server's state has arrived
 * @param pending own updates that the server has not acknowledged
 */
public record SyncInfo(boolean synced, boolean connected, int pending) {}
