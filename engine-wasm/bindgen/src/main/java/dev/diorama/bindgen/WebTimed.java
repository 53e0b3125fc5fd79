package dev.diorama.bindgen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that has one more component in JavaScript: how many milliseconds the last call of an exported method took. The glue takes the
 * time, because a clock of the browser hands Java a new object at each look.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface WebTimed {
    /** The method that is timed. */
    String method();

    /** The name of the component. */
    String component();

    /** Its documentation. */
    String doc();
}
