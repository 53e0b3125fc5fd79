package dev.diorama.server.sidecar;

/**
 * What two implementations must agree on about a document.
 *
 * @param snapshot SHA-256 of its encoded snapshot (deletions and state vector), 64 hexadecimal digits
 * @param state its state hash (S80 to S89 of {@code scene-model/SPEC.md}), 64 hexadecimal digits
 */
record Hashes(String snapshot, String state) {}
