/** Serving the page: its files, its address, the headers that keep it to its own origin. */
@NullMarked
package dev.diorama.server.web;

import org.jspecify.annotations.NullMarked;
