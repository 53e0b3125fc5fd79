/** A module of one class that has every type of the table, for the tests of what bindgen writes. */
@NullMarked
package dev.diorama.bindgen.tests;

import org.jspecify.annotations.NullMarked;
