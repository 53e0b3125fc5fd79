/** What a Java developer writes to make a class callable from a web page. Plain Java: nothing here reaches WebAssembly but names. */
@NullMarked
package dev.diorama.bindgen;

import org.jspecify.annotations.NullMarked;
