/** The scene tree as the flat list of rows that a panel shows. */
@NullMarked
package dev.diorama.engine.outline;

import org.jspecify.annotations.NullMarked;
