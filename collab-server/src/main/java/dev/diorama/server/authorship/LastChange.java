package dev.diorama.server.authorship;

import dev.diorama.server.log.Author;

/**
 * The newest entry of a log that changed something of a node.
 *
 * @param timeMillis server's clock when the entry was accepted, milliseconds since 1970 UTC
 */
record LastChange(Author author, long timeMillis, long sequence) {}
