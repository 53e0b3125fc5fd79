package dev.diorama.server.sidecar;

/**
 * A checkpoint in its store.
 *
 * @param id grows with every checkpoint that is stored
 */
record StoredCheckpoint(long id, Checkpoint checkpoint) {}
