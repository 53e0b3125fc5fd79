/** What generated bridges call, in WebAssembly. */
@NullMarked
package dev.diorama.bindgen.runtime;

import org.jspecify.annotations.NullMarked;
