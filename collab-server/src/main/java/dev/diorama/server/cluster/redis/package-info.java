/** Fan-out between servers over Redis. */
@NullMarked
package dev.diorama.server.cluster.redis;

import org.jspecify.annotations.NullMarked;
