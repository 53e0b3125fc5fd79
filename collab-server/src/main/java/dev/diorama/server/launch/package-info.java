/** The first class of the packaged server, compiled for Java 17: finds a newer Java where the default one is too old. */
@NullMarked
package dev.diorama.server.launch;

import org.jspecify.annotations.NullMarked;
