/** Who changed which node last, and when: an index of a room's log by node. */
@NullMarked
package dev.diorama.server.authorship;

import org.jspecify.annotations.NullMarked;
