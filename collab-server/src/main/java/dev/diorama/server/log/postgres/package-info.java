/** The log in PostgreSQL, shared by several servers. */
@NullMarked
package dev.diorama.server.log.postgres;

import org.jspecify.annotations.NullMarked;
