/** Fan-out inside one process. */
@NullMarked
package dev.diorama.server.cluster.local;

import org.jspecify.annotations.NullMarked;
