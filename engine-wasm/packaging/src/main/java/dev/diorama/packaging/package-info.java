/** What the build of the engine does between TeaVM's compiler and the npm package; nothing of it is in the package. */
@NullMarked
package dev.diorama.packaging;

import org.jspecify.annotations.NullMarked;
