/** The embedded default of the log: one SQLite file. */
@NullMarked
package dev.diorama.server.log.sqlite;

import org.jspecify.annotations.NullMarked;
