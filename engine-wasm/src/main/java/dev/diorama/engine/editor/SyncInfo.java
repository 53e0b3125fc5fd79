package dev.diorama.engine.editor;

import dev.diorama.bindgen.WebName;

/**
 * How far this document and the server's agree.
 *
 * @param synced the server's state has arrived since the connection was opened
 * @param pending own updates that the server has not acknowledged
 */
@WebName("SyncState")
public record SyncInfo(boolean synced, boolean connected, int pending) {}
