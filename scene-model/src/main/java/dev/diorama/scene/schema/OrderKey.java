package dev.diorama.scene.schema;

/** Order keys of siblings: a fractional index. */
final class OrderKey {

    static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private OrderKey() {}
}
