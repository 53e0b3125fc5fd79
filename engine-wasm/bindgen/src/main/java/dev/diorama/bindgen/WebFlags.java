package dev.diorama.bindgen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An {@code int} argument of a listener whose bit n stands for constant n of an enum; arrives as an array of their names, once for all
 * calls that happened during one call into Java, and after all other calls.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.CLASS)
public @interface WebFlags {
    Class<? extends Enum<?>> value();
}
