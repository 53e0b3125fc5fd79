/** The one door to JavaScript: what the npm package exports, and how values cross. */
@NullMarked
package dev.diorama.engine.boundary;

import org.jspecify.annotations.NullMarked;
