/** The referee: another implementation of the document judges what this one says, beside all editing. */
@NullMarked
package dev.diorama.server.sidecar;

import org.jspecify.annotations.NullMarked;
