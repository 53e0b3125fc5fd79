/** What logs in databases have in common: group commit, metrics, health, and a place for the small tables of other features. */
@NullMarked
package dev.diorama.server.log.jdbc;

import org.jspecify.annotations.NullMarked;
