/** The durable log of updates, the one truth from which everything else can be rebuilt. */
@NullMarked
package dev.diorama.server.log;

import org.jspecify.annotations.NullMarked;
