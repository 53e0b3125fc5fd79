/** The annotation processor: reads an exported class, refuses what cannot cross, and writes bridge, glue, types and manifest. */
@NullMarked
package dev.diorama.bindgen.processor;

import org.jspecify.annotations.NullMarked;
