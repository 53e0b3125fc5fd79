package dev.diorama.bindgen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The TypeScript type, where Java's says less: of an interface to an object of the browser ({@code HTMLCanvasElement |
 * OffscreenCanvas}: each is checked by its name), or of a string in a record that is always one of an exported union.
 */
@Target({ElementType.TYPE, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface WebType {
    String value();
}
