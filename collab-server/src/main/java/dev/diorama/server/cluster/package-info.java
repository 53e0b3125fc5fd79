/** Telling the other members of a cluster about updates; a single server is a cluster of one. */
@NullMarked
package dev.diorama.server.cluster;

import org.jspecify.annotations.NullMarked;
