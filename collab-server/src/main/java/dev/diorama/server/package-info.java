/** The Diorama server: the application and how its features are put together. */
@NullMarked
package dev.diorama.server;

import org.jspecify.annotations.NullMarked;
