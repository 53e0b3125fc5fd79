/** Tests of how large the package is and of what makes it large. */
@NullMarked
package dev.diorama.engine.size;

import org.jspecify.annotations.NullMarked;
