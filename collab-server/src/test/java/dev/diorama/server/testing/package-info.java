/** A server and clients for tests. */
@NullMarked
package dev.diorama.server.testing;

import org.jspecify.annotations.NullMarked;
