package dev.diorama.bindgen.tests;

/** A few constants. */
public enum Color {
    RED,
    DARK_GREEN,
    BLUE
}
