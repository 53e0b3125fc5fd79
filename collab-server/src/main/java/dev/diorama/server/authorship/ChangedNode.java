package dev.diorama.server.authorship;

/** A node that is there, and its last change. */
record ChangedNode(String id, LastChange change) {}
